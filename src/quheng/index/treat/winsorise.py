"""Winsorise: the most extreme values take the value of the next one."""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import Field

from quheng.bilingual import Text
from quheng.declarations import Declared
from quheng.index.arrays import Floats
from quheng.index.shape import shape_of
from quheng.index.treat.limits import TreatWhen


def winsorise(column: Floats, points: int, when: TreatWhen | None) -> Floats:
    """Pull in the extreme values on the side of the longer tail, one by one, until the test is passed.

    Each time, the most extreme values take the value of the next one; the side is found anew each time.

    Parameters
    ----------
    column
        (n_units,), NaN where missing.
    points
        The most cells that may be changed. Equal values are pulled in together or not at all, so that equals
        stay equal and `points` is never passed (COINr tests the limit before it pulls, and may pass it).
    when
        The test; None pulls in as many as `points` allows.

    Returns
    -------
    (n_units,); missing stays missing; it may still fail the test where `points` did not suffice.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 2, section 5.1, gives the motive, and
    trims at the 2.5 and 97.5 percentiles; the rule is that of Becker et al. (2019), The COIN Tool: User
    Guide, JRC.
    """
    present = ~np.isnan(column)
    before = column[present]
    values = before.copy()
    while True:
        skew, kurtosis = shape_of(values)
        if when is not None and not when.beyond(skew, kurtosis):
            break
        side = -1.0 if skew < 0 else 1.0
        towards = values * side
        extreme = towards == towards.max(initial=-np.inf)
        if extreme.all():
            break
        pulled = np.where(extreme, side * towards[~extreme].max(), values)
        if np.count_nonzero(pulled != before) > points:
            break
        values = pulled
    result = column.copy()
    result[present] = values
    return result


class Winsorise(Declared):
    """`{by: winsorise, points: 5}`: at most `points` values of an indicator are pulled in."""

    by: Literal["winsorise"] = "winsorise"
    points: int = Field(default=5, ge=0)

    def undefined(self, column: Floats) -> Text | None:
        """Return None: it is defined on any values."""
        return None

    def apply(self, column: Floats, when: TreatWhen | None) -> tuple[Floats, Text]:
        """Return the winsorised values (n_units,) and, in words, what was done."""
        return winsorise(column, self.points, when), Text(
            zh="极端值缩尾至相邻值", en="pulled in to the next value"
        )
