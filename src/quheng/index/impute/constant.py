"""A constant in place of what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from quheng.bilingual import Text
from quheng.declarations import Declared
from quheng.index.arrays import Floats
from quheng.index.step import Change

if TYPE_CHECKING:
    from quheng.index.context import Context


class Constant(Declared):
    """`{by: constant, value: 0}`: where nothing reported counts as nothing done, as in a sum of points.

    Parameters
    ----------
    value
        In the measure of each indicator.
    """

    by: Literal["constant"] = "constant"
    value: float

    def apply(self, x: Floats, context: Context) -> tuple[Floats, tuple[Change, ...]]:
        """Fill `x` (n_units, n_indicators); every cell filled is logged."""
        missing = np.isnan(x)
        detail = Text(zh=f"取常数 {self.value:g}", en=f"the constant {self.value:g}")
        changes = tuple(
            Change(code, rows, x[rows, column], np.full(rows.size, self.value), "imputed", detail)
            for column, code in enumerate(context.codes)
            if (rows := np.flatnonzero(missing[:, column])).size
        )
        return np.where(missing, self.value, x), changes
