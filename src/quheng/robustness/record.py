"""One replicate: what it chose, what its steps did, and the ranks that came out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from quheng.bilingual import Text
from quheng.index import Edition
from quheng.index.arrays import Floats, Integers
from quheng.index.impute.log import imputed_cells
from quheng.index.normalise import Posts
from quheng.index.rank import competition_ranks
from quheng.index.step import Step
from quheng.index.treat import treat
from quheng.robustness.choices import alternatives, positions
from quheng.robustness.draws import Draws
from quheng.robustness.filling import Filling
from quheng.robustness.plan import Plan
from quheng.robustness.replicates import Replicates
from quheng.robustness.upstream import Pick, Upstream


@dataclass(frozen=True)
class Record:
    """A replicate as it was really built.

    Parameters
    ----------
    edition
        The nominal result.
    replicate
        Its number, from 0.
    choices
        The alternative of every uncertain choice, by its name; for what is drawn from a continuum, how.
    weights
        The weight of every indicator and pillar among its siblings; zero for what is left out.
    dropped
        The code of the indicator or pillar left out; None for none.
    posts
        The goalposts of every indicator that has some.
    steps
        Those before the weights, in order, each with what it changed: `data` and `denominate` (with errors
        of measurement), `impute`, `treat`, `normalise`. Rows are all that took part.
    score
        (n_units,) of the index, units as `edition.ranked_units`.
    rank
        (n_units,)
    """

    edition: Edition
    replicate: int
    choices: Mapping[str, str]
    weights: Mapping[str, float]
    dropped: str | None
    posts: Mapping[str, Posts]
    steps: Mapping[str, Step]
    score: Floats
    rank: Integers

    @property
    def treated(self) -> tuple[str, ...]:
        """The indicators that the treatment changed."""
        return tuple(dict.fromkeys(change.indicator for change in self.steps["treat"].changes))

    @cached_property
    def applied(self) -> pl.DataFrame:
        """What the steps changed: step, indicator, action, cells; no row where a step changed nothing."""
        rows = [
            (name, change.indicator, change.action, int(change.rows.size))
            for name, step in self.steps.items()
            for change in step.changes
        ]
        schema = {"step": pl.String, "indicator": pl.String, "action": pl.String, "cells": pl.Int64}
        return pl.DataFrame(rows, schema=schema, orient="row")

    @cached_property
    def ranks(self) -> pl.DataFrame:
        """unit, name, the nominal rank, the rank and score here, and the shift (positive: it climbs)."""
        own = pl.DataFrame(
            {"unit": self.edition.ranked_units, "rank_here": self.rank, "score_here": self.score}
        )
        return (
            self.edition.ranks.select("unit", "name", "rank")
            .join(own, on="unit", how="left", maintain_order="left")
            .with_columns(shift=pl.col("rank") - pl.col("rank_here"))
        )


def record_of(
    edition: Edition, upstream: Upstream, replicates: Replicates, block: range, number: int
) -> Record:
    """Return the record of a replicate.

    Parameters
    ----------
    edition
        The nominal result.
    upstream
        The steps before the weights.
    replicates
        Of the study.
    block
        The whole block that the replicate belongs to: its scores are the same bits in no other company.
    number
        Of the replicate.
    """
    plan, row = replicates.plan, number - block.start
    own = replicates.draws(block).some(range(row, row + 1))
    score = replicates.scores(block)[row]
    pick, columns, dropped = upstream.pick(int(own.scaled[0])), plan.tree.columns, int(own.dropped[0])
    indicators = upstream.beside(pick, own.posts).indicators
    return Record(
        edition,
        number,
        _choices(plan, upstream.sets[pick.filling], own),
        {
            columns[child]: float(weight)
            for node, weights in zip(plan.tree.nodes, own.weights, strict=True)
            for child, weight in zip(node.children, weights[0], strict=True)
        },
        None if dropped < 0 else columns[dropped],
        {one.code: one.goalposts for one in indicators if one.goalposts},
        {step.name: step for step in _steps(edition, upstream, pick, own)},
        score,
        competition_ranks(plan.rank.ranked(score)),
    )


def _choices(plan: Plan, filling: Filling, own: Draws) -> dict[str, str]:
    """Return what was chosen, by the name of the factor."""
    chosen = {}
    for factor in plan.factors:
        among = alternatives(plan, factor)
        if factor.name == "impute":
            chosen[factor.name] = filling.in_words
        elif among:
            chosen[factor.name] = among[int(positions(plan, factor, own)[0])]
        else:
            chosen[factor.name] = "" if factor.detail is None else str(factor.detail)
    return chosen


def _steps(edition: Edition, upstream: Upstream, pick: Pick, own: Draws) -> Iterator[Step]:
    """Run the steps before the weights, and keep what each of them did."""
    whole = edition.basis.edition if edition.basis else edition
    context, filling = upstream.contexts[0], upstream.sets[pick.filling]
    units, codes = context.units, context.codes
    by = Text(zh=filling.in_words, en=filling.in_words)
    yield whole.steps["data"]
    if upstream.treatments is None:
        between = ("denominate", "impute", "treat")
        yield from (step for name, step in whole.steps.items() if name in between)
        treated = upstream.start
    else:
        measured = upstream.measured(own.keys)
        yield replace(whole.steps["denominate"], values=measured[:, 0, :])
        filled = filling.filled(measured, context, upstream.seed)[:, 0, :]
        yield Step("impute", units, codes, filled, imputed_cells(measured[:, 0, :], filled, codes, by))
        treated, changes, _ = treat(filled, codes, upstream.treatments[pick.treatment])
        yield Step("treat", units, codes, treated, changes)
    scaled = upstream.normalised(treated[:, None, :], pick.normalisation, upstream.beside(pick, own.posts))
    completed = upstream.completed_rows(scaled, filling)
    yield Step(
        "normalise",
        units,
        codes,
        completed[:, 0, :],
        imputed_cells(scaled[:, 0, :], completed[:, 0, :], codes, by),
    )
