"""Replay a table of choices that somebody else drew: the same choices must give the same ranks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from threadpoolctl import threadpool_limits

from quheng.bilingual import Text, listed
from quheng.errors import DataError, Problem, Where
from quheng.index import Edition
from quheng.index.arrays import Floats, Integers
from quheng.index.uncertain import Vary
from quheng.robustness.draws import Draws, renormalised
from quheng.robustness.evaluate import replicate_ranks
from quheng.robustness.plan import Plan, plan_study
from quheng.robustness.study import Study

CHOICES = ("impute", "treat", "goalposts", "normalise", "pillars", "index")
WEIGHT = "weight:"


@dataclass(frozen=True)
class Replay:
    """Replayed runs.

    Parameters
    ----------
    study
        The runs as a study: quantiles, intervals, probabilities.
    matrix
        (n_runs, n_units) ranks, units as `study.edition.ranked_units`.
    """

    study: Study
    matrix: Integers

    @cached_property
    def ranks(self) -> pl.DataFrame:
        """unit, name, the nominal rank, and a column `run_1`, `run_2`, ... for each run."""
        runs = {f"run_{number}": row for number, row in enumerate(self.matrix, 1)}
        own = pl.DataFrame({"unit": self.study.edition.ranked_units, **runs})
        nominal = self.study.edition.ranks.select("unit", "name", "rank")
        return nominal.join(own, on="unit", how="left", maintain_order="left")


def replay(edition: Edition, vary: Vary, runs: pl.DataFrame) -> Replay:
    """Rank the units by choices from outside.

    Parameters
    ----------
    edition
        The nominal result.
    vary
        The alternatives that the choices number; weights, measurement errors and moving goalposts are not
        drawn here.
    runs
        One row a run. Columns, each of which may be left out: `impute`, `treat`, `goalposts`, `normalise`,
        `pillars` and `index` give the alternative, from 1; `draw` the completed data set of an imputation
        that is drawn, from 1; `drop` the code of an indicator or pillar to leave out, or null;
        `weight:CODE` the weight of an indicator or pillar, of which the proportions among siblings count
        (without the column the nominal weight stands).

    Raises
    ------
    DataError
        Where a column is unknown, or a cell is no alternative, code or non-negative weight.
    MethodError
        As `uncertainty`.
    """
    seed = edition.inputs.declaration.robustness.seed
    numbered = _numbered(vary)
    plan = plan_study(edition, numbered, seed)
    _refuse_unknown(plan, runs)
    draws = _draws(plan, runs)
    with threadpool_limits(limits=1, user_api="blas"):
        matrix = replicate_ranks(plan, draws).astype(np.int64)
    histogram = np.zeros((plan.units, plan.units), dtype=np.int64)
    for ranks in matrix:
        histogram[np.arange(plan.units), ranks - 1] += 1
    return Replay(Study(edition, runs.height, seed, plan.factors, histogram, numbered, given=draws), matrix)


def _numbered(vary: Vary) -> Vary:
    """Return the choices that a table can number: those among alternatives."""
    posts = vary.goalposts if isinstance(vary.goalposts, tuple) else None
    return vary.model_copy(update={"weights": None, "measurement": None, "goalposts": posts, "drop_one": ()})


def _refuse_unknown(plan: Plan, runs: pl.DataFrame) -> None:
    codes = [code for code in plan.tree.columns if code != plan.tree.root.code]
    known = (*CHOICES, "draw", "drop", *(f"{WEIGHT}{code}" for code in codes))
    problems = [
        Problem(
            Text(zh=f"未知的列 {column}", en=f"unknown column {column}"),
            Where(column=column),
            Text(
                zh=f"可用：{listed((*CHOICES, 'draw', 'drop', f'{WEIGHT}代码')).zh}",
                en=f"allowed: {listed((*CHOICES, 'draw', 'drop', f'{WEIGHT}CODE')).en}",
            ),
        )
        for column in runs.columns
        if column not in known
    ]
    if not runs.height:
        problems.append(Problem(Text(zh="没有任何一次运行", en="there is no run")))
    if problems:
        raise DataError(problems)


def _draws(plan: Plan, runs: pl.DataFrame) -> Draws:
    choice = {name: _choice(plan, runs, name) for name in CHOICES}
    parts = (
        _filling(plan, runs, choice["impute"]),
        choice["treat"],
        choice["goalposts"],
        choice["normalise"],
    )
    dropped = _dropped(plan, runs)
    return Draws(
        renormalised(plan.tree, _weights(plan, runs), dropped),
        np.ravel_multi_index(parts, plan.shape).astype(np.int64),
        choice["pillars"],
        choice["index"],
        dropped,
        np.zeros(runs.height),
        np.zeros((runs.height, 0)),
        np.zeros(runs.height, dtype=np.int64),
    )


def _filling(plan: Plan, runs: pl.DataFrame, alternative: Integers) -> Integers:
    """Return the positions (n_runs,) of the completed data sets of the chosen imputations."""
    sets = np.array(plan.sets)
    draw = np.zeros(runs.height, dtype=np.int64)
    if "draw" in runs.columns:
        chosen = runs["draw"].cast(pl.Int64, strict=False)
        most = sets[alternative]
        wrong = ~((chosen >= 1) & (chosen <= pl.Series(most))).fill_null(value=False)
        remedy = Text(
            zh=f"应为 1 至 {most.max()}", en=f"a completed data set is a number from 1 to {most.max()}"
        )
        _refuse_cells(runs, "draw", wrong, remedy)
        draw = chosen.to_numpy() - 1
    return np.asarray((np.cumsum(sets) - sets)[alternative] + draw)


def _alternatives(plan: Plan, name: str) -> int:
    factor = plan.factor(name)
    return len(factor.alternatives) if factor else 1


def _choice(plan: Plan, runs: pl.DataFrame, name: str) -> Integers:
    """Return the positions (n_runs,) from 0 among the alternatives of a choice."""
    if name not in runs.columns:
        return np.zeros(runs.height, dtype=np.int64)
    most = _alternatives(plan, name)
    chosen = runs[name].cast(pl.Int64, strict=False)
    wrong = (~chosen.is_between(1, most)).fill_null(value=True)
    _refuse_cells(
        runs,
        name,
        wrong,
        Text(zh=f"应为 1 至 {most}", en=f"an alternative is a number from 1 to {most}"),
    )
    return chosen.to_numpy() - 1


def _dropped(plan: Plan, runs: pl.DataFrame) -> Integers:
    if "drop" not in runs.columns:
        return np.full(runs.height, -1, dtype=np.int64)
    codes = plan.tree.columns[:-1]
    wrong = ~runs["drop"].is_in(codes) & runs["drop"].is_not_null()
    _refuse_cells(
        runs,
        "drop",
        wrong,
        Text(zh="应为指标或一级指标的代码，或留空", en="it is the code of an indicator or pillar, or empty"),
    )
    return np.array([-1 if code is None else codes.index(code) for code in runs["drop"]], dtype=np.int64)


def _weights(plan: Plan, runs: pl.DataFrame) -> list[Floats]:
    """Return for each node the weights (n_runs, n_children), before they are made to sum to one."""
    weights = []
    for node in plan.tree.nodes:
        own = np.tile(plan.weights[node.code], (runs.height, 1))
        for column, code in enumerate(node.child_codes):
            name = f"{WEIGHT}{code}"
            if name in runs.columns:
                given = runs[name].cast(pl.Float64, strict=False)
                wrong = ~(given.is_finite() & (given >= 0)).fill_null(value=False)
                _refuse_cells(runs, name, wrong, Text(zh="应为不小于 0 的数", en="a weight is zero or more"))
                own[:, column] = given.to_numpy()
        weights.append(own)
    return weights


def _refuse_cells(runs: pl.DataFrame, column: str, wrong: pl.Series, remedy: Text) -> None:
    rows = wrong.arg_true().to_list()
    if rows:
        raise DataError(
            Problem(
                Text(zh=f"取值 {runs[column][row]!r} 不合要求", en=f"{runs[column][row]!r} cannot be used"),
                Where(row=row + 1, column=column),
                remedy,
            )
            for row in rows
        )
