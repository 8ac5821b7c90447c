"""Treatments that stretch a range need one."""

from __future__ import annotations

import numpy as np

from quheng.bilingual import Text
from quheng.index.arrays import Floats


def without_variation(column: Floats) -> Text | None:
    """Say that (n_units,) values are all equal, None where they are not."""
    if np.fmin.reduce(column) < np.fmax.reduce(column):
        return None
    return Text(zh="所有取值相同", en="all its values are equal")
