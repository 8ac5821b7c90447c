"""Denominate: divide an indicator by the size of its unit, so that large and small units compare."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from quheng.bilingual import Text
from quheng.index.arrays import Floats
from quheng.index.framework import Indicator
from quheng.index.step import Change


def denominate(
    x: Floats, indicators: tuple[Indicator, ...], denominators: Mapping[str, Floats]
) -> tuple[Floats, tuple[Change, ...]]:
    """Return ``x / d * per`` for the indicators that declare a denominator.

    Parameters
    ----------
    x
        (n_units, n_indicators), NaN where missing.
    indicators
        (n_indicators,)
    denominators
        The values (n_units,) of each variable that an indicator is divided by.

    Returns
    -------
    divided
        (n_units, n_indicators); missing where the denominator is missing or zero.
    changes
        The cells divided, and those that became missing.
    """
    divided = x.copy()
    changes: list[Change] = []
    for column, indicator in enumerate(indicators):
        rule = indicator.denominate
        if rule is None:
            continue
        size = denominators[rule.by]
        usable = np.where(size == 0, np.nan, size)
        before = x[:, column]
        after = before / usable * rule.per
        divided[:, column] = after
        done = np.flatnonzero(~np.isnan(after))
        lost = np.flatnonzero(np.isnan(after) & ~np.isnan(before))
        changes.append(
            Change(
                indicator.code,
                done,
                before[done],
                after[done],
                "denominated",
                Text(zh=f"除以 {rule.by}，乘以 {rule.per:g}", en=f"divided by {rule.by}, times {rule.per:g}"),
            )
        )
        if lost.size:
            changes.append(
                Change(
                    indicator.code,
                    lost,
                    before[lost],
                    after[lost],
                    "no-denominator",
                    Text(zh=f"{rule.by} 缺失或为 0", en=f"{rule.by} is missing or zero"),
                )
            )
    return divided, tuple(changes)
