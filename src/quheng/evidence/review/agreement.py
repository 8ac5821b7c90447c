"""How far reviewers agree who decided on the same claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

import polars as pl

from quheng.evidence.review.decision import Decision
from quheng.evidence.review.replay import standing

PAIRS = {
    "first": pl.String,
    "second": pl.String,
    "n": pl.Int64,
    "agreed": pl.Int64,
    "share": pl.Float64,
    "kappa": pl.Float64,
}

DISPUTES = {
    "claim": pl.String,
    "text": pl.String,
    "who": pl.String,
    "verdict": pl.String,
    "reason": pl.String,
}


def agreement(decisions: Iterable[Decision]) -> pl.DataFrame:
    r"""Return how far each two reviewers agree, over the claims on which both decided.

    Two verdicts are equal where the action is, and, of corrections, every corrected field. Cohen's kappa is

        kappa = (p_o - p_e) / (1 - p_e)

    with p_o the share of equal verdicts and p_e the one expected if both gave their verdicts by chance, each
    as often as they did.

    Parameters
    ----------
    decisions
        Of any texts and reviewers; the latest that a reviewer has not taken back counts.

    Returns
    -------
    frame
        One row a pair of reviewers with a claim in common: first, second (in the order of their names), n,
        agreed, share in [0, 1], kappa in [-1, 1], null where it is not defined (both gave one and the same
        verdict throughout).

    References
    ----------
    Cohen, J. (1960). A Coefficient of Agreement for Nominal Scales. Educational and Psychological Measurement
    20 (1), 37-46.
    """
    verdicts = _verdicts(decisions)
    rows = []
    for first, second in combinations(sorted({who for _, who in verdicts}), 2):
        pairs = [
            (decision.verdict, verdicts[claim, second].verdict)
            for (claim, who), decision in verdicts.items()
            if who == first and (claim, second) in verdicts
        ]
        if pairs:
            agreed = sum(one == other for one, other in pairs)
            rows.append((first, second, len(pairs), agreed, agreed / len(pairs), kappa(pairs)))
    return pl.DataFrame(rows, schema=PAIRS, orient="row")


def disputes(decisions: Iterable[Decision]) -> pl.DataFrame:
    """Return the verdicts on every claim on which two reviewers differ: claim, text, who, verdict, reason."""
    by_claim: dict[str, list[Decision]] = {}
    for (claim, _), decision in _verdicts(decisions).items():
        by_claim.setdefault(claim, []).append(decision)
    rows = [
        (claim, decision.text, decision.who, decision.verdict, decision.reason)
        for claim, all_of_it in by_claim.items()
        if len({decision.verdict for decision in all_of_it}) > 1
        for decision in sorted(all_of_it, key=lambda decision: decision.who)
    ]
    return pl.DataFrame(rows, schema=DISPUTES, orient="row")


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa of pairs of verdicts, None where chance alone would agree throughout."""
    n = len(pairs)
    observed = sum(one == other for one, other in pairs)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    expected = sum(first[verdict] * second[verdict] for verdict in first)
    return None if expected == n * n else (observed * n - expected) / (n * n - expected)


def _verdicts(decisions: Iterable[Decision]) -> dict[tuple[str, str], Decision]:
    """Return the decision of each reviewer that stands, by claim and reviewer."""
    histories: dict[tuple[str, str], list[Decision]] = {}
    for decision in sorted(decisions, key=lambda decision: decision.when):
        histories.setdefault((decision.claim, decision.who), []).append(decision)
    latest = {key: standing(history) for key, history in histories.items()}
    return {key: decision for key, decision in latest.items() if decision is not None}
