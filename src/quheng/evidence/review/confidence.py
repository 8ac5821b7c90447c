"""How often claims that the same rules set were accepted: counted from decisions, never set by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from quheng.evidence.review.replay import Reviewed, ReviewedClaim

SCHEMA = {
    "field": pl.String,
    "rules": pl.String,
    "accepted": pl.Int64,
    "n": pl.Int64,
    "share": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
}

WHOLE = "all"
"""What the column `field` holds for a whole combination of rules."""


@dataclass
class _Tally:
    accepted: int = 0
    n: int = 0

    def add(self, *, accepted: bool) -> None:
        self.accepted += accepted
        self.n += 1


def combination(rules: Mapping[str, str]) -> str:
    """Return the rules of a claim as one text: `kind=…; period=…`, by field."""
    return "; ".join(f"{field}={rules[field]}" for field in sorted(rules))


def confidence(history: Iterable[Reviewed]) -> pl.DataFrame:
    """Return the share of decided claims that were accepted as read, for each combination of rules.

    Parameters
    ----------
    history
        Reviewed readings, as many as there are.

    Returns
    -------
    frame
        field: `all` for a whole combination, else the name of a field, whose rule is counted by itself, a
        claim counting as accepted where that field was not put right. rules: the combination, or the rule.
        accepted, n: how many, of how many decided claims. share: accepted / n, in [0, 1]. low, high: the
        Jeffreys interval of 95 %, the quantiles of Beta(accepted + 1/2, n - accepted + 1/2), which is 0 below
        where none was accepted and 1 above where all were. By field, then n from the greatest, then rules.
        Open claims, and those on which the source is asked, do not count.

    References
    ----------
    Brown, L. D., Cai, T. T., DasGupta, A. (2001). Interval Estimation for a Binomial Proportion. Statistical
    Science 16 (2), 101-133, section 3.
    """
    tallies: dict[tuple[str, str], _Tally] = {}
    for reviewed in history:
        for one in reviewed.claims:
            for key, accepted in _counted(one):
                tallies.setdefault(key, _Tally()).add(accepted=accepted)
    rows = [
        (field, rules, tally.accepted, tally.n, tally.accepted / tally.n, *jeffreys(tally.accepted, tally.n))
        for (field, rules), tally in tallies.items()
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row").sort(
        pl.col("field") != WHOLE, "field", -pl.col("n"), "rules"
    )


def jeffreys(accepted: int, n: int) -> tuple[float, float]:
    """Return the Jeffreys interval of 95 % of a share, from how many of `n` were accepted."""
    from scipy.special import betaincinv

    a, b = accepted + 0.5, n - accepted + 0.5
    low = 0.0 if accepted == 0 else float(betaincinv(a, b, 0.025))
    high = 1.0 if accepted == n else float(betaincinv(a, b, 0.975))
    return low, high


def _counted(one: ReviewedClaim) -> Iterable[tuple[tuple[str, str], bool]]:
    if one.decision is None or one.state == "asked":
        return
    accepted = one.state in ("accepted", "kept-both")
    yield (WHOLE, combination(one.claim.rules)), accepted
    put_right = one.decision.corrected.fields if one.decision.corrected else {}
    for field, rule in one.claim.rules.items():
        yield (field, rule), accepted or (one.state == "corrected" and field not in put_right)
