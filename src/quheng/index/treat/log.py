"""The logarithm towards the tail: for values of any sign, and for a tail on either side."""

from __future__ import annotations

from typing import Literal

import numpy as np

from quheng.bilingual import Text
from quheng.declarations import Declared
from quheng.index.arrays import Floats
from quheng.index.shape import tail
from quheng.index.treat.limits import TreatWhen
from quheng.index.treat.variation import without_variation

OFFSET = 0.01


def log_towards_tail(column: Floats) -> Floats:
    """Return ``ln(x - min + c)``, or ``-ln(max - x + c)`` with the tail on the left; c = 1 % of the range.

    Parameters
    ----------
    column
        (n_units,), NaN where missing, of any sign, with some variation.

    Returns
    -------
    (n_units,), in the same order; missing stays missing.

    References
    ----------
    Becker et al. (2019), The COIN Tool: User Guide, JRC; `log_CT` of COINr with the tail on the right, its
    `log_CT_plus` on both sides.
    """
    low, high = np.fmin.reduce(column), np.fmax.reduce(column)
    offset = OFFSET * (high - low)
    logs: Floats = np.log(column - low + offset) if tail(column) > 0 else -np.log(high - column + offset)
    return logs


class Log(Declared):
    """`log`: ln(x - min + c), or -ln(max - x + c) with the tail on the left; c = 1 % of the range."""

    by: Literal["log"] = "log"

    def undefined(self, column: Floats) -> Text | None:
        """Say that there is no variation, where there is none."""
        return without_variation(column)

    def apply(self, column: Floats, when: TreatWhen | None) -> tuple[Floats, Text]:
        """Return the logarithms (n_units,) and, in words, what was done."""
        done = (
            Text(zh="对数变换 ln(x − 最小值 + 极差的 1%)", en="ln(x - min + 1 % of the range)")
            if tail(column) > 0
            else Text(zh="对数变换 −ln(最大值 − x + 极差的 1%)", en="-ln(max - x + 1 % of the range)")
        )
        return log_towards_tail(column), done
