"""Benefit of the doubt, a linear programme a unit, beside HiGHS driven by hand and beside scipy."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import highspy
import numpy as np
import scipy.optimize
from threadpoolctl import threadpool_limits

from benchmarks.peers import INDICATORS, UNITS, Row, correlated, independent, require_alike, table_of
from benchmarks.timing import in_turn
from quheng.index.aggregate import BenefitOfTheDoubt

ROUNDS = 5
FEW = 45
"""How many programmes are solved one by one, then scaled up to 900."""


def table() -> str:
    """Return the measured table, in Markdown."""
    with threadpool_limits(limits=1, user_api="blas"):
        return table_of(_rows(), str(ROUNDS))


def _rows() -> list[Row]:
    rows = []
    for title, x in (("independent", independent()), ("correlated", correlated())):
        weights = np.full(INDICATORS, 1 / INDICATORS)
        ours = BenefitOfTheDoubt().apply(x, weights)
        some = np.linspace(0, UNITS - 1, FEW).astype(int)
        for peer, units in (
            (bare_dual(x), slice(None)),
            (bare_lazy(x), slice(None)),
            (by_linprog(x, some), some),
        ):
            require_alike(f"benefit of the doubt, {title}", ours[units], peer)
        took = in_turn(
            {
                "ours": partial(BenefitOfTheDoubt().apply, x, weights),
                "HiGHS, right-hand sides moved": partial(bare_dual, x),
                "HiGHS, constraints added": partial(bare_lazy, x),
            },
            ROUNDS,
        )
        few = in_turn({"few": partial(by_linprog, x, some)}, ROUNDS)["few"]
        took["scipy.optimize.linprog one by one *"] = few * UNITS / FEW
        floor = min((name for name in took if name.startswith("HiGHS")), key=took.__getitem__)
        best = np.count_nonzero(ours == 1.0)
        seconds, least = took.pop("ours"), took.pop(floor)
        rows.append(Row(f"benefit of the doubt, {title} ({best} units at 1)", seconds, took, (floor, least)))
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
