"""Weigh: how much each child counts in its node."""

from typing import Annotated

from pydantic import Field

from quheng.declarations import named_rule
from quheng.index.weigh.analytic_hierarchy import AnalyticHierarchy
from quheng.index.weigh.budget import Budget
from quheng.index.weigh.common_frontier import CommonFrontier
from quheng.index.weigh.correlation import Correlation
from quheng.index.weigh.critic import Critic
from quheng.index.weigh.entropy import Entropy
from quheng.index.weigh.equal import EqualWeights
from quheng.index.weigh.factor import Factor
from quheng.index.weigh.given import GivenWeights, RelativeWeights
from quheng.index.weigh.principal import Principal
from quheng.index.weigh.regression import Regression
from quheng.index.weigh.standard_deviation import StandardDeviation

WeightRule = Annotated[
    EqualWeights
    | GivenWeights
    | RelativeWeights
    | Budget
    | AnalyticHierarchy
    | Entropy
    | Critic
    | StandardDeviation
    | Principal
    | Factor
    | CommonFrontier
    | Correlation
    | Regression,
    Field(discriminator="by"),
    named_rule,
]

__all__ = [
    "AnalyticHierarchy",
    "Budget",
    "CommonFrontier",
    "Correlation",
    "Critic",
    "Entropy",
    "EqualWeights",
    "Factor",
    "GivenWeights",
    "Principal",
    "Regression",
    "RelativeWeights",
    "StandardDeviation",
    "WeightRule",
]
