"""Normalise: bring indicators of different measures onto one scale, more always being better."""

from typing import Annotated

from pydantic import Field

from quheng.declarations import named_rule
from quheng.index.normalise.as_is import AsIs
from quheng.index.normalise.band import Band, band
from quheng.index.normalise.borda import Borda, borda
from quheng.index.normalise.categories import Categories, categories
from quheng.index.normalise.distance import distance
from quheng.index.normalise.distance_to_best import DistanceToBest
from quheng.index.normalise.distance_to_reference import DistanceToReference
from quheng.index.normalise.distance_to_target import DistanceToTarget
from quheng.index.normalise.fraction_of_best import FractionOfBest, fraction_of_best
from quheng.index.normalise.goalposts import Goalposts, Posts, goalposts
from quheng.index.normalise.minmax import MinMax, minmax
from quheng.index.normalise.percentile import Percentile, percentile
from quheng.index.normalise.ranks import Rank, rank_scale
from quheng.index.normalise.ratio import ratio
from quheng.index.normalise.ratio_to_mean import RatioToMean, ratio_to_mean
from quheng.index.normalise.zscore import ZScore, zscore

NormaliseRule = Annotated[
    AsIs
    | MinMax
    | ZScore
    | Rank
    | Percentile
    | Borda
    | Goalposts
    | DistanceToBest
    | DistanceToReference
    | DistanceToTarget
    | FractionOfBest
    | RatioToMean
    | Band
    | Categories,
    Field(discriminator="by"),
    named_rule,
]

__all__ = [
    "AsIs",
    "Band",
    "Borda",
    "Categories",
    "DistanceToBest",
    "DistanceToReference",
    "DistanceToTarget",
    "FractionOfBest",
    "Goalposts",
    "MinMax",
    "NormaliseRule",
    "Percentile",
    "Posts",
    "Rank",
    "RatioToMean",
    "ZScore",
    "band",
    "borda",
    "categories",
    "distance",
    "fraction_of_best",
    "goalposts",
    "minmax",
    "percentile",
    "rank_scale",
    "ratio",
    "ratio_to_mean",
    "zscore",
]
