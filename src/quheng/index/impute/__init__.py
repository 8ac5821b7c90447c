"""Impute: fill missing cells, each marked as estimated."""

from typing import Annotated

from pydantic import Field

from quheng.declarations import named_rule
from quheng.index.impute.centre import Centre, fill_by_centre
from quheng.index.impute.constant import Constant
from quheng.index.impute.em import EM, fill_by_em
from quheng.index.impute.knn import KNN, fill_by_neighbours
from quheng.index.impute.latest import Latest, last_observation
from quheng.index.impute.linear import Linear, linear_between
from quheng.index.impute.row_mean import RowMean, fill_by_row_mean

ImputeRule = Annotated[
    Centre | Constant | RowMean | EM | KNN | Latest | Linear, Field(discriminator="by"), named_rule
]

__all__ = [
    "EM",
    "KNN",
    "Centre",
    "Constant",
    "ImputeRule",
    "Latest",
    "Linear",
    "RowMean",
    "fill_by_centre",
    "fill_by_em",
    "fill_by_neighbours",
    "fill_by_row_mean",
    "last_observation",
    "linear_between",
]
