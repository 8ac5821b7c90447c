"""Standard deviation weights: what tells units apart more counts more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from quheng.bilingual import Text
from quheng.index.arrays import Floats
from quheng.index.moments import standard_deviations
from quheng.index.weigh.from_scores import FromScores, node_error
from quheng.index.weigh.unit_sum import unit_sum

if TYPE_CHECKING:
    from quheng.index.context import Context
    from quheng.index.tree import Node


class StandardDeviation(FromScores):
    """`sd`: ``w = s / Σ s``, s being the standard deviation of a child's scores.

    The scores are taken on the scale that the normalise step gave them: under z-scores all weights come out
    equal. A child that is the same for every unit weighs nothing. Missing scores are passed over.

    References
    ----------
    Diakoulaki, Mavrotas and Papayannakis (1995), Computers & Operations Research 22(7).
    """

    by: Literal["sd"] = "sd"

    def weigh(self, node: Node, children: Floats, context: Context) -> Floats:
        """Return the weights; a MethodError where no child varies."""
        deviation = np.nan_to_num(standard_deviations(children))
        if not deviation.sum() > 0:
            raise node_error(
                node,
                self.by,
                Text(zh="没有一项有变化", en="none of them varies"),
                Text(zh="请改用 equal 或 given", en="weigh them by equal or given"),
            )
        return unit_sum(deviation)
