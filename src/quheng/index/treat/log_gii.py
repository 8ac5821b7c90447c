"""The logarithm of the Global Innovation Index: the range is stretched to run from 1 to the maximum."""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import Field

from quheng.bilingual import Text
from quheng.declarations import Declared
from quheng.index.arrays import Floats
from quheng.index.shape import tail
from quheng.index.treat.limits import TreatWhen
from quheng.index.treat.variation import without_variation


def log_gii(column: Floats, factor: float = 1.0) -> Floats:
    """Return ``ln((f max - 1)(x - min) / (max - min) + 1)``.

    With the tail on the left its mirror image, ``-ln((f max - 1)(max - x) / (max - min) + 1)``.

    Parameters
    ----------
    column
        (n_units,), NaN where missing, with some variation and ``f max > 1``.
    factor
        f: a larger one spreads the low values further.

    Returns
    -------
    (n_units,), in the same order, between 0 and ln(f max), or its negative; missing stays missing.

    References
    ----------
    Global Innovation Index, technical notes, natural logarithm of series with many outliers. (COINr's
    `log_GII` returns its input.)
    """
    low, high = np.fmin.reduce(column), np.fmax.reduce(column)
    stretch = (factor * high - 1.0) / (high - low)
    logs: Floats = (
        np.log(stretch * (column - low) + 1.0)
        if tail(column) > 0
        else -np.log(stretch * (high - column) + 1.0)
    )
    return logs


class GIILog(Declared):
    """`{by: log_gii, factor: 1}`: the logarithm of the Global Innovation Index."""

    by: Literal["log_gii"] = "log_gii"
    factor: float = Field(default=1.0, gt=0)

    def undefined(self, column: Floats) -> Text | None:
        """Say that there is no variation, or that ``f max`` is not above 1: that turns the order round."""
        top = self.factor * float(np.fmax.reduce(column))
        if not top > 1:
            return Text(
                zh=f"factor × 最大值为 {top:.6g}，应大于 1",
                en=f"factor times its maximum is {top:.6g}, not above 1",
            )
        return without_variation(column)

    def apply(self, column: Floats, when: TreatWhen | None) -> tuple[Floats, Text]:
        """Return the logarithms (n_units,) and, in words, what was done."""
        mirrored = "" if tail(column) > 0 else "mirrored "
        return log_gii(column, self.factor), Text(
            zh=f"全球创新指数的对数变换（factor {self.factor:g}{'，左尾取镜像' if mirrored else ''}）",
            en=f"the {mirrored}logarithm of the Global Innovation Index (factor {self.factor:g})",
        )
