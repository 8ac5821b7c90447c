"""Skewness and excess kurtosis by the usual sample estimators."""

from __future__ import annotations

import numpy as np

from quheng.index.arrays import Floats
from quheng.index.moments import constant, means


def skewness(x: Floats) -> Floats:
    """Return ``G1 = sqrt(n (n - 1)) / (n - 2) * m3 / m2^1.5`` of each column, m being central moments.

    Parameters
    ----------
    x
        (n_units, n_columns), NaN where missing.

    Returns
    -------
    (n_columns,); NaN for fewer than three values or no variation.

    References
    ----------
    Joanes and Gill (1998), The Statistician 47(1); the estimator of SAS, SPSS and Excel's SKEW.
    """
    return skewness_and_kurtosis(x)[0]


def excess_kurtosis(x: Floats) -> Floats:
    """Return ``G2 = (n - 1) / ((n - 2)(n - 3)) * ((n + 1)(m4 / m2^2 - 3) + 6)`` of each column.

    Parameters
    ----------
    x
        (n_units, n_columns), NaN where missing.

    Returns
    -------
    (n_columns,), zero for a normal distribution; NaN for fewer than four values or no variation.

    References
    ----------
    Joanes and Gill (1998), The Statistician 47(1); the estimator of SAS, SPSS and Excel's KURT.
    """
    return skewness_and_kurtosis(x)[1]


def skewness_and_kurtosis(x: Floats) -> tuple[Floats, Floats]:
    """Return `skewness` and `excess_kurtosis` of each column, from one pass over the data.

    Parameters
    ----------
    x
        (n_units, n_columns), NaN where missing.

    Returns
    -------
    skewness, excess_kurtosis
        (n_columns,) each.
    """
    n, m2, m3, m4 = _central_moments(x)
    g1 = _g1(np.where(n > 2, n, np.nan), m2, m3)
    return g1, _g2(np.where(n > 3, n, np.nan), m2, m4)


def shape_of(values: Floats) -> tuple[float, float]:
    """Return the skewness G1 and the excess kurtosis G2 of one sample (n,) without missing values."""
    n = values.size
    if n < 3 or values.min() == values.max():
        return np.nan, np.nan
    deviation = values - values.sum() / n
    square = deviation * deviation
    m2 = square.sum() / n
    if m2 == 0:
        return np.nan, np.nan
    g1 = float(_g1(n, m2, (square * deviation).sum() / n))
    return g1, float(_g2(n, m2, (square * square).sum() / n)) if n > 3 else np.nan


def tail(column: Floats) -> float:
    """Return the side of the longer tail of (n_units,) values: -1.0 where skewness is negative, else 1.0."""
    return -1.0 if shape_of(column[~np.isnan(column)])[0] < 0 else 1.0


def _g1(n: Floats | int, m2: Floats, m3: Floats) -> Floats:
    return np.sqrt(n * (n - 1)) / (n - 2) * m3 / m2**1.5


def _g2(n: Floats | int, m2: Floats, m4: Floats) -> Floats:
    return (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (m4 / m2**2 - 3) + 6)


def _central_moments(x: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the number of values and the second to fourth central moments (NaN without variation)."""
    present = ~np.isnan(x)
    n = present.sum(axis=0).astype(np.float64)
    some = np.where(n > 0, n, np.nan)
    deviation = np.where(present, x - means(x), 0.0)
    square = deviation * deviation
    m2 = square.sum(axis=0) / some
    return (
        n,
        np.where(constant(x) | (m2 == 0), np.nan, m2),
        (square * deviation).sum(axis=0) / some,
        (square * square).sum(axis=0) / some,
    )
