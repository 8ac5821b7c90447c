"""PROMETHEE II: by how much a unit outranks the others, less by how much they outrank it."""

from __future__ import annotations

from typing import Literal, Self

import numpy as np
from pydantic import Field, model_validator

from quheng.bilingual import Text, listed
from quheng.declarations import ContradictionError
from quheng.index.aggregate.present import present_shares
from quheng.index.aggregate.rule import Aggregation
from quheng.index.arrays import Floats

Preference = Literal["usual", "u_shape", "v_shape", "level", "linear"]


def promethee(
    children: Floats, weights: Floats, preference: Preference = "usual", q: float = 0.0, p: float = 0.0
) -> Floats:
    """Return the net flow ``sum_c w_c sum_b (P(x_c - b_c) - P(b_c - x_c)) / (n - 1)`` over the other units b.

    P is a function of the difference d of two units in a child, zero where d is not positive:

    ========  =============================================
    usual     1 where d > 0
    u_shape   1 where d > q
    v_shape   min(d / p, 1)
    level     1/2 where d > q, 1 where d > p
    linear    (d - q) / (p - q), cut off at 0 and at 1
    ========  =============================================

    Each is a step or a hinge, or two of them, so that its sum over all units comes from one sorting and
    running totals: n log n instead of n^2 for each child.

    Parameters
    ----------
    children
        (n_units, n_children), more is better; NaN where missing: in each child the units that have it are
        compared, n being their number, and a unit's flows are averaged over the children that it has.
    weights
        (n_children,), positive; only their proportions count.
    preference
        The form of P.
    q, p
        The indifference and the preference threshold, on the scale of the children.

    Returns
    -------
    (n_units,), from -1 to 1; without missing values they sum to zero. NaN where no child is present; 0 in a
    child that no other unit has.

    References
    ----------
    Brans and Vincke (1985), Management Science 31(6), A preference ranking organisation method.
    """
    flows = np.stack([_net_flow(child, preference, q, p) for child in children.T], axis=1)
    score: Floats = np.einsum("uc,uc->u", present_shares(children, weights), flows)
    return score


def _net_flow(child: Floats, preference: Preference, q: float, p: float) -> Floats:
    """Return the net flow (n_units,) in one child; zero where it is missing."""
    present = ~np.isnan(child)
    x = child[present]
    order = np.argsort(x)
    ordered = x[order]
    match preference:
        case "usual":
            net = _steps(ordered, 0.0)
        case "u_shape":
            net = _steps(ordered, q)
        case "level":
            net = (_steps(ordered, q) + _steps(ordered, p)) / 2
        case "v_shape":
            net = (_hinges(ordered, 0.0) - _hinges(ordered, p)) / p
        case "linear":
            net = (_hinges(ordered, q) - _hinges(ordered, p)) / (p - q)
    flow = np.empty(x.size)
    flow[order] = net / max(x.size - 1, 1)
    result = np.zeros(child.size)
    result[present] = flow
    return result


def _steps(ordered: Floats, threshold: float) -> Floats:
    """Return for each of the ordered values how many are more than `threshold` below, less how many above."""
    below = np.searchsorted(ordered, ordered - threshold, side="left")
    above = ordered.size - np.searchsorted(ordered, ordered + threshold, side="right")
    net: Floats = (below - above).astype(np.float64)
    return net


def _hinges(ordered: Floats, threshold: float) -> Floats:
    """Return ``sum_b max(x - b - threshold, 0) - max(b - x - threshold, 0)`` of the ordered values."""
    running = np.concatenate([[0.0], np.cumsum(ordered)])
    low, high = ordered - threshold, ordered + threshold
    below = np.searchsorted(ordered, low, side="left")
    above = np.searchsorted(ordered, high, side="right")
    outranking = below * low - running[below]
    outranked = running[-1] - running[above] - (ordered.size - above) * high
    net: Floats = outranking - outranked
    return net


class Promethee(Aggregation):
    """`promethee`.

    Parameters
    ----------
    preference
        How a difference becomes a preference: usual, u_shape, v_shape, level or linear.
    q
        The greatest difference that means nothing, for u_shape, level and linear.
    p
        The least difference that means everything, for v_shape, level and linear.
    """

    by: Literal["promethee"] = "promethee"
    preference: Preference = "usual"
    q: float = Field(default=0.0, ge=0, allow_inf_nan=False)
    p: float = Field(default=0.0, ge=0, allow_inf_nan=False)

    @model_validator(mode="after")
    def _thresholds_fit(self) -> Self:
        reads = {
            "usual": set(),
            "u_shape": {"q"},
            "v_shape": {"p"},
            "level": {"q", "p"},
            "linear": {"q", "p"},
        }[self.preference]
        idle = ({"q", "p"} & self.model_fields_set) - reads
        if idle:
            names = listed(sorted(idle))
            raise ContradictionError(
                Text(
                    zh=f"preference: {self.preference} 不使用 {names.zh}",
                    en=f"preference: {self.preference} does not use {names.en}",
                ),
                Text(zh="请删除该项，或改用 level、linear", en="remove it, or use level or linear"),
            )
        if "p" in reads and not self.p > (self.q if "q" in reads else 0.0):
            raise ContradictionError(
                Text(
                    zh=f"偏好阈值 p 应大于无差异阈值 q，现为 q = {self.q:g}，p = {self.p:g}",
                    en=f"the preference threshold p must exceed the indifference threshold q; "
                    f"found q = {self.q:g}, p = {self.p:g}",
                ),
                Text(zh="例如 q: 5, p: 20", en="for example, q: 5, p: 20"),
            )
        return self

    def score(self, children: Floats, weights: Floats) -> Floats:
        """Aggregate one node."""
        return promethee(children, weights, self.preference, self.q, self.p)
