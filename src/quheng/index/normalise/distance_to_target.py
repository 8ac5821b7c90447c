"""Distance to a target that the framework sets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from quheng.bilingual import Text
from quheng.declarations import Declared
from quheng.index.arrays import Floats
from quheng.index.normalise.distance import distance, worst_values
from quheng.index.normalise.scale import Interval, refuse

if TYPE_CHECKING:
    from quheng.index.context import Context


class DistanceToTarget(Declared):
    """`{by: distance_to_target}`: 1 - (target - x) / (target - worst); each indicator declares `target: 30`.

    Parameters
    ----------
    to
        The scores of the worst unit and of the target.
    clip
        Whether units beyond the target get its score.
    """

    by: Literal["distance_to_target"] = "distance_to_target"
    to: Interval = (0.0, 100.0)
    clip: bool = True

    def apply(self, x: Floats, context: Context) -> Floats:
        """Normalise `x`; an indicator without target, or whose worst unit meets it, is a MethodError."""
        refuse(
            np.array([indicator.target is None for indicator in context.indicators]),
            context.codes,
            Text(zh="未给出 target（目标值）", en="there is no target for this indicator"),
            Text(zh="例如 target: 30", en="for example, target: 30"),
        )
        target = np.array([indicator.target for indicator in context.indicators], dtype=np.float64)
        refuse(
            ~((target - worst_values(x, context.directions)) * context.directions > 0),
            context.codes,
            Text(
                zh="所有评价对象都已达到该指标的 target，或全部缺失，无法区分优劣",
                en="every unit meets the target of this indicator, or is missing: it tells none from another",
            ),
            Text(zh="请提高目标值，或改用其他标准化方法", en="set a further target, or use another method"),
        )
        return distance(x, target, context.directions, self.to, clip=self.clip)
