"""Normalise: bring indicators of different measures onto one scale, more always being better."""

from typing import Annotated

from pydantic import Field

from quheng.declarations import named_rule
from quheng.index.normalise.goalposts import Goalposts, goalposts
from quheng.index.normalise.minmax import MinMax, minmax
from quheng.index.normalise.ranks import Rank, rank_scale
from quheng.index.normalise.zscore import ZScore, zscore

NormaliseRule = Annotated[MinMax | ZScore | Rank | Goalposts, Field(discriminator="by"), named_rule]

__all__ = [
    "Goalposts",
    "MinMax",
    "NormaliseRule",
    "Rank",
    "ZScore",
    "goalposts",
    "minmax",
    "rank_scale",
    "zscore",
]
