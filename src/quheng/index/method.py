"""The method: which rule each step follows."""

from __future__ import annotations

from typing import Annotated

from quheng.declarations import ByLevel, Declared, optional_step
from quheng.index.aggregate import AggregateRule, Arithmetic
from quheng.index.impute import Impute
from quheng.index.normalise import MinMax, NormaliseRule
from quheng.index.screen import Screen
from quheng.index.treat import Treat
from quheng.index.tree import Node
from quheng.index.weigh import EqualWeights, WeightRule


class AggregateByLevel(ByLevel):
    """A rule for the pillars, at any depth, and one for the index; a single rule stands for both."""

    pillars: AggregateRule = Arithmetic()
    index: AggregateRule = Arithmetic()


class WeightsByLevel(ByLevel):
    """A rule for the children of pillars, and one for those of the index; a single rule stands for both."""

    pillars: WeightRule = EqualWeights()
    index: WeightRule = EqualWeights()


class Method(Declared):
    """The steps in the order in which they run; a step that is `none` is left out.

    Parameters
    ----------
    screen
        Which units are known well enough.
    impute
        How missing cells are filled; without it, weights are shared out among the children present.
    treat
        What is done about extreme values.
    normalise
        How indicators come onto one scale.
    weights
        How much each child counts.
    aggregate
        How children become one score.
    """

    screen: Annotated[Screen | None, optional_step] = None
    impute: Annotated[Impute | None, optional_step] = None
    treat: Annotated[Treat | None, optional_step] = None
    normalise: NormaliseRule = MinMax()
    weights: WeightsByLevel = WeightsByLevel()
    aggregate: AggregateByLevel = AggregateByLevel()

    def weight_rule(self, node: Node) -> WeightRule:
        """Return the rule by which the children of a node are weighed."""
        return node.weights or (self.weights.index if node.parent is None else self.weights.pillars)

    def aggregate_rule(self, node: Node) -> AggregateRule:
        """Return the rule by which the children of a node become its score."""
        return node.aggregate or (self.aggregate.index if node.parent is None else self.aggregate.pillars)
