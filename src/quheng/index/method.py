"""The method: which rule each step follows."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from quheng.declarations import ByLevel, Declared, Share, named_rule, optional_step
from quheng.index.aggregate import AggregateRule, Arithmetic
from quheng.index.framework import Indicator
from quheng.index.impute import Centre, ImputeRule
from quheng.index.normalise import MinMax, NormaliseRule
from quheng.index.rank import RankRule
from quheng.index.screen import Screen
from quheng.index.treat import Treat
from quheng.index.tree import Node
from quheng.index.weigh import EqualWeights, WeightRule


class AggregateByLevel(ByLevel):
    """A rule for the pillars, at any depth, and one for the index; a single rule stands for both.

    Parameters
    ----------
    pillars, index
        The rules.
    coverage, minimum
        The share of the weight and the number of its children that a unit must have present to get a score,
        at every node whose rule does not say so itself; a unit that is left without the index is not ranked.
    impute
        How the missing scores of pillars are filled before they enter what stands above them.
    """

    pillars: AggregateRule = Arithmetic()
    index: AggregateRule = Arithmetic()
    coverage: Share | None = Field(default=None, ge=0, le=1)
    minimum: int | None = Field(default=None, ge=1)
    impute: Annotated[Annotated[Centre, named_rule] | None, optional_step] = None


class WeightsByLevel(ByLevel):
    """A rule for the children of pillars, and one for those of the index; a single rule stands for both.

    Parameters
    ----------
    pillars, index
        The rules.
    """

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
    rank
        Whether scores are rounded before they are ranked.
    """

    screen: Annotated[Screen | None, optional_step] = None
    impute: Annotated[ImputeRule | None, optional_step] = None
    treat: Annotated[Treat | None, optional_step] = None
    normalise: NormaliseRule = MinMax()
    weights: WeightsByLevel = WeightsByLevel()
    aggregate: AggregateByLevel = AggregateByLevel()
    rank: RankRule = RankRule()

    def treat_rule(self, indicator: Indicator) -> Treat | None:
        """Return the rule by which an indicator is treated, None where it is left alone."""
        if indicator.treat == "none":
            return None
        return indicator.treat or self.treat

    def weight_rule(self, node: Node) -> WeightRule:
        """Return the rule by which the children of a node are weighed."""
        return node.weights or (self.weights.index if node.parent is None else self.weights.pillars)

    def aggregate_rule(self, node: Node, alternative: AggregateRule | None = None) -> AggregateRule:
        """Return the rule by which the children of a node become its score.

        Parameters
        ----------
        node
            An inner node.
        alternative
            In place of the rule of its level.
        """
        level = self.aggregate.index if node.parent is None else self.aggregate.pillars
        rule = node.aggregate or alternative or level
        return rule.demanding(self.aggregate.coverage, self.aggregate.minimum)
