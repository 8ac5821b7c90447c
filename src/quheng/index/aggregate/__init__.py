"""Aggregate: the children of a node become one score, level by level up to the index."""

from typing import Annotated

from pydantic import Field

from quheng.declarations import named_rule
from quheng.index.aggregate.ampi import AdjustedMazziottaPareto, adjusted_mazziotta_pareto
from quheng.index.aggregate.arithmetic import Arithmetic, arithmetic
from quheng.index.aggregate.bod import BenefitOfTheDoubt, benefit_of_the_doubt
from quheng.index.aggregate.copeland import Copeland, copeland
from quheng.index.aggregate.generalised import Generalised, generalised
from quheng.index.aggregate.geometric import Geometric, geometric
from quheng.index.aggregate.harmonic import Harmonic, harmonic
from quheng.index.aggregate.kemeny import Kemeny, KemenyOrder, kemeny_order
from quheng.index.aggregate.mean_min import MeanMin, mean_min
from quheng.index.aggregate.median import Median, median
from quheng.index.aggregate.mpi import MazziottaPareto, mazziotta_pareto
from quheng.index.aggregate.outranking import outranking
from quheng.index.aggregate.promethee import Promethee, promethee
from quheng.index.aggregate.rule import Aggregation
from quheng.index.aggregate.sum import Sum, total
from quheng.index.aggregate.topsis import Topsis, topsis
from quheng.index.aggregate.vikor import Vikor, vikor

AggregateRule = Annotated[
    Arithmetic
    | Geometric
    | Harmonic
    | Generalised
    | Median
    | Sum
    | MeanMin
    | MazziottaPareto
    | AdjustedMazziottaPareto
    | Copeland
    | Kemeny
    | Topsis
    | Vikor
    | Promethee
    | BenefitOfTheDoubt,
    Field(discriminator="by"),
    named_rule,
]

__all__ = [
    "AdjustedMazziottaPareto",
    "AggregateRule",
    "Aggregation",
    "Arithmetic",
    "BenefitOfTheDoubt",
    "Copeland",
    "Generalised",
    "Geometric",
    "Harmonic",
    "Kemeny",
    "KemenyOrder",
    "MazziottaPareto",
    "MeanMin",
    "Median",
    "Promethee",
    "Sum",
    "Topsis",
    "Vikor",
    "adjusted_mazziotta_pareto",
    "arithmetic",
    "benefit_of_the_doubt",
    "copeland",
    "generalised",
    "geometric",
    "harmonic",
    "kemeny_order",
    "mazziotta_pareto",
    "mean_min",
    "median",
    "outranking",
    "promethee",
    "topsis",
    "total",
    "vikor",
]
