"""Kendall's rank correlation of every two columns, over the units that have both."""

from __future__ import annotations

import numpy as np

from quheng.index.arrays import Floats


def kendall(x: Floats) -> Floats:
    """Return ``τ_b = (concordant - discordant) / sqrt(untied_x untied_y)`` of every two columns.

    Counts run over the pairs of units in which both columns are present.

    Parameters
    ----------
    x
        (n_units, n_columns), NaN where missing.

    Returns
    -------
    (n_columns, n_columns) in [-1, 1], symmetric; NaN where a column does not vary over the units of the pair.

    References
    ----------
    Kendall (1945), Biometrika 33(3): the coefficient b, which allows for ties.
    """
    size = x.shape[1]
    surplus, untied = np.zeros((size, size)), np.zeros((size, size))
    present = (~np.isnan(x)).astype(np.float64)
    for row in range(len(x)):
        order = np.nan_to_num(np.sign(x[row + 1 :] - x[row]), nan=0.0)
        surplus += order.T @ order
        untied += np.abs(order).T @ (present[row + 1 :] * present[row])
    return np.clip(surplus / np.sqrt(np.where(untied * untied.T > 0, untied * untied.T, np.nan)), -1.0, 1.0)


def kendall_variance(x: Floats) -> float:
    """Return the variance of ``concordant - discordant`` under independence, given the ties.

    With n units in both columns, groups of t tied values in one and of u in the other: ``(n (n-1) (2n+5) - Σ
    t (t-1) (2t+5) - Σ u (u-1) (2u+5)) / 18 + Σ t (t-1) (t-2) Σ u (u-1) (u-2) / (9 n (n-1) (n-2)) + Σ t (t-1)
    Σ u (u-1) / (2 n (n-1))``.

    Parameters
    ----------
    x
        (n_units, 2), none missing, at least three units.

    References
    ----------
    Kendall (1970), Rank Correlation Methods, 4th edition, section 5.
    """
    n = float(len(x))
    t, u = (np.unique(column, return_counts=True)[1].astype(np.float64) for column in x.T)
    untied = n * (n - 1) * (2 * n + 5) - sum(float(np.sum(g * (g - 1) * (2 * g + 5))) for g in (t, u))
    triples = float(np.sum(t * (t - 1) * (t - 2)) * np.sum(u * (u - 1) * (u - 2)))
    pairs = float(np.sum(t * (t - 1)) * np.sum(u * (u - 1)))
    return untied / 18 + triples / (9 * n * (n - 1) * (n - 2)) + pairs / (2 * n * (n - 1))
