"""Tiers: groups of units that the study cannot tell apart."""

from __future__ import annotations

import numpy as np
import polars as pl

from quheng.bilingual import Text
from quheng.index.arrays import Floats, Integers
from quheng.robustness.influence.pairwise import win_shares
from quheng.robustness.out_of_range import out_of_range
from quheng.robustness.study import Study


def tiers(
    study: Study, probability: float = 0.95, first: int | None = None, replicates: int | None = None
) -> pl.DataFrame:
    """Return the significance groups of a study, from the first unit down.

    Going down the nominal ranking, a new tier begins at the first unit that the head of the tier beats in at
    least the share `probability` of the replicates, a tie counting one half. The head of a tier is its first
    unit. Two units of one tier may differ, and two of different tiers need not: it is the heads that are told
    apart.

    Parameters
    ----------
    study
        Its replicates are drawn again.
    probability
        More than one half, at most one.
    first
        Only the tiers of so many units from the top, in less time; by default of all.
    replicates
        Only by so many of the study's replicates, in less time; by default by all.

    Returns
    -------
    tier (1, 2, ...), rank, unit, name, head (the first unit of its tier), beaten (the share of replicates in
    which the head ranks above it; one half for the head itself); sorted by rank.

    Raises
    ------
    MethodError
        Where the probability, `first` or `replicates` is out of its range.

    References
    ----------
    Goldstein and Spiegelhalter (1996), Journal of the Royal Statistical Society A 159(3), League tables and
    their limitations: what the data do not tell apart should not be ranked apart.
    """
    if not 0.5 < probability <= 1:
        raise out_of_range(
            "probability", probability, Text(zh="应大于 0.5、至多为 1", en="it is more than 0.5, at most 1")
        )
    if first is not None and first < 1:
        raise out_of_range("first", first, Text(zh="至少为 1", en="it is 1 or more"))
    number = study.replicates if replicates is None else replicates
    if not 1 <= number <= study.replicates:
        most = study.replicates
        raise out_of_range("replicates", number, Text(zh=f"应为 1 至 {most}", en=f"it is from 1 to {most}"))
    edition = study.edition
    ranks = edition.ranks if first is None else edition.ranks.head(first)
    order = ranks["unit"].to_list()
    rows = np.array([edition.row(unit) for unit in order], dtype=np.int64)
    against = [(row, rows[place:]) for place, row in enumerate(rows)]
    wins = win_shares(study.redrawn.plan, number, against, study.given)
    heads = _heads(wins, probability)
    return ranks.select("rank", "unit", "name").select(
        pl.Series("tier", np.unique(heads, return_inverse=True)[1] + 1),
        pl.all(),
        pl.Series("head", [order[head] for head in heads]),
        pl.Series("beaten", [float(wins[head][place - head]) for place, head in enumerate(heads)]),
    )


def _heads(wins: list[Floats], probability: float) -> Integers:
    """Return for each place in the ranking the place of the head of its tier.

    Parameters
    ----------
    wins
        For each place the shares (n_from_here_on,) in which its unit beats those from its own place on.
    probability
        Of a new tier.
    """
    heads = np.zeros(len(wins), dtype=np.int64)
    head = 0
    while True:
        beaten = np.flatnonzero(wins[head] >= probability)
        heads[head:] = head
        if not beaten.size:
            return heads
        head += int(beaten[0])
