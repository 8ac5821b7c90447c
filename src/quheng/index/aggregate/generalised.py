"""The weighted generalised (power) mean: the power says how far children compensate each other."""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import Field

from quheng.bilingual import Text
from quheng.index.aggregate.domain import require_non_negative, require_positive
from quheng.index.aggregate.geometric import geometric
from quheng.index.aggregate.present import present_shares
from quheng.index.aggregate.rule import Aggregation
from quheng.index.arrays import Floats

NEAR_ZERO = 1e-12
"""Powers below this give the geometric mean, from which they differ by less than rounding."""


def generalised(children: Floats, weights: Floats, power: float) -> Floats:
    """Return ``(sum(w x^p) / sum(w))^(1/p)`` over the children that are present.

    Power 1 is the arithmetic, 0 (as the limit) the geometric and -1 the harmonic mean; the lower the power,
    the less a high child makes up for a low one.

    Parameters
    ----------
    children
        (n_units, n_children), not negative, above zero where the power is negative; NaN where missing.
    weights
        (n_children,), non-negative; only their proportions count.
    power
        Any finite number.

    Returns
    -------
    (n_units,), between the least and the greatest child and rising with the power; NaN where no child is
    present.

    Raises
    ------
    MethodError
        Where the mean is not defined: a negative child, or a zero under a negative power.

    References
    ----------
    Hardy, Littlewood and Pólya (1934), Inequalities, chapter II.
    """
    title = Text(zh=f"{power:g} 次广义平均", en=f"the generalised mean of power {power:g}")
    if abs(power) < NEAR_ZERO:
        return geometric(children, weights)
    if power < 0:
        require_positive(children, title)
    else:
        require_non_negative(children, title)
    shares = present_shares(children, weights)
    here = shares > 0
    # Relative to the child that the power favours no term exceeds one; expm1 and log1p hold near power 0.
    if power > 0:
        anchor = np.max(children, axis=1, initial=0.0, where=here)
    else:
        anchor = np.min(children, axis=1, initial=np.inf, where=here)
    some = np.isfinite(anchor) & (anchor > 0)
    ratio = np.where(here & some[:, None], children, 1.0) / np.where(some, anchor, 1.0)[:, None]
    ratio = np.where(here, ratio, 1.0)
    with np.errstate(divide="ignore"):
        excess = np.expm1(power * np.log(ratio))
    mean: Floats = np.where(some, anchor, 0.0) * np.exp(
        np.log1p(np.einsum("uc,uc->u", shares, excess)) / power
    )
    return mean


class Generalised(Aggregation):
    """`generalised`; a child for which the power is not defined is a MethodError.

    Parameters
    ----------
    power
        1 is the arithmetic, 0 the geometric, -1 the harmonic mean.
    """

    by: Literal["generalised"] = "generalised"
    power: float = Field(allow_inf_nan=False)

    def score(self, children: Floats, weights: Floats) -> Floats:
        """Aggregate one node."""
        return generalised(children, weights, self.power)
