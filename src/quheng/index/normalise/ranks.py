"""Ranks as a scale: the best unit gets the high end, the worst the low end, in equal steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from quheng.declarations import Declared
from quheng.index.arrays import Floats
from quheng.index.normalise.scale import Interval, onto, refuse_constant
from quheng.index.rank import average_ranks

if TYPE_CHECKING:
    from quheng.index.context import Context


def rank_scale(x: Floats, direction: Floats, to: tuple[float, float] = (0.0, 100.0)) -> Floats:
    """Return ``to[0] + (to[1] - to[0]) * (r - 1) / (n - 1)``, r being the rank from the worst (1) up to n.

    Ties share the mean of their ranks; n counts the values that are present in the column.

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
    (n_units, n_indicators) in `to`; missing stays missing; NaN where fewer than two values are present.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 1, section 1.5, Table 3 (method 1).
    """
    ranks = np.stack([average_ranks(column) for column in (x * direction).T], axis=1)
    steps = np.count_nonzero(~np.isnan(x), axis=0) - 1.0
    return onto((ranks - 1.0) / np.where(steps > 0, steps, np.nan), to)


class Rank(Declared):
    """`{by: rank, to: [0, 100]}`."""

    by: Literal["rank"] = "rank"
    to: Interval = (0.0, 100.0)

    def apply(self, x: Floats, context: Context) -> Floats:
        """Normalise `x`; an indicator without variation is a MethodError."""
        refuse_constant(x, context.codes)
        return rank_scale(x, context.directions, self.to)
