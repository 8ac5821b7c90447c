"""Equal weights: each child counts the same in its node."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared
from quheng.index.arrays import Floats

if TYPE_CHECKING:
    from quheng.index.context import Context
    from quheng.index.tree import Node


class EqualWeights(Declared):
    """`equal`; a node whose children are declared to have unequal weights contradicts it."""

    by: Literal["equal"] = "equal"

    def check(self, node: Node) -> None:
        """Refuse a node whose children are declared to have unequal weights."""
        given = {weight for weight in node.declared if weight is not None}
        if len(given) > 1:
            raise ContradictionError(
                Text(
                    zh=f"method.weights 为 equal, 但 {node.code} 之下的权重不相等",
                    en=f"method.weights is equal, but the weights under {node.code} are not",
                ),
                Text(
                    zh="请写 weights: given, 或删除各项 weight",
                    en="write weights: given, or remove the single weights",
                ),
            )

    def apply(self, node: Node, children: Floats, context: Context) -> Floats:
        """Return the weights (n_children,) of a node, summing to one."""
        return np.full(len(node.children), 1.0 / len(node.children))
