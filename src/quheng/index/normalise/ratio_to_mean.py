"""The ratio to the mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from quheng.declarations import Declared
from quheng.index.arrays import Floats
from quheng.index.moments import means
from quheng.index.normalise.ratio import ratio, refuse_without_ratio
from quheng.index.normalise.scale import refuse_constant

if TYPE_CHECKING:
    from quheng.index.context import Context


def ratio_to_mean(x: Floats, direction: Floats, mean: float = 100.0) -> Floats:
    """Return ``mean * x / average(x)``, and ``mean * average(x) / x`` where less is better.

    Parameters
    ----------
    x
        (n_units, n_indicators), NaN where missing; not negative, and above zero where less is better.
    direction
        (n_indicators,), 1 where more is better, -1 where less is.
    mean
        The score of a unit at the average.

    Returns
    -------
    (n_units, n_indicators), not negative, unbounded; missing stays missing.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 2, section 5.4 and Table 15.
    """
    return mean * ratio(x, means(x), direction)


class RatioToMean(Declared):
    """`{by: ratio_to_mean, mean: 100}`."""

    by: Literal["ratio_to_mean"] = "ratio_to_mean"
    mean: float = Field(default=100.0, gt=0)

    def apply(self, x: Floats, context: Context) -> Floats:
        """Normalise `x`; negative values, zeros where less is better, or no variation are a MethodError."""
        refuse_constant(x, context.codes)
        refuse_without_ratio(x, context)
        return ratio_to_mean(x, context.directions, self.mean)
