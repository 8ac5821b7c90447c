"""Which children a unit has, and what they weigh."""

from __future__ import annotations

import numpy as np

from quheng.index.arrays import Booleans, Floats

ROUNDING = 1e-9
"""Shares of weight that differ by less are the same: 1/3 + 1/3 is two thirds."""


def present_shares(children: Floats, weights: Floats) -> Floats:
    """Return each unit's weights, zero on missing children and summing to one.

    Parameters
    ----------
    children
        (n_units, n_children), NaN where missing.
    weights
        (n_children,), non-negative; only their proportions count.

    Returns
    -------
    (n_units, n_children); NaN for a unit of which no child with a weight is present.
    """
    missing = np.isnan(children)
    if not missing.any() and weights.sum() > 0:
        return np.broadcast_to(weights / weights.sum(), children.shape)
    here = np.where(missing, 0.0, weights)
    total = here.sum(axis=1, keepdims=True)
    return here / np.where(total > 0, total, np.nan)


def well_covered(children: Floats, weights: Floats, coverage: float, minimum: int) -> Booleans:
    """Return the units that have at least `minimum` children and the share `coverage` of their weight.

    Parameters
    ----------
    children
        (n_units, n_children), NaN where missing.
    weights
        (n_children,), positive.
    coverage
        From 0 to 1.
    minimum
        At least 1, so that a unit without any child is never covered.

    Returns
    -------
    (n_units,)
    """
    present = ~np.isnan(children)
    if present.all() and children.shape[1] >= minimum:
        return np.ones(len(children), dtype=np.bool_)
    share = present @ weights / max(weights.sum(), np.finfo(np.float64).tiny)
    enough: Booleans = (present.sum(axis=1) >= minimum) & (share >= coverage - ROUNDING)
    return enough
