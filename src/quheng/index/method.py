"""The method: which rule each step follows."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import model_validator

from quheng.declarations import Declared, optional_step
from quheng.index.aggregate import AggregateRule, Arithmetic
from quheng.index.impute import Impute
from quheng.index.normalise import MinMax, NormaliseRule
from quheng.index.screen import Screen
from quheng.index.treat import Treat
from quheng.index.weigh import EqualWeights, WeightRule


class AggregateByLevel(Declared):
    """A rule for the pillars, at any depth, and one for the index; a single rule stands for both."""

    pillars: AggregateRule = Arithmetic()
    index: AggregateRule = Arithmetic()

    @model_validator(mode="before")
    @classmethod
    def _one_rule_for_all(cls, value: Any) -> Any:
        one = isinstance(value, str) or (isinstance(value, dict) and "by" in value)
        return {"pillars": value, "index": value} if one else value


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
    weights: WeightRule = EqualWeights()
    aggregate: AggregateByLevel = AggregateByLevel()
