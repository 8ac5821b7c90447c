"""Weights and aggregations of 900 units by 20 indicators, beside bare numpy or HiGHS and beside the peers."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from statistics import median

import highspy
import numpy as np
import scipy.optimize
from threadpoolctl import threadpool_limits

import quheng
from quheng.index.aggregate import BenefitOfTheDoubt, Copeland, Promethee, Topsis, Vikor
from quheng.index.rank import competition_ranks
from quheng.index.weigh import Critic, Entropy

UNITS, INDICATORS = 900, 20
ROUNDS = 9
LONG_ROUNDS = 5
Q, P = 0.1, 0.3
ALIKE = 1e-6
"""The scores of a row must agree to this, or the row says nothing."""

FEW_PROGRAMMES = 45
FEW_ROWS = 30
"""How much of what takes too long is measured, then scaled up to 900."""

Row = tuple[str, float, dict[str, float], str]


def table() -> str:
    """Return the measured table, in Markdown."""
    with threadpool_limits(limits=1, user_api="blas"):
        rows = [*_fast(), *_programmes(), _copeland()]
    lines = [
        f"{UNITS} units × {INDICATORS} indicators, medians of {ROUNDS} rounds taken in turn "
        f"({LONG_ROUNDS} for programmes), one thread; * measured on a part and scaled up.",
        "",
        "| method | Quheng | floor | ratio | peers, and how many times Quheng is faster |",
        "| --- | --- | --- | --- | --- |",
    ]
    for title, ours, others, floor_name in rows:
        floor = others.pop(floor_name) if floor_name else None
        peers = ", ".join(f"{name} {_shown(took)} ({took / ours:.1f} ×)" for name, took in others.items())
        bare = f"{_shown(floor)} ({floor_name}) | {ours / floor:.2f}" if floor else "— | —"
        lines.append(f"| {title} | {_shown(ours)} | {bare} | {peers} |")
    return "\n".join(lines)


def independent() -> np.ndarray:
    """Return uniform indicators that have nothing to do with one another: most units are best somehow."""
    return np.random.default_rng(0).random((UNITS, INDICATORS))


def correlated() -> np.ndarray:
    """Return indicators that share one factor, as those of a real index do."""
    rng = np.random.default_rng(0)
    return 0.7 * rng.random((UNITS, 1)) + 0.3 * rng.random((UNITS, INDICATORS))


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

    cases: list[tuple[str, str, dict[str, Callable[[], object]]]] = [
        (
            "entropy weights, TOPSIS, ranks",
            "numpy",
            {
                "": entropy_topsis,
                "numpy": partial(bare_entropy_topsis, positive),
                **_topsis_peers(positive, types),
            },
        ),
        (
            "CRITIC weights",
            "numpy",
            {
                "": partial(Critic().apply, node, x, edition.context),
                "numpy": partial(bare_critic, x),
                **_critic_peers(x, types),
            },
        ),
        (
            "VIKOR, ranks",
            "numpy",
            {
                "": lambda: competition_ranks(Vikor().apply(x, equal)),
                "numpy": partial(bare_vikor, x, equal),
                **_vikor_peers(x, equal, types),
            },
        ),
        (
            f"PROMETHEE II, linear from {Q} to {P}",
            "numpy",
            {
                "": partial(Promethee(preference="linear", q=Q, p=P).apply, x, equal),
                "numpy": partial(bare_promethee, x, equal),
                **_promethee_peers(x, equal, types),
            },
        ),
    ]
    rows = []
    for title, floor, functions in cases:
        took = _in_turn(functions, ROUNDS)
        rows.append((title, took.pop(""), took, floor))
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
    _require_alike("PROMETHEE II", ours, by_pymcdm())
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


def _programmes() -> list[Row]:
    rows = []
    for title, x in (("independent", independent()), ("correlated", correlated())):
        weights = np.full(INDICATORS, 1 / INDICATORS)
        ours = BenefitOfTheDoubt().apply(x, weights)
        some = np.linspace(0, UNITS - 1, FEW_PROGRAMMES).astype(int)
        for peer, units in (
            (bare_dual(x), slice(None)),
            (bare_lazy(x), slice(None)),
            (by_linprog(x, some), some),
        ):
            _require_alike(f"benefit of the doubt, {title}", ours[units], peer)
        took = _in_turn(
            {
                "": partial(BenefitOfTheDoubt().apply, x, weights),
                "HiGHS, right-hand sides moved": partial(bare_dual, x),
                "HiGHS, constraints added": partial(bare_lazy, x),
            },
            LONG_ROUNDS,
        )
        few = _in_turn({"few": partial(by_linprog, x, some)}, LONG_ROUNDS)["few"]
        took["scipy.optimize.linprog one by one *"] = few * UNITS / FEW_PROGRAMMES
        floor = min((name for name in took if name.startswith("HiGHS")), key=took.__getitem__)
        best = ours == 1.0
        rows.append((f"benefit of the doubt, {title} ({best.sum()} units at 1)", took.pop(""), took, floor))
    return rows


def by_linprog(x: np.ndarray, units: Sequence[int]) -> np.ndarray:
    """Solve each unit's programme by itself."""
    one = np.ones(len(x))
    return np.array(
        [-scipy.optimize.linprog(-x[unit], A_ub=x, b_ub=one, method="highs").fun for unit in units]
    )


def _quiet_model() -> highspy.Highs:
    """Return a model that prints nothing, not even the banner that turning on callbacks brings."""
    model = type("Quiet", (highspy.Highs,), {"enableCallbacks": lambda self: None})()
    model.silent()
    model.setOptionValue("presolve", "off")
    return model


def bare_dual(x: np.ndarray) -> np.ndarray:
    """Move the right-hand sides of one model in the dual form, and nothing else."""
    model = _quiet_model()
    units, children = x.shape
    infinity, rows = np.full(children, highspy.kHighsInf), np.arange(children, dtype=np.int32)
    none = np.empty(0, dtype=np.int32)
    model.addRows(children, -infinity, infinity, 0, np.zeros(children, dtype=np.int32), none, np.empty(0))
    starts = np.arange(0, x.size, children, dtype=np.int32)
    model.addCols(
        units, np.ones(units), np.zeros(units), np.full(units, highspy.kHighsInf),
        x.size, starts, np.tile(rows, units), x.ravel(),
    )  # fmt: skip
    scores = np.empty(units)
    for unit, own in enumerate(x):
        model.changeRowsBounds(children, rows, own, infinity)
        model.run()
        scores[unit] = model.getInfo().objective_function_value
    return scores


def bare_lazy(x: np.ndarray) -> np.ndarray:
    """Change the objective of one model and add the constraints that a solution breaks, and nothing else."""
    model = _quiet_model()
    units, children = x.shape
    columns = np.arange(children, dtype=np.int32)
    model.addVars(children, np.zeros(children), np.full(children, highspy.kHighsInf))
    model.changeObjectiveSense(highspy.ObjSense.kMaximize)
    inside = np.zeros(units, dtype=bool)

    def add(some: np.ndarray) -> None:
        inside[some] = True
        starts = np.arange(0, some.size * children, children, dtype=np.int32)
        model.addRows(
            some.size, np.full(some.size, -highspy.kHighsInf), np.ones(some.size),
            some.size * children, starts, np.tile(columns, some.size), x[some].ravel(),
        )  # fmt: skip

    add(np.unique(x.argmax(axis=0)))
    scores = np.empty(units)
    for unit, own in enumerate(x):
        model.changeColsCost(children, columns, own)
        while True:
            model.run()
            reached = np.where(inside, 0.0, x @ np.asarray(model.getSolution().col_value))
            if reached.max() <= 1 + 1e-9:
                break
            worst = np.argsort(reached)[-10:]
            add(worst[reached[worst] > 1 + 1e-9])
        scores[unit] = model.getInfo().objective_function_value
    return scores


def _copeland() -> Row:
    x, weights = independent(), np.full(INDICATORS, 1 / INDICATORS)
    _require_alike("Copeland", Copeland().apply(x, weights)[:FEW_ROWS], double_loop(x, weights, FEW_ROWS))
    took = _in_turn(
        {"": partial(Copeland().apply, x, weights), "few": partial(double_loop, x, weights, FEW_ROWS)},
        LONG_ROUNDS,
    )
    loop = took.pop("few") * UNITS / FEW_ROWS
    return "Copeland", took.pop(""), {"double loop over the units *": loop}, ""


def double_loop(x: np.ndarray, weights: np.ndarray, rows: int) -> np.ndarray:
    """Compare some units with every unit by the definition of the outranking matrix, a pair at a time."""
    scores = np.zeros(rows)
    for first in range(rows):
        for second in range(len(x)):
            better, equal = x[first] > x[second], x[first] == x[second]
            support = weights[better].sum() + weights[equal].sum() / 2
            scores[first] += int(support > 0.5 + 1e-9) - int(support < 0.5 - 1e-9)
    return scores


def _require_alike(what: str, ours: np.ndarray, theirs: np.ndarray) -> None:
    apart = float(np.abs(ours - theirs).max())
    if apart > ALIKE:
        raise AssertionError(f"{what}: scores differ by {apart:.1e}")


def _in_turn(functions: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Return the median seconds of each function, taken in turn after one round that is not counted."""
    times: dict[str, list[float]] = {name: [] for name in functions}
    for turn in range(rounds + 1):
        for name, function in functions.items():
            start = time.perf_counter()
            function()
            if turn:
                times[name].append(time.perf_counter() - start)
    return {name: median(own) for name, own in times.items()}


def _shown(seconds: float) -> str:
    if seconds < 0.1:
        return f"{seconds * 1e3:.2f} ms"
    return f"{seconds:.2f} s"


if __name__ == "__main__":
    print(table())
