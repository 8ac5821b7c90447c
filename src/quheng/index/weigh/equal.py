"""Equal weights: each child counts the same in its node."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from quheng.declarations import Declared
from quheng.index.arrays import Floats
from quheng.index.weigh.declared import refuse_unequal

if TYPE_CHECKING:
    from quheng.index.context import Context
    from quheng.index.tree import Node


class EqualWeights(Declared):
    """`equal`; a node whose children are declared to have unequal weights contradicts it."""

    by: Literal["equal"] = "equal"

    def check(self, node: Node) -> None:
        """Refuse a node whose children are declared to have unequal weights."""
        refuse_unequal(node, self.by)

    def apply(self, node: Node, children: Floats, context: Context) -> Floats:
        """Return the weights (n_children,) of a node, summing to one."""
        return np.full(len(node.children), 1.0 / len(node.children))
