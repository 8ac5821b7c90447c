"""Aggregate: the children of a node become one score, level by level up to the index."""

from typing import Annotated

from pydantic import Field

from quheng.declarations import named_rule
from quheng.index.aggregate.arithmetic import Arithmetic, arithmetic
from quheng.index.aggregate.geometric import Geometric, geometric

AggregateRule = Annotated[Arithmetic | Geometric, Field(discriminator="by"), named_rule]

__all__ = ["AggregateRule", "Arithmetic", "Geometric", "arithmetic", "geometric"]
