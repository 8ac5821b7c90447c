"""Z-scores: how many standard deviations a unit is from the mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from quheng.declarations import Declared
from quheng.index.arrays import Floats
from quheng.index.moments import means, standard_deviations
from quheng.index.normalise.scale import refuse_constant

if TYPE_CHECKING:
    from quheng.index.context import Context


def zscore(x: Floats, direction: Floats, mean: float = 0.0, sd: float = 1.0) -> Floats:
    """Return ``mean + sd * d (x - average(x)) / s(x)``, with s of n - 1 degrees of freedom.

    Parameters
    ----------
    x
        (n_units, n_indicators), NaN where missing.
    direction
        (n_indicators,), 1 where more is better, -1 where less is.
    mean, sd
        The mean and the standard deviation of each column returned.

    Returns
    -------
    (n_units, n_indicators), unbounded; missing stays missing; NaN for an indicator without variation.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 2, section 5.2; Table 15 divides
    by n - 1.
    """
    return mean + sd * direction * (x - means(x)) / standard_deviations(x)


class ZScore(Declared):
    """`{by: zscore, mean: 0, sd: 1}`."""

    by: Literal["zscore"] = "zscore"
    mean: float = 0.0
    sd: float = Field(default=1.0, gt=0)

    def apply(self, x: Floats, context: Context) -> Floats:
        """Normalise `x`; an indicator without variation is a MethodError."""
        refuse_constant(x, context.codes)
        return zscore(x, context.directions, self.mean, self.sd)
