"""Budget allocation: experts distribute points over the children of a node."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import Field

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared, Share
from quheng.index.arrays import Floats
from quheng.index.weigh.declared import refuse_unequal, require_every_child

if TYPE_CHECKING:
    from quheng.index.context import Context
    from quheng.index.tree import Node


class Budget(Declared):
    """`budget`: the mean over experts of the share of its points that each gives to a child.

    ``w_j = 1/m Σ_e p_ej / Σ_k p_ek``. Each expert counts the same and allots every point of the budget; a
    child that gets none is given 0. It is declared for one node, by the codes of its children.

    Parameters
    ----------
    experts
        The points that each expert gives to each child, by its code.
    points
        The budget: the points that each expert has.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 2, section 6.5 (budget allocation).
    """

    by: Literal["budget"] = "budget"
    experts: tuple[dict[str, Share], ...] = Field(min_length=1)
    points: Share = Field(default=Fraction(100), gt=0)

    def check(self, node: Node) -> None:
        """Refuse an expert who names other children, gives less than nothing, or not the whole budget."""
        refuse_unequal(node, self.by)
        for number, given in enumerate(self.experts, 1):
            expert = Text(zh=f"budget 的第 {number} 位专家", en=f"expert {number} of budget")
            require_every_child(node, given, expert)
            if min(given.values()) < 0:
                raise ContradictionError(
                    Text(
                        zh=f"{node.code}：{expert.zh}给出了负分",
                        en=f"{node.code}: {expert.en} gives less than 0",
                    ),
                    Text(zh="分数应大于等于 0", en="points are 0 or more"),
                )
            total, budget = sum(given.values(), Fraction(0)), f"{float(self.points):.6g}"
            if total != self.points:
                raise ContradictionError(
                    Text(
                        zh=f"{node.code}：{expert.zh}共分配 {float(total):.6g} 分，应为 {budget} 分",
                        en=f"{node.code}: {expert.en} gives {float(total):.6g} points, not {budget}",
                    ),
                    Text(
                        zh="请改正分数，或用 points 声明总分（三等分可写 100/3）",
                        en="correct the points, or declare the budget as `points` (a third of 100 is 100/3)",
                    ),
                )

    def apply(self, node: Node, children: Floats, context: Context) -> Floats:
        """Return the weights (n_children,) of a node, summing to one."""
        share = len(self.experts) * self.points
        return np.array(
            [
                float(sum((given[code] for given in self.experts), Fraction(0)) / share)
                for code in node.child_codes
            ]
        )
