"""The shifted logarithm of the COIN Tool."""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import Field

from quheng.bilingual import Text
from quheng.declarations import Declared
from quheng.index.arrays import Floats
from quheng.index.treat.limits import TreatWhen


def log_shifted(column: Floats, shift: float = 1.0) -> Floats:
    """Return ``ln(x - min + shift)``.

    The result depends on the measure of the indicator, as `shift` is in it.

    Parameters
    ----------
    column
        (n_units,), NaN where missing, of any sign.
    shift
        What the least value becomes before the logarithm, above zero.

    Returns
    -------
    (n_units,), in the same order, from ln(shift); missing stays missing.

    References
    ----------
    Becker et al. (2019), The COIN Tool: User Guide, JRC; `log_CT_orig` of COINr.
    """
    logs: Floats = np.log(column - np.fmin.reduce(column) + shift)
    return logs


class ShiftedLog(Declared):
    """`{by: log_shifted, shift: 1}`: ln(x - min + shift)."""

    by: Literal["log_shifted"] = "log_shifted"
    shift: float = Field(default=1.0, gt=0)

    def undefined(self, column: Floats) -> Text | None:
        """Return None: it is defined on any values."""
        return None

    def apply(self, column: Floats, when: TreatWhen | None) -> tuple[Floats, Text]:
        """Return the logarithms (n_units,) and, in words, what was done."""
        return log_shifted(column, self.shift), Text(
            zh=f"对数变换 ln(x − 最小值 + {self.shift:g})", en=f"ln(x - min + {self.shift:g})"
        )
