"""Benefit of the doubt: each unit is scored by the weights that suit it best."""

from __future__ import annotations

from typing import Literal, Self

import numpy as np
from pydantic import model_validator

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Share
from quheng.errors import MethodError, Problem, Where
from quheng.index.aggregate.domain import require_non_negative, require_positive
from quheng.index.aggregate.programme import Programme
from quheng.index.aggregate.rule import Aggregation
from quheng.index.arrays import Booleans, Floats

TITLE = Text(zh="疑点利益（BoD）法", en="the benefit of the doubt")

WITH_LEAST_SHARES = Text(zh=f"份额有下限的{TITLE.zh}", en=f"{TITLE.en} with least shares")


At = Literal["best", "own"]


def benefit_of_the_doubt(
    children: Floats, shares: tuple[float, float] | None = None, at: At = "best"
) -> Floats:
    """Return ``max_w sum(w x)`` where no unit reaches more than one with the same weights, ``w >= 0``.

    Parameters
    ----------
    children
        (n_units, n_children), not negative, more is better; NaN where missing: a missing child earns its unit
        nothing and is not held against others.
    shares
        Bounds of each child's share ``w_c r_c / sum(w r)``; None where any share will do. For a unit that has
        k of n children both bounds are multiplied by n / k.
    at
        Where shares are counted: r is the `best` value of each child, so that after min-max they are the
        proportions of the weights themselves; or the unit's `own` values, its pie shares.

    Returns
    -------
    (n_units,), from 0 to 1, and 1 (from 1 - 1e-9 on) for a unit that none beats under its best weights; NaN
    where no child is present. Multiplying a child by a constant changes nothing.

    Raises
    ------
    MethodError
        Where a child is negative, or is zero while it must have a share at its own value; where the bounds
        cannot hold for so many children.

    References
    ----------
    Cherchye, Moesen, Rogge and Van Puyenbroeck (2007), Social Indicators Research 82(1), An introduction to
    'benefit of the doubt' composite indicators. OECD/JRC (2008), Handbook on Constructing Composite
    Indicators, Part 2, section 6.3; its Table 19 bounds the shares at the best values. Kuosmanen (2009),
    Journal of the Operational Research Society 60(12), Data envelopment analysis with missing data.
    """
    require_non_negative(children, TITLE)
    if shares is not None:
        _require_feasible(shares, children.shape[1])
        if at == "own" and shares[0] > 0:
            require_positive(children, WITH_LEAST_SHARES)
    known = np.nan_to_num(children, nan=0.0)
    best = known.max(axis=0, initial=0.0)
    known /= np.where(best > 0, best, 1.0)
    programme = Programme(known)
    score = np.full(len(children), np.nan)
    patterns, pattern = np.unique(~np.isnan(children), axis=0, return_inverse=True)
    limits = [_limits(present.astype(np.float64), present, shares) for present in patterns]
    for unit, own in enumerate(pattern.ravel()):
        if patterns[own].any():
            counted = limits[own] if at == "best" else _limits(known[unit], patterns[own], shares)
            score[unit] = programme.best(unit, counted)
    return score


def _limits(reference: Floats, present: Booleans, shares: tuple[float, float] | None) -> Floats:
    """Return rows of ``limits @ w <= 0`` that bound the shares at a reference (n_children,)."""
    if shares is None or not present.any():
        return np.empty((0, present.size))
    low, high = np.array(shares) * present.size / np.count_nonzero(present)
    single = np.diag(reference)[present]
    return np.vstack([low * reference - single, single - high * reference])


def _require_feasible(shares: tuple[float, float], children: int) -> None:
    low, high = shares
    if low * children <= 1 <= high * children:
        return
    raise MethodError(
        Problem(
            Text(
                zh=f"{children} 项的份额不可能都在 {low:g} 与 {high:g} 之间",
                en=f"the shares of {children} children cannot all be between {low:g} and {high:g}",
            ),
            Where(file="index.yaml", field="method.aggregate"),
            Text(
                zh=f"下限不得高于 1/{children}，上限不得低于 1/{children}",
                en=f"the lower bound may not exceed 1/{children}, nor the upper be less",
            ),
        )
    )


class BenefitOfTheDoubt(Aggregation):
    """`bod`; the weights of the framework say only which children count, those with a weight above zero.

    Parameters
    ----------
    shares
        `[low, high]`, bounds of each child's share, such as `[0.10, 0.15]`; by default any share will do.
    at
        Where the shares are counted: at the `best` value of each child, or at the unit's `own`.
    """

    by: Literal["bod"] = "bod"
    shares: tuple[Share, Share] | None = None
    at: At = "best"

    @model_validator(mode="after")
    def _bounds_are_in_order(self) -> Self:
        if self.shares is not None and not 0 <= self.shares[0] <= self.shares[1] <= 1:
            low, high = self.shares
            raise ContradictionError(
                Text(
                    zh=f"份额上下限 [{low}, {high}] 应满足 0 ≤ 下限 ≤ 上限 ≤ 1",
                    en=f"the bounds [{low}, {high}] of the shares must be 0 <= low <= high <= 1",
                ),
                Text(zh="例如 shares: [0.10, 0.15]", en="for example, shares: [0.10, 0.15]"),
            )
        return self

    def score(self, children: Floats, weights: Floats) -> Floats:
        """Aggregate one node."""
        bounds = None if self.shares is None else (float(self.shares[0]), float(self.shares[1]))
        return benefit_of_the_doubt(children, bounds, self.at)
