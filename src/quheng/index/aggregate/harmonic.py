"""The weighted harmonic mean: harder on a low child than the geometric one."""

from __future__ import annotations

from typing import Literal

import numpy as np

from quheng.bilingual import Text
from quheng.index.aggregate.domain import require_positive
from quheng.index.aggregate.present import present_shares
from quheng.index.aggregate.rule import Aggregation
from quheng.index.arrays import Floats

TITLE = Text(zh="调和平均", en="the harmonic mean")


def harmonic(children: Floats, weights: Floats) -> Floats:
    """Return ``sum(w) / sum(w / x)`` over the children that are present.

    Parameters
    ----------
    children
        (n_units, n_children), above zero, NaN where missing.
    weights
        (n_children,), non-negative; only their proportions count.

    Returns
    -------
    (n_units,), between the least and the greatest child; NaN where no child is present.

    Raises
    ------
    MethodError
        Where a child is zero or less: the mean is not defined.

    References
    ----------
    Hardy, Littlewood and Pólya (1934), Inequalities, chapter II.
    """
    require_positive(children, TITLE)
    shares = present_shares(children, weights)
    score: Floats = 1.0 / np.einsum("uc,uc->u", shares, 1.0 / np.where(np.isnan(children), 1.0, children))
    return score


class Harmonic(Aggregation):
    """`harmonic`; a child of zero or less is a MethodError."""

    by: Literal["harmonic"] = "harmonic"

    def score(self, children: Floats, weights: Floats) -> Floats:
        """Aggregate one node."""
        return harmonic(children, weights)
