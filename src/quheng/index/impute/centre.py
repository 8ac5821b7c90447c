"""The median or mean of the indicator, over all units or over the unit's group."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal

import numpy as np

from quheng.bilingual import Text
from quheng.declarations import Declared
from quheng.index.arrays import Booleans, Floats, Integers
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
    changes: list[Change] = []
    for column, rows, donors, group in donors_by_group(np.isnan(x), groups):
        values = x[:, column]
        filled[rows, column] = CENTRES[by](values[donors])
        changes.append(
            Change(
                codes[column],
                rows,
                values[rows],
                filled[rows, column],
                "imputed",
                _detail(by, group, donors.size),
            )
        )
    return filled, tuple(changes)


def donors_by_group(
    missing: Booleans, groups: tuple[str | None, ...]
) -> Iterator[tuple[int, Integers, Integers, str | None]]:
    """Yield the missing cells of each column and group, with the units that have a value to give.

    Parameters
    ----------
    missing
        (n_units, n_columns)
    groups
        (n_units,) the group of each unit, None where it has none.

    Yields
    ------
    column
        Its position; a column without any value is passed over.
    rows, donors
        Positions of the units that miss it, and of those of the same group that have it: of all units that
        have it where nobody in the group does, or the units have no group.
    group
        None where the donors are from all units.
    """
    labels = np.array(groups, dtype=object)
    for column in np.flatnonzero(missing.any(axis=0)).tolist():
        without, present = np.flatnonzero(missing[:, column]), ~missing[:, column]
        if not present.any():
            continue
        for group in dict.fromkeys(labels[without].tolist()):
            rows = without[labels[without] == group]
            peers = present & (labels == group) if group is not None else present
            within = group if group is not None and peers.any() else None
            yield column, rows, np.flatnonzero(peers if within is not None else present), within


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
        return fill_by_centre(x, self.groups(context), context.codes, self.by)

    def groups(self, context: Context) -> tuple[str | None, ...]:
        """Return the group of each unit (n_units,) within which a centre is taken, None for all units."""
        if self.group is None:
            return (None,) * len(context.units)
        return context.group(self.group, "method.impute.group")


def _detail(by: Literal["median", "mean"], group: str | None, donors: int) -> Text:
    centre = CENTRE_TITLES[by]
    return Text(
        zh=f"取{group or '全部评价对象'}中 {donors} 个有值评价对象的{centre.zh}",
        en=f"{centre.en} of the {donors} units with a value in {group or 'the whole index'}",
    )
