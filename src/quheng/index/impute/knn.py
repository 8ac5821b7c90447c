"""The nearest neighbours: the mean of the units most alike in what both have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import Field

from quheng.bilingual import Text
from quheng.declarations import Declared
from quheng.index.arrays import Floats, Integers
from quheng.index.impute.log import imputed_cells
from quheng.index.impute.standard import standardised
from quheng.index.step import Change

if TYPE_CHECKING:
    from quheng.index.context import Context


SLACK = 1.0 + 1e-12
"""Equal distances that are summed in another order differ in their last digits."""


def fill_by_neighbours(x: Floats, k: int, shared: int) -> Floats:
    """Fill each missing cell by the mean over the `k` nearest units that have the indicator.

    The distance of two units is ``sqrt(mean of (z - z')^2)`` over the indicators that both have, each
    standardised by its mean and standard deviation. Units as near as the k-th neighbour all count, so that
    the result does not depend on the order of the units.

    Parameters
    ----------
    x
        (n_units, n_columns), NaN where missing.
    k
        The number of neighbours, or as many as there are.
    shared
        The fewest indicators that a neighbour must have in common with the unit.

    Returns
    -------
    (n_units, n_columns); present values as they were; a cell without any neighbour stays missing.

    References
    ----------
    Troyanskaya et al. (2001), Missing value estimation methods for DNA microarrays, Bioinformatics 17(6).
    """
    filled = x.copy()
    for row, column, donors in nearest(x, k, shared):
        filled[row, column] = x[donors, column].mean()
    return filled


def nearest(x: Floats, k: int, shared: int) -> Iterator[tuple[int, int, Integers]]:
    """Yield each missing cell, row by row, with the positions of its neighbours, as `fill_by_neighbours`.

    A cell without any neighbour is passed over.
    """
    _, _, spread = standardised(x)
    present = ~np.isnan(x)
    for row in np.flatnonzero(~present.all(axis=1)).tolist():
        both = present & present[row]
        common = both.sum(axis=1)
        squares = np.where(both, ((x - x[row]) / spread) ** 2, 0.0).sum(axis=1)
        distance = np.where(common >= shared, squares / np.maximum(common, 1), np.inf)
        for column in np.flatnonzero(~present[row]).tolist():
            donors = np.flatnonzero(present[:, column] & np.isfinite(distance))
            if donors.size:
                reach = np.sort(distance[donors])[min(k, donors.size) - 1]
                yield row, column, donors[distance[donors] <= reach * SLACK]


class KNN(Declared):
    """`{by: knn, k: 5, shared: 3}`.

    Parameters
    ----------
    k
        The number of nearest units whose mean is taken; ties with the last of them count as well.
    shared
        The fewest indicators that a neighbour must have in common with the unit.
    """

    by: Literal["knn"] = "knn"
    k: int = Field(default=5, ge=1)
    shared: int = Field(default=3, ge=1)

    def apply(self, x: Floats, context: Context) -> tuple[Floats, tuple[Change, ...]]:
        """Fill `x`."""
        filled = fill_by_neighbours(x, self.k, self.shared)
        detail = Text(
            zh=f"取最相近的 {self.k} 个评价对象的平均数（至少 {self.shared} 项指标同时有值）",
            en=f"mean of the {self.k} nearest units with at least {self.shared} indicators in common",
        )
        return filled, imputed_cells(x, filled, context.codes, detail)
