"""The fraction of the best value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from quheng.declarations import Declared
from quheng.index.arrays import Floats
from quheng.index.normalise.distance import best_values
from quheng.index.normalise.ratio import ratio, refuse_without_ratio
from quheng.index.normalise.scale import Interval, onto, refuse_constant

if TYPE_CHECKING:
    from quheng.index.context import Context


def fraction_of_best(x: Floats, direction: Floats, to: tuple[float, float] = (0.0, 100.0)) -> Floats:
    """Return ``to[0] + (to[1] - to[0]) * x / max(x)``, with ``min(x) / x`` where less is better.

    Parameters
    ----------
    x
        (n_units, n_indicators), NaN where missing; not negative, and above zero where less is better.
    direction
        (n_indicators,), 1 where more is better, -1 where less is.
    to
        The scale.

    Returns
    -------
    (n_units, n_indicators) in `to`, its high end for the best; missing stays missing.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 2, section 5.4 and Table 15. COINr's
    `n_fracmax` knows no direction.
    """
    return onto(ratio(x, best_values(x, direction), direction), to)


class FractionOfBest(Declared):
    """`{by: fraction_of_best, to: [0, 100]}`."""

    by: Literal["fraction_of_best"] = "fraction_of_best"
    to: Interval = (0.0, 100.0)

    def apply(self, x: Floats, context: Context) -> Floats:
        """Normalise `x`; negative values, zeros where less is better, or no variation are a MethodError."""
        refuse_constant(x, context.codes)
        refuse_without_ratio(x, context)
        return fraction_of_best(x, context.directions, self.to)
