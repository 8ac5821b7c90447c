"""Indicators of different measures beside each other: centred, and divided by their spread."""

from __future__ import annotations

import numpy as np

from quheng.index.arrays import Floats
from quheng.index.moments import means, standard_deviations


def standardised(x: Floats) -> tuple[Floats, Floats, Floats]:
    """Return ``(x - mean) / s`` with the mean and the standard deviation s of the values that are present.

    Parameters
    ----------
    x
        (n_units, n_columns), NaN where missing.

    Returns
    -------
    z
        (n_units, n_columns), NaN where missing; zero in a column without variation.
    mean, spread
        (n_columns,); s has n - 1 degrees of freedom, and is 1 without variation; NaN for a column that is
        missing for all.
    """
    mean, spread = means(x), standard_deviations(x)
    varies = ~np.isnan(spread)
    spread = np.where(varies, spread, 1.0)
    z = np.where(varies, (x - mean) / spread, 0.0)
    return np.where(np.isnan(x), np.nan, z), mean, spread
