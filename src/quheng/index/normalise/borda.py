"""Borda points: how many units a unit beats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from quheng.declarations import Declared
from quheng.index.arrays import Floats
from quheng.index.normalise.scale import refuse_constant

if TYPE_CHECKING:
    from quheng.index.context import Context


def borda(x: Floats, direction: Floats) -> Floats:
    """Return the number of units that are worse; equals share the points of the least of them.

    Parameters
    ----------
    x
        (n_units, n_indicators), NaN where missing.
    direction
        (n_indicators,), 1 where more is better, -1 where less is.

    Returns
    -------
    (n_units, n_indicators), 0 for the worst, up to n - 1, n being the values that are present in the column;
    missing stays missing.

    References
    ----------
    Borda (1781); OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 2, section 6.12
    (Borda's rule: 0 to N - 1 points); `n_borda` of COINr.
    """
    signed = x * direction
    ordered = np.sort(signed, axis=0)
    points = np.stack(
        [np.searchsorted(column, values) for column, values in zip(ordered.T, signed.T, strict=True)], axis=1
    )
    return np.where(np.isnan(x), np.nan, points)


class Borda(Declared):
    """`borda`: points, from 0 for the worst unit to n - 1."""

    by: Literal["borda"] = "borda"

    def apply(self, x: Floats, context: Context) -> Floats:
        """Normalise `x`; an indicator without variation is a MethodError."""
        refuse_constant(x, context.codes)
        return borda(x, context.directions)
