"""AHP weights: experts compare the children of a node two by two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import Field

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared
from quheng.index.arrays import Floats
from quheng.index.weigh.declared import refuse_unequal
from quheng.index.weigh.pairwise import (
    RANDOM_INDEX,
    Judgements,
    comparison_matrix,
    consistency_ratio,
    principal_eigenvector,
)

if TYPE_CHECKING:
    from quheng.index.context import Context
    from quheng.index.tree import Node


class AnalyticHierarchy(Declared):
    """`ahp`: the principal eigenvector of a matrix of pairwise comparisons (analytic hierarchy process).

    Entry a_jk says how many times as important child j is as child k, and ``A w = λ_max w``. Judgements of
    several experts are aggregated by their geometric mean, entry by entry (aggregation of individual
    judgements), which keeps the matrix reciprocal. Each expert must be consistent: ``CR = (λ_max - k) / (k -
    1) / RI_k`` up to the limit. It is declared for one node.

    Parameters
    ----------
    experts
        The judgements of each: by codes, `{a: {b: 3, c: 5}, b: {c: 2}}`, or a full matrix in the order of the
        node's children (`[[1, 3, 5], [1/3, 1, 2], [1/5, 1/2, 1]]`).
    consistency
        The greatest consistency ratio that is allowed.

    References
    ----------
    Saaty (1980), The Analytic Hierarchy Process; Aczél and Saaty (1983), Journal of Mathematical Psychology
    27(1) (geometric mean); OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 2,
    section 6.7.
    """

    by: Literal["ahp"] = "ahp"
    experts: tuple[Judgements, ...] = Field(min_length=1)
    consistency: float = Field(default=0.1, ge=0)

    def check(self, node: Node) -> None:
        """Refuse incomplete, contradictory or inconsistent judgements."""
        refuse_unequal(node, self.by)
        k = len(node.child_codes)
        if k > len(RANDOM_INDEX):
            raise ContradictionError(
                Text(
                    zh=f"{node.code} 有 {k} 个下级，随机一致性指标只到 {len(RANDOM_INDEX)} 阶",
                    en=f"{node.code} has {k} children; the random index is known up to {len(RANDOM_INDEX)}",
                ),
                Text(zh="请把它们分到几个一级指标之下", en="divide them among several pillars"),
            )
        for number, matrix in enumerate(self._matrices(node), 1):
            ratio = consistency_ratio(matrix)
            if ratio > self.consistency:
                raise ContradictionError(
                    Text(
                        zh=f"{node.code}：ahp 的第 {number} 位专家一致性比例为 {ratio:.3f}，"
                        f"超过 {self.consistency:g}",
                        en=f"{node.code}: expert {number} of ahp has a consistency ratio of {ratio:.3f}, "
                        f"above {self.consistency:g}",
                    ),
                    Text(
                        zh="请复核该专家的判断，或用 consistency 声明更宽的限值",
                        en="review these judgements, or declare a wider limit as `consistency`",
                    ),
                )

    def apply(self, node: Node, children: Floats, context: Context) -> Floats:
        """Return the weights (n_children,) of a node, summing to one."""
        agreed = np.exp(np.mean([np.log(matrix) for matrix in self._matrices(node)], axis=0))
        return principal_eigenvector(agreed)[0]

    def _matrices(self, node: Node) -> list[Floats]:
        return [
            comparison_matrix(
                node, judgements, Text(zh=f"ahp 的第 {number} 位专家", en=f"expert {number} of ahp")
            )
            for number, judgements in enumerate(self.experts, 1)
        ]
