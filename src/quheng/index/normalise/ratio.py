"""Ratios to a reference value, for indicators with a true zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from quheng.bilingual import Text, counted
from quheng.index.arrays import Floats
from quheng.index.normalise.scale import refuse_cells

if TYPE_CHECKING:
    from quheng.index.context import Context


def ratio(x: Floats, reference: Floats, direction: Floats) -> Floats:
    """Return ``x / reference``, and ``reference / x`` where less is better.

    Parameters
    ----------
    x
        (n_units, n_indicators), NaN where missing; not negative, and above zero where less is better.
    reference
        (n_indicators,), in the measure of the indicator, above zero.
    direction
        (n_indicators,), 1 where more is better, -1 where less is.

    Returns
    -------
    (n_units, n_indicators), not negative, 1 at the reference; missing stays missing.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 2, section 5.4 and Table 15.
    """
    up = direction > 0
    return np.where(up, x, reference) / np.where(up, reference, x)


def refuse_without_ratio(x: Floats, context: Context) -> None:
    """Raise a MethodError for indicators that have negative values, or zeros where less is better."""
    refuse_cells(
        np.where(context.directions > 0, x < 0, x <= 0),
        context.codes,
        lambda count: Text(
            zh=f"有 {count} 个值为负（越小越好的指标还不可为 0），比值没有定义",
            en=f"{counted(count, 'value is', 'values are')} negative (or zero, where less is better): "
            "a ratio is not defined",
        ),
        Text(zh="请改用 minmax、zscore 或 rank", en="use minmax, zscore or rank"),
    )
