"""The mean of the unit's own normalised indicators in the same pillar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np

from quheng.bilingual import Text
from quheng.declarations import Declared
from quheng.index.arrays import Floats
from quheng.index.impute.log import imputed_cells
from quheng.index.moments import means
from quheng.index.step import Change

if TYPE_CHECKING:
    from quheng.index.context import Context


def fill_by_row_mean(normalised: Floats, siblings: Iterable[Sequence[int]]) -> Floats:
    """Fill the missing cells of each unit by the mean of its present cells among the siblings.

    An arithmetic mean of the pillar with equal weights comes out as though the cells were left out.

    Parameters
    ----------
    normalised
        (n_units, n_columns), on one scale, NaN where missing.
    siblings
        The columns of each pillar; no column in two of them.

    Returns
    -------
    (n_units, n_columns); present values as they were; cells whose siblings are all missing stay missing.
    """
    filled = normalised.copy()
    for columns in siblings:
        block = normalised[:, columns]
        filled[:, columns] = np.where(np.isnan(block), means(block, axis=1)[:, None], block)
    return filled


class RowMean(Declared):
    """`row_mean`: a missing cell takes the mean of the unit's normalised indicators in the same pillar.

    It works on normalised values, after the normalise step. Under an arithmetic mean with equal weights the
    pillar is the same as with `impute: none`; under other rules it is not.
    """

    by: Literal["row_mean"] = "row_mean"

    def apply(self, x: Floats, context: Context) -> tuple[Floats, tuple[Change, ...]]:
        """Leave `x` alone: values of different measures have no mean."""
        return x, ()

    def fill(
        self, normalised: Floats, siblings: Iterable[Sequence[int]], codes: tuple[str, ...]
    ) -> tuple[Floats, tuple[Change, ...]]:
        """Fill the normalised values (n_units, n_indicators); `siblings` has the columns of each pillar."""
        filled = fill_by_row_mean(normalised, siblings)
        detail = Text(
            zh="取该评价对象同一个一级指标下其他指标标准化得分的平均数",
            en="mean of the unit's other normalised indicators in the same pillar",
        )
        return filled, imputed_cells(normalised, filled, codes, detail)
