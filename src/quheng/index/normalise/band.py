"""Above, within or below a band around the mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import Field

from quheng.declarations import Declared
from quheng.index.arrays import Floats
from quheng.index.moments import means
from quheng.index.normalise.scale import Interval, onto, refuse_constant

if TYPE_CHECKING:
    from quheng.index.context import Context


def band(x: Floats, direction: Floats, width: float = 0.2, to: tuple[float, float] = (-1.0, 1.0)) -> Floats:
    """Return -1, 0 or 1, mapped onto `to`, for values below, within or above ``mean ± width |mean|``.

    A value on the edge of the band is within it; where less is better, 1 and -1 change places.

    Parameters
    ----------
    x
        (n_units, n_indicators), NaN where missing.
    direction
        (n_indicators,), 1 where more is better, -1 where less is.
    width
        The half-width of the band, as a share of the mean.
    to
        The scores of the worse and of the better side; the band gets the middle.

    Returns
    -------
    (n_units, n_indicators), of three values; missing stays missing.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 2, section 5.5 (indicators above
    or below the mean).
    """
    mean = means(x)
    deviation = x - mean
    side = np.where(np.abs(deviation) > width * np.abs(mean), np.sign(deviation) * direction, 0.0)
    return onto(np.where(np.isnan(x), np.nan, (side + 1.0) / 2.0), to)


class Band(Declared):
    """`{by: band, width: 0.2, to: [-1, 1]}`."""

    by: Literal["band"] = "band"
    width: float = Field(default=0.2, ge=0)
    to: Interval = (-1.0, 1.0)

    def apply(self, x: Floats, context: Context) -> Floats:
        """Normalise `x`; an indicator without variation is a MethodError."""
        refuse_constant(x, context.codes)
        return band(x, context.directions, self.width, self.to)
