"""The natural logarithm of the values as they are."""

from __future__ import annotations

from typing import Literal

import numpy as np

from quheng.bilingual import Text, counted
from quheng.declarations import Declared
from quheng.index.arrays import Floats
from quheng.index.treat.limits import TreatWhen


class NaturalLog(Declared):
    """`ln`: ln(x), for values above zero."""

    by: Literal["ln"] = "ln"

    def undefined(self, column: Floats) -> Text | None:
        """Say how many values are not above zero, where there are any."""
        count = np.count_nonzero(column <= 0)
        if count == 0:
            return None
        return Text(
            zh=f"有 {count} 个值不大于 0", en=f"{counted(count, 'value is', 'values are')} not above zero"
        )

    def apply(self, column: Floats, when: TreatWhen | None) -> tuple[Floats, Text]:
        """Return the logarithms (n_units,) and, in words, what was done."""
        return np.log(column), Text(zh="对数变换 ln(x)", en="ln(x)")
