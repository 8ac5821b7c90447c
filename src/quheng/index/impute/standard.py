"""Indicators of different measures beside each other: centred, and divided by their spread."""

from __future__ import annotations

import numpy as np

from quheng.index.arrays import Floats


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
    present = ~np.isnan(x)
    n = present.sum(axis=0)
    mean = np.where(present, x, 0.0).sum(axis=0) / np.where(n > 0, n, np.nan)
    deviation = np.where(present, x - mean, 0.0)
    variance = (deviation**2).sum(axis=0) / np.maximum(n - 1, 1)
    constant = np.fmin.reduce(x, axis=0) == np.fmax.reduce(x, axis=0)
    spread = np.where(constant | (variance == 0), 1.0, np.sqrt(variance))
    return np.where(present, np.where(constant, 0.0, deviation / spread), np.nan), mean, spread
