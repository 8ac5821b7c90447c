"""Weights and aggregations of 900 units by 20 indicators, beside bare numpy and beside the peers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
from threadpoolctl import threadpool_limits

import quheng
from benchmarks.peers import INDICATORS, UNITS, Row, independent, require_alike, table_of
from benchmarks.timing import in_turn
from quheng.index.aggregate import Copeland, Promethee, Topsis, Vikor
from quheng.index.rank import competition_ranks
from quheng.index.weigh import Critic, Entropy

ROUNDS = 9
LONG_ROUNDS = 5
Q, P = 0.1, 0.3

FEW_ROWS = 30
"""How many units are compared pair by pair, then scaled up to 900."""


def table() -> str:
    """Return the measured table, in Markdown."""
    with threadpool_limits(limits=1, user_api="blas"):
        return table_of([*_fast(), _copeland()], f"{ROUNDS} ({LONG_ROUNDS} for Copeland)")


def _fast() -> list[Row]:
    x = independent()
    x = (x - x.min(axis=0)) / (x.max(axis=0) - x.min(axis=0))
    positive = x + 1e-3
    equal, types = np.full(INDICATORS, 1 / INDICATORS), np.ones(INDICATORS)
    edition = quheng.open("district-investment").build()
    codes = tuple(f"i{column}" for column in range(INDICATORS))
    node = replace(
        edition.tree.root, children=tuple(range(INDICATORS)), declared=(None,) * INDICATORS, child_codes=codes
    )

    def entropy_topsis() -> np.ndarray:
        return competition_ranks(Topsis().apply(positive, Entropy().apply(node, positive, edition.context)))

    cases: list[tuple[str, dict[str, Callable[[], object]]]] = [
        (
            "entropy weights, TOPSIS, ranks",
            {
                "ours": entropy_topsis,
                "numpy": partial(bare_entropy_topsis, positive),
                **_topsis_peers(positive, types),
            },
        ),
        (
            "CRITIC weights",
            {
                "ours": partial(Critic().apply, node, x, edition.context),
                "numpy": partial(bare_critic, x),
                **_critic_peers(x, types),
            },
        ),
        (
            "VIKOR, ranks",
            {
                "ours": lambda: competition_ranks(Vikor().apply(x, equal)),
                "numpy": partial(bare_vikor, x, equal),
                **_vikor_peers(x, equal, types),
            },
        ),
        (
            f"PROMETHEE II, linear from {Q} to {P}",
            {
                "ours": partial(Promethee(preference="linear", q=Q, p=P).apply, x, equal),
                "numpy": partial(bare_promethee, x, equal),
                **_promethee_peers(x, equal, types),
            },
        ),
    ]
    rows = []
    for title, functions in cases:
        took = in_turn(functions, ROUNDS)
        rows.append(Row(title, took.pop("ours"), took, ("numpy", took.pop("numpy"))))
    return rows


def _topsis_peers(x: np.ndarray, types: np.ndarray) -> dict[str, Callable[[], object]]:
    import pymcdm
    import skcriteria
    from skcriteria.agg.topsis import TOPSIS
    from skcriteria.preprocessing.weighters import EntropyWeighter

    def by_pymcdm() -> object:
        method = pymcdm.methods.TOPSIS()
        return method.rank(method(x, pymcdm.weights.entropy_weights(x), types))

    def by_skcriteria() -> object:
        return TOPSIS().evaluate(EntropyWeighter().transform(skcriteria.mkdm(x, [max] * INDICATORS))).rank_

    return {"pymcdm": by_pymcdm, "scikit-criteria": by_skcriteria}


def _critic_peers(x: np.ndarray, types: np.ndarray) -> dict[str, Callable[[], object]]:
    import pymcdm
    import skcriteria
    from skcriteria.preprocessing.weighters import CRITIC

    return {
        "pymcdm": lambda: pymcdm.weights.critic_weights(x, types),
        "scikit-criteria": lambda: CRITIC().transform(skcriteria.mkdm(x, [max] * INDICATORS)).weights,
    }


def _vikor_peers(x: np.ndarray, weights: np.ndarray, types: np.ndarray) -> dict[str, Callable[[], object]]:
    import pymcdm
    import skcriteria
    from skcriteria.agg.vikor import VIKOR

    def by_pymcdm() -> object:
        method = pymcdm.methods.VIKOR()
        return method.rank(method(x, weights, types))

    return {
        "pymcdm": by_pymcdm,
        "scikit-criteria": lambda: (
            VIKOR().evaluate(skcriteria.mkdm(x, [max] * INDICATORS, weights=weights)).rank_
        ),
    }


def _promethee_peers(
    x: np.ndarray, weights: np.ndarray, types: np.ndarray
) -> dict[str, Callable[[], object]]:
    import pymcdm

    def by_pymcdm() -> np.ndarray:
        method = pymcdm.methods.PROMETHEE_II("vshape_2", q=[Q] * INDICATORS, p=[P] * INDICATORS)
        return method(x, weights, types)

    ours = Promethee(preference="linear", q=Q, p=P).apply(x, weights)
    require_alike("PROMETHEE II", ours, by_pymcdm())
    return {"pymcdm": by_pymcdm}


def _ranked(score: np.ndarray) -> np.ndarray:
    rank = np.empty(score.size, dtype=np.int64)
    rank[np.argsort(-score)] = np.arange(1, score.size + 1)
    return rank


def bare_entropy_topsis(x: np.ndarray) -> np.ndarray:
    """Rank by TOPSIS with entropy weights, and nothing else."""
    share = x / x.sum(axis=0)
    divergence = 1 + (share * np.log(share)).sum(axis=0) / np.log(len(x))
    weighted = x * (divergence / divergence.sum())
    to_best = np.sqrt(((weighted - weighted.max(axis=0)) ** 2).sum(axis=1))
    to_worst = np.sqrt(((weighted - weighted.min(axis=0)) ** 2).sum(axis=1))
    return _ranked(to_worst / (to_best + to_worst))


def bare_critic(x: np.ndarray) -> np.ndarray:
    """Weigh by CRITIC, and nothing else."""
    scaled = (x - x.min(axis=0)) / (x.max(axis=0) - x.min(axis=0))
    amount = scaled.std(axis=0, ddof=1) * (1 - np.corrcoef(scaled, rowvar=False)).sum(axis=1)
    return amount / amount.sum()


def bare_vikor(x: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Rank by VIKOR, and nothing else."""
    best, worst = x.max(axis=0), x.min(axis=0)
    loss = weights * (best - x) / (best - worst)
    total, most = loss.sum(axis=1), loss.max(axis=1)
    q = (total - total.min()) / np.ptp(total) / 2 + (most - most.min()) / np.ptp(most) / 2
    return _ranked(-q)


def bare_promethee(x: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return net flows for the linear preference by sorting and running totals, and nothing else."""
    units = len(x)
    flow = np.zeros(units)
    for column, weight in zip(x.T, weights, strict=True):
        order = np.argsort(column)
        ordered = column[order]
        running = np.concatenate([[0.0], np.cumsum(ordered)])
        net = np.zeros(units)
        for threshold, sign in ((Q, 1.0), (P, -1.0)):
            below = np.searchsorted(ordered, ordered - threshold)
            above = np.searchsorted(ordered, ordered + threshold)
            net += sign * (below * (ordered - threshold) - running[below])
            net -= sign * (running[-1] - running[above] - (units - above) * (ordered + threshold))
        flow[order] += weight * net
    return flow / (P - Q) / (units - 1)


def _copeland() -> Row:
    x, weights = independent(), np.full(INDICATORS, 1 / INDICATORS)
    require_alike("Copeland", Copeland().apply(x, weights)[:FEW_ROWS], double_loop(x, weights, FEW_ROWS))
    took = in_turn(
        {"ours": partial(Copeland().apply, x, weights), "few": partial(double_loop, x, weights, FEW_ROWS)},
        LONG_ROUNDS,
    )
    loop = took.pop("few") * UNITS / FEW_ROWS
    return Row("Copeland", took.pop("ours"), {"double loop over the units *": loop})


def double_loop(x: np.ndarray, weights: np.ndarray, rows: int) -> np.ndarray:
    """Compare some units with every unit by the definition of the outranking matrix, a pair at a time."""
    scores = np.zeros(rows)
    for first in range(rows):
        for second in range(len(x)):
            better, equal = x[first] > x[second], x[first] == x[second]
            support = weights[better].sum() + weights[equal].sum() / 2
            scores[first] += int(support > 0.5 + 1e-9) - int(support < 0.5 - 1e-9)
    return scores
