"""The median or mean of the indicator, over all units or over the unit's group."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import numpy as np

from quheng.bilingual import Text
from quheng.declarations import Declared
from quheng.index.arrays import Floats
from quheng.index.step import Change

if TYPE_CHECKING:
    from quheng.index.context import Context

CENTRES: dict[str, Callable[[Floats], np.floating]] = {"median": np.median, "mean": np.mean}
CENTRE_TITLES = {"median": Text(zh="中位数", en="median"), "mean": Text(zh="平均数", en="mean")}


def fill_by_centre(
    x: Floats, groups: tuple[str | None, ...], codes: tuple[str, ...], by: Literal["median", "mean"]
) -> tuple[Floats, tuple[Change, ...]]:
    """Fill the missing cells of each column by a centre of the present ones.

    Parameters
    ----------
    x
        (n_units, n_columns), NaN where missing.
    groups
        (n_units,) the group of each unit, None where it has none.
    codes
        (n_columns,), for the log.
    by
        The centre.

    Returns
    -------
    filled
        (n_units, n_columns); present values as they were; a column without any value stays missing.
    changes
        What was filled, by column and group.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 2, section 3.2 (unconditional mean
    imputation).
    """
    filled = x.copy()
    labels = np.array(groups, dtype=object)
    changes: list[Change] = []
    for column in np.flatnonzero(np.isnan(x).any(axis=0)):
        values = x[:, column]
        missing, present = np.flatnonzero(np.isnan(values)), ~np.isnan(values)
        if not present.any():
            continue
        for group in dict.fromkeys(labels[missing].tolist()):
            rows = missing[labels[missing] == group]
            peers = present & (labels == group) if group is not None else present
            within = group if group is not None and peers.any() else None
            donors = values[peers] if within is not None else values[present]
            filled[rows, column] = CENTRES[by](donors)
            changes.append(
                Change(
                    codes[column],
                    rows,
                    values[rows],
                    filled[rows, column],
                    "imputed",
                    _detail(by, within, donors.size),
                )
            )
    return filled, tuple(changes)


class Centre(Declared):
    """`{by: median, group: province}`, or `{by: mean}`.

    Parameters
    ----------
    by
        The centre.
    group
        The column of the units table within whose groups it is taken; over all units where a unit has no
        group, or its group has no value.
    """

    by: Literal["median", "mean"]
    group: str | None = None

    def apply(self, x: Floats, context: Context) -> tuple[Floats, tuple[Change, ...]]:
        """Fill `x`; a group column that there is not is a DeclarationError."""
        groups: tuple[str | None, ...] = (None,) * len(context.units)
        if self.group is not None:
            groups = context.group(self.group, "method.impute.group")
        return fill_by_centre(x, groups, context.codes, self.by)


def _detail(by: Literal["median", "mean"], group: str | None, donors: int) -> Text:
    centre = CENTRE_TITLES[by]
    return Text(
        zh=f"取{group or '全部评价对象'}中 {donors} 个有值评价对象的{centre.zh}",
        en=f"{centre.en} of the {donors} units with a value in {group or 'the whole index'}",
    )
