"""Sobol' indices of a whole index: every construction and every unit's indices, beside bare numpy."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from tests.indices import index_of
from threadpoolctl import threadpool_limits

from benchmarks.timing import in_turn
from quheng.index import Edition, build
from quheng.robustness.sensitivity import pawn, shapley, sobol

UNITS = 900
PILLARS = (4, 4, 4, 4)
FACTORS = 26
"""20 weights, of 16 indicators and 4 pillars, and 6 switches."""

N = 1024
ROUNDS = 5

VARY = {
    "weights": {"noise": 0.25},
    "impute": ["mean", "median"],
    "treat": ["none", {"winsorise": 5, "otherwise": "log"}],
    "normalise": ["minmax", "zscore", "rank"],
    "pillars": ["arithmetic", "geometric"],
    "index": ["arithmetic", "geometric"],
    "drop_one": "indicators",
}


def table() -> str:
    """Return the measured table, in Markdown."""
    index = edition()
    studies: list[tuple[str, Callable[[], object]]] = [
        ("every unit's rank, no intervals", partial(sobol, index, target="units", bootstrap=0)),
        ("every unit's rank, intervals from 500 resamples", partial(sobol, index, target="units")),
        ("the mean shift, intervals from 500 resamples", partial(sobol, index)),
        ("the mean shift, Shapley effects, 500 resamples", partial(shapley, index)),
    ]
    with threadpool_limits(limits=1, user_api="blas"):
        constructions = sobol(index, weights="each", bootstrap=0).replicates
        functions = {title: partial(study, weights="each") for title, study in studies}
        floor, *took = in_turn(
            {"floor": bare_numpy, **functions, "pawn": partial(pawn, index)}, ROUNDS
        ).values()
    lines = [
        f"{UNITS} units, {FACTORS} factors, N = {N:,}: {constructions:,} whole constructions; medians of "
        f"{ROUNDS} rounds taken in turn, one thread.",
        "",
        "| what is explained | median | floor | ratio |",
        "| --- | --- | --- | --- |",
    ]
    for (title, _), seconds in zip(studies, took, strict=False):
        lines.append(f"| {title} | {seconds:.2f} s | {floor:.2f} s | {seconds / floor:.2f} |")
    lines.append(f"| the mean shift, PAWN (2,048 constructions, 100 resamples) | {took[-1]:.2f} s | — | — |")
    return "\n".join(lines)


def edition() -> Edition:
    """Return a made-up index in which all six switches matter: some values are missing, some are extreme."""
    rng = np.random.default_rng(0)
    x = rng.lognormal(sigma=0.8, size=(UNITS, sum(PILLARS)))
    x[rng.random(x.shape) < 0.03] = np.nan
    return build(
        index_of(
            x,
            pillars=PILLARS,
            normalise={"by": "minmax", "to": [1, 100]},
            impute="mean",
            robustness={"vary": VARY},
        )
    )


def bare_numpy() -> None:
    """Multiply weights by scores, sort, and take first and total indices: what any such study must do."""
    rng = np.random.default_rng(0)
    scores = rng.random((sum(PILLARS), UNITS))
    ranks = np.empty((FACTORS + 2, N, UNITS), dtype=np.int16)
    for block in ranks:
        for first in range(0, N, 128):
            weights = rng.random((128, sum(PILLARS)))
            block[first : first + 128] = np.argsort(weights @ scores, axis=1)
    a, b = ranks[:2].astype(np.float64)
    centred, whole = b - b.mean(axis=0), np.concatenate([a, b]).var(axis=0)
    for mixed in ranks[2:]:
        change = mixed - a
        _ = np.einsum("ru,ru->u", centred, change) / whole, np.einsum("ru,ru->u", change, change) / whole
