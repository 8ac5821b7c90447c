"""The straight line between the neighbouring observations in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from quheng.bilingual import Text
from quheng.declarations import Declared
from quheng.index.arrays import Floats
from quheng.index.impute.panel import needs_a_panel
from quheng.index.step import Change

if TYPE_CHECKING:
    from quheng.index.context import Context


def linear_between(
    series: Floats, periods: Floats, beyond: Literal["missing", "constant"] = "missing"
) -> Floats:
    """Fill each missing value from the straight line between the last value before it and the first after it.

    Parameters
    ----------
    series
        (n_periods,) the values of one unit, NaN where missing.
    periods
        (n_periods,) when, as numbers (years), in any order, no two alike.
    beyond
        Before the first value and after the last: `missing`, or `constant`, which takes that value.

    Returns
    -------
    (n_periods,) in the order of `series`; present values as they were; a series without any value stays
    missing.
    """
    known = np.flatnonzero(~np.isnan(series))
    if known.size == 0:
        return series.copy()
    known = known[np.argsort(periods[known], kind="stable")]
    edge = np.nan if beyond == "missing" else None
    line = np.interp(periods, periods[known], series[known], left=edge, right=edge)
    return np.where(np.isnan(series), line, series)


class Linear(Declared):
    """`{by: linear, beyond: missing}`: the line between the values before and after.

    Parameters
    ----------
    beyond
        What stands before the first value and after the last: `missing`, or `constant` for that value.
    """

    by: Literal["linear"] = "linear"
    beyond: Literal["missing", "constant"] = "missing"

    @property
    def in_words(self) -> Text:
        """By what a cell is filled."""
        return Text(zh="取该评价对象前后时期的线性插值", en="the line between the unit's neighbouring values")

    def along(self, series: Floats, periods: Floats) -> Floats:
        """Fill the series (n_periods,) of one unit."""
        return linear_between(series, periods, self.beyond)

    def apply(self, x: Floats, context: Context) -> tuple[Floats, tuple[Change, ...]]:
        """Raise a MethodError: one period has no others."""
        raise needs_a_panel(self.by)
