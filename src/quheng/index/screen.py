"""Screen: set aside units of which too little is known."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from pydantic import Field

from quheng.declarations import Declared, Share
from quheng.index.arrays import Floats, Integers


class Screen(Declared):
    """Keep units with at least the share `coverage` of the indicators."""

    coverage: Annotated[Share, Field(ge=0, le=1)]


def coverage_counts(x: Floats) -> Integers:
    """Return how many indicators of each unit are present.

    Parameters
    ----------
    x
        (n_units, n_indicators), NaN where missing.
    """
    return np.asarray(np.count_nonzero(~np.isnan(x), axis=1), dtype=np.int64)
