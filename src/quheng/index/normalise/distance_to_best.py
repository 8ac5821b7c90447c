"""Distance to the best unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from quheng.declarations import Declared
from quheng.index.arrays import Floats
from quheng.index.normalise.distance import best_values, distance
from quheng.index.normalise.scale import Interval, refuse_constant

if TYPE_CHECKING:
    from quheng.index.context import Context


class DistanceToBest(Declared):
    """`{by: distance_to_best, to: [0, 100]}`: 1 - (best - x) / (best - worst), which is min-max."""

    by: Literal["distance_to_best"] = "distance_to_best"
    to: Interval = (0.0, 100.0)

    def apply(self, x: Floats, context: Context) -> Floats:
        """Normalise `x`; an indicator without variation is a MethodError."""
        refuse_constant(x, context.codes)
        return distance(x, best_values(x, context.directions), context.directions, self.to)
