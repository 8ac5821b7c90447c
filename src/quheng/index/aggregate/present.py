"""Weights over the children that a unit has."""

from __future__ import annotations

import numpy as np

from quheng.index.arrays import Floats


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
    here = np.where(np.isnan(children), 0.0, weights)
    total = here.sum(axis=1, keepdims=True)
    return here / np.where(total > 0, total, np.nan)
