"""VIKOR: a compromise between what the group gains and what the weakest child loses."""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import Field

from quheng.index.aggregate.present import ROUNDING, present_shares
from quheng.index.aggregate.rule import Aggregation
from quheng.index.arrays import Floats


def vikor(children: Floats, weights: Floats, v: float = 0.5) -> Floats:
    """Return ``1 - Q`` with ``Q = v (S - S*) / (S- - S*) + (1 - v) (R - R*) / (R- - R*)``.

    A child's loss is ``w (best - x) / (best - worst)`` among the units; S is the sum and R the greatest of a
    unit's losses; S* and R* are the least of all units, S- and R- the greatest. A term in which all units are
    equal takes no part.

    Parameters
    ----------
    children
        (n_units, n_children), more is better; NaN where missing: losses are taken over the children that a
        unit has, with the weights shared out among them.
    weights
        (n_children,), positive; only their proportions count.
    v
        From 0 (only the greatest loss counts) to 1 (only the sum).

    Returns
    -------
    (n_units,), from 0 to 1, the least Q being the best; NaN where no child is present.

    References
    ----------
    Opricovic and Tzeng (2004), European Journal of Operational Research 156(2), Compromise solution by MCDM
    methods. Pymcdm and scikit-criteria return Q, of which less is better; pymcdm refuses constant criteria.
    """
    best, worst = np.fmax.reduce(children, axis=0), np.fmin.reduce(children, axis=0)
    loss = (best - children) / np.where(best > worst, best - worst, 1.0)
    loss *= present_shares(children, weights)
    loss[np.isnan(loss)] = 0.0
    q = v * _on_unit_range(loss.sum(axis=1)) + (1 - v) * _on_unit_range(loss.max(axis=1))
    score: Floats = 1.0 - q
    return score


def _on_unit_range(x: Floats) -> Floats:
    """Return ``(x - min) / (max - min)`` of (n_units,), zero where all are equal but for rounding."""
    low, high = np.fmin.reduce(x), np.fmax.reduce(x)
    if high - low <= ROUNDING * high:
        return np.zeros_like(x)
    result: Floats = (x - low) / (high - low)
    return result


class Vikor(Aggregation):
    """`vikor`.

    Parameters
    ----------
    v
        How much the sum of losses counts, beside the greatest loss.
    """

    by: Literal["vikor"] = "vikor"
    v: float = Field(default=0.5, ge=0, le=1)

    def score(self, children: Floats, weights: Floats) -> Floats:
        """Aggregate one node."""
        return vikor(children, weights, self.v)
