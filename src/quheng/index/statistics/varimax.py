"""Varimax: turn factors until each column loads on few of them."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from quheng.index.arrays import Floats
from quheng.index.statistics.components import turned

TOLERANCE = 1e-12
MOST_SWEEPS = 1000


def varimax(loadings: Floats) -> Floats:
    """Return the loadings after the orthogonal rotation that maximises the variance of squared loadings.

    The rotation T, found by turning two factors at a time, maximises ``Σ_factors Var_rows((z T)²)`` where the
    rows of z are those of the loadings scaled to length one (Kaiser's normalisation), so that columns of
    small communality count as much.

    Parameters
    ----------
    loadings
        (n_columns, n_factors)

    Returns
    -------
    (n_columns, n_factors); communalities (row sums of squares) are unchanged, and no factor's loadings sum to
    less than zero.

    References
    ----------
    Kaiser (1958), Psychometrika 23(3); OECD/JRC (2008), Handbook on Constructing Composite Indicators,
    Part 2, section 4.2, Table 9.
    """
    length = np.sqrt((loadings**2).sum(axis=1, keepdims=True))
    rows = loadings / np.where(length > 0, length, 1.0)
    planes = list(combinations(range(loadings.shape[1]), 2))
    for _ in range(MOST_SWEEPS):
        angles = [_turn(rows, plane) for plane in planes]
        if max(map(abs, angles), default=0.0) < TOLERANCE:
            break
    return turned(rows * length)


def _turn(rows: Floats, plane: tuple[int, int]) -> float:
    """Turn two factors, in place, by the angle that is best for the two; return it.

    With ``u = x² - y²`` and ``v = 2 x y`` it is a quarter of the angle whose tangent is ``(2 Σ u v - 2 Σ u
    Σ v / n) / (Σ (u² - v²) - ((Σ u)² - (Σ v)²) / n)`` (Kaiser's equation). Each turn raises the criterion, so
    that the sweeps converge.
    """
    x, y = rows[:, plane].T.copy()
    u, v, n = x**2 - y**2, 2 * x * y, len(rows)
    sine = 2 * float(u @ v) - 2 * float(u.sum() * v.sum()) / n
    cosine = float(u @ u - v @ v) - float(u.sum() ** 2 - v.sum() ** 2) / n
    angle = float(np.arctan2(sine, cosine)) / 4
    rows[:, plane[0]] = x * np.cos(angle) + y * np.sin(angle)
    rows[:, plane[1]] = y * np.cos(angle) - x * np.sin(angle)
    return angle
