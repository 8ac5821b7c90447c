"""Percentile ranks: the share of units that a unit beats, itself counted in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from quheng.declarations import Declared
from quheng.index.arrays import Floats
from quheng.index.normalise.borda import borda
from quheng.index.normalise.scale import Interval, onto, refuse_constant

if TYPE_CHECKING:
    from quheng.index.context import Context


def percentile(x: Floats, direction: Floats, to: tuple[float, float] = (0.0, 100.0)) -> Floats:
    """Return ``to[0] + (to[1] - to[0]) * (1 + b) / n``, b being the number of units that are worse.

    Unlike the rank scale it never reaches the low end: the worst of n units gets 1/n of the scale.

    Parameters
    ----------
    x
        (n_units, n_indicators), NaN where missing.
    direction
        (n_indicators,), 1 where more is better, -1 where less is.
    to
        The scale.

    Returns
    -------
    (n_units, n_indicators) in `to`; ties share the lowest; n counts the values that are present; missing
    stays missing.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 2, step 5, Table 15.
    """
    n = np.count_nonzero(~np.isnan(x), axis=0)
    return onto((1.0 + borda(x, direction)) / np.where(n > 0, n, np.nan), to)


class Percentile(Declared):
    """`{by: percentile, to: [0, 100]}`."""

    by: Literal["percentile"] = "percentile"
    to: Interval = (0.0, 100.0)

    def apply(self, x: Floats, context: Context) -> Floats:
        """Normalise `x`; an indicator without variation is a MethodError."""
        refuse_constant(x, context.codes)
        return percentile(x, context.directions, self.to)
