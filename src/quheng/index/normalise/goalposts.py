"""Goalposts: fixed ends of the scale, so that scores compare over years, whoever takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from quheng.bilingual import Text
from quheng.declarations import Declared
from quheng.index.arrays import Floats
from quheng.index.normalise.scale import Interval, onto, refuse

if TYPE_CHECKING:
    from quheng.index.context import Context


def goalposts(
    x: Floats,
    low: Floats,
    high: Floats,
    direction: Floats,
    to: tuple[float, float] = (0.0, 100.0),
    *,
    clip: bool = True,
) -> Floats:
    """Return ``to[0] + (to[1] - to[0]) * (x - low) / (high - low)``, turned round where less is better.

    Parameters
    ----------
    x
        (n_units, n_indicators), NaN where missing.
    low, high
        (n_indicators,), the goalposts in the measure of the indicator, low < high.
    direction
        (n_indicators,), 1 where more is better, -1 where less is (then `high` gets the low end).
    to
        The scale.
    clip
        Whether values beyond a goalpost get its score.

    Returns
    -------
    (n_units, n_indicators), in `to` where clipped; missing stays missing.

    References
    ----------
    UNDP, Human Development Report, Technical note 1; OECD/JRC (2008), Handbook, Part I, section 5.3.
    """
    share = (x - low) / (high - low)
    if clip:
        share = np.clip(share, 0.0, 1.0)
    return onto(np.where(direction > 0, share, 1.0 - share), to)


class Goalposts(Declared):
    """`{by: goalposts, to: [0, 100], clip: true}`; each indicator declares `goalposts: [low, high]`."""

    by: Literal["goalposts"] = "goalposts"
    to: Interval = (0.0, 100.0)
    clip: bool = True

    def apply(self, x: Floats, context: Context) -> Floats:
        """Normalise `x`; an indicator without goalposts is a MethodError."""
        refuse(
            np.array([indicator.goalposts is None for indicator in context.indicators]),
            context.codes,
            Text(zh="未给出 goalposts(固定上下限)", en="there are no goalposts for this indicator"),
            Text(zh="例如 goalposts: [0, 85]", en="for example, goalposts: [0, 85]"),
        )
        posts = np.array([indicator.goalposts for indicator in context.indicators], dtype=np.float64)
        return goalposts(x, posts[:, 0], posts[:, 1], context.directions, self.to, clip=self.clip)
