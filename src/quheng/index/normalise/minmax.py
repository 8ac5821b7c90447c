"""Min-max: the worst unit gets the low end of the scale, the best one the high end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from quheng.declarations import Declared
from quheng.index.arrays import Floats
from quheng.index.normalise.scale import Interval, onto, refuse_constant

if TYPE_CHECKING:
    from quheng.index.context import Context


def minmax(x: Floats, direction: Floats, to: tuple[float, float] = (0.0, 100.0)) -> Floats:
    """Return ``to[0] + (to[1] - to[0]) * (d x - min(d x)) / (max(d x) - min(d x))``.

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
    (n_units, n_indicators) in `to`; missing stays missing; NaN for an indicator without variation.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 2, section 5.3.
    """
    signed = x * direction
    low = np.fmin.reduce(signed, axis=0)
    span = np.fmax.reduce(signed, axis=0) - low
    return onto((signed - low) / np.where(span > 0, span, np.nan), to)


class MinMax(Declared):
    """`{by: minmax, to: [0, 100]}`."""

    by: Literal["minmax"] = "minmax"
    to: Interval = (0.0, 100.0)

    def apply(self, x: Floats, context: Context) -> Floats:
        """Normalise `x`; an indicator without variation is a MethodError."""
        refuse_constant(x, context.codes)
        return minmax(x, context.directions, self.to)
