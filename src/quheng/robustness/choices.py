"""What replicates chose among alternatives, and how often each was chosen."""

from __future__ import annotations

import numpy as np
import polars as pl

from quheng.index.arrays import Integers
from quheng.index.uncertain_weights import WeightExperts
from quheng.robustness.draws import Draws
from quheng.robustness.factor import Factor
from quheng.robustness.plan import Plan
from quheng.robustness.replicates import Replicates, blocks


def alternatives(plan: Plan, factor: Factor) -> tuple[str, ...]:
    """Return what a factor chooses among; nothing for what is drawn from a continuum."""
    if factor.name != "weights":
        return factor.alternatives
    rule = plan.uncertain_weights
    return tuple(expert.title.en for expert in rule.experts) if isinstance(rule, WeightExperts) else ()


def positions(plan: Plan, factor: Factor, draws: Draws) -> Integers:
    """Return which alternative of a factor each replicate (n_replicates,) chose."""
    filling, treatment, posts, normalisation = np.unravel_index(draws.scaled, plan.shape)
    last = np.cumsum(plan.sets)
    droppable = [
        -1,
        *(plan.tree.columns.index(code) for code in factor.alternatives if code in plan.tree.columns),
    ]
    chosen = {
        "weights": draws.expert,
        "impute": np.searchsorted(last, filling, side="right"),
        "treat": treatment,
        "goalposts": posts,
        "normalise": normalisation,
        "pillars": draws.pillars,
        "index": draws.index,
        "drop_one": (draws.dropped[:, None] == droppable).argmax(axis=1),
    }
    return np.asarray(chosen[factor.name], dtype=np.int64)


def counted_choices(replicates: Replicates, number: int) -> pl.DataFrame:
    """Return how many of the first replicates chose each alternative.

    Returns
    -------
    code, title_zh, title_en, alternative, replicates, share; a row for each alternative of each factor that
    chooses among some.
    """
    plan = replicates.plan
    factors = [factor for factor in plan.factors if alternatives(plan, factor)]
    counts = [np.zeros(len(alternatives(plan, factor)), dtype=np.int64) for factor in factors]
    for block in blocks(number):
        draws = replicates.draws(block)
        for factor, count in zip(factors, counts, strict=True):
            count += np.bincount(positions(plan, factor, draws), minlength=count.size)
    schema = {
        **dict.fromkeys(("code", "title_zh", "title_en", "alternative"), pl.String),
        "replicates": pl.Int64,
    }
    rows = [
        (factor.name, factor.title.zh, factor.title.en, alternative, int(chosen))
        for factor, count in zip(factors, counts, strict=True)
        for alternative, chosen in zip(alternatives(plan, factor), count, strict=True)
    ]
    table = pl.DataFrame(rows, schema=schema, orient="row")
    return table.with_columns(share=pl.col("replicates") / number)
