"""The last observation carried forward."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import Field

from quheng.bilingual import Text
from quheng.declarations import Declared
from quheng.index.arrays import Floats
from quheng.index.impute.panel import needs_a_panel
from quheng.index.step import Change

if TYPE_CHECKING:
    from quheng.index.context import Context


def last_observation(series: Floats, periods: Floats, max_age: float | None = None) -> Floats:
    """Fill each missing value by the latest earlier one.

    Parameters
    ----------
    series
        (n_periods,) the values of one unit, NaN where missing.
    periods
        (n_periods,) when, as numbers (years), in any order, no two alike.
    max_age
        The most that the value may be older, in the measure of `periods`; None for any age.

    Returns
    -------
    (n_periods,) in the order of `series`; present values as they were; missing where nothing earlier, or
    nothing young enough, is present.
    """
    order = np.argsort(periods, kind="stable")
    values, times = series[order], periods[order]
    last = np.maximum.accumulate(np.where(np.isnan(values), -1, np.arange(values.size)))
    carried = np.where(last >= 0, values[last], np.nan)
    if max_age is not None:
        carried = np.where(times - times[last] <= max_age, carried, np.nan)
    filled = np.empty_like(series)
    filled[order] = carried
    return filled


class Latest(Declared):
    """`{by: latest, max_age: 3}`: the latest earlier value of the unit, at most `max_age` years old."""

    by: Literal["latest"] = "latest"
    max_age: float | None = Field(default=None, gt=0)

    @property
    def in_words(self) -> Text:
        """By what a cell is filled."""
        return Text(zh="取该评价对象最近一个较早时期的值", en="the unit's latest earlier value")

    def along(self, series: Floats, periods: Floats) -> Floats:
        """Fill the series (n_periods,) of one unit."""
        return last_observation(series, periods, self.max_age)

    def apply(self, x: Floats, context: Context) -> tuple[Floats, tuple[Change, ...]]:
        """Raise a MethodError: one period has no earlier one."""
        raise needs_a_panel(self.by)
