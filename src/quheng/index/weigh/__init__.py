"""Weigh: how much each child counts in its node."""

from typing import Annotated

from pydantic import Field

from quheng.declarations import named_rule
from quheng.index.weigh.equal import EqualWeights
from quheng.index.weigh.given import GivenWeights, RelativeWeights

WeightRule = Annotated[EqualWeights | GivenWeights | RelativeWeights, Field(discriminator="by"), named_rule]

__all__ = ["EqualWeights", "GivenWeights", "RelativeWeights", "WeightRule"]
