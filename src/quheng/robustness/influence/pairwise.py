"""How often one unit ranks above another over the replicates of a study."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import polars as pl
from threadpoolctl import threadpool_limits

from quheng.index import Edition
from quheng.index.arrays import Floats, Integers
from quheng.index.uncertain import Vary, with_numbers
from quheng.robustness.draws import Draws
from quheng.robustness.evaluate import replicate_ranks
from quheng.robustness.plan import Plan, plan_study
from quheng.robustness.replicates import Replicates, blocks


def pairwise(
    edition: Edition,
    units: Iterable[str] | None = None,
    vary: Vary | None = None,
    replicates: int | None = None,
    seed: int | None = None,
) -> pl.DataFrame:
    """Return the pairwise probabilities: the share of replicates in which one unit ranks above another.

    The draws are those of `uncertainty` with the same choices, replicates and seed. Memory does not grow with
    the replicates.

    Parameters
    ----------
    edition
        The nominal result.
    units
        The code of a unit to set against all others, or several; by default all.
    vary, replicates, seed
        By default what the index declares.

    Returns
    -------
    unit, and a column for each ranked unit, in the order of the nominal ranking: the share of replicates in
    which the unit of the row ranks above that of the column, a tie counting one half. The two shares of a
    pair sum to one; a unit has one half against itself.

    Raises
    ------
    NotFoundError
        Where one of `units` is not ranked.
    DeclarationError
        Where `replicates` or `seed` is out of its range.
    MethodError
        Where the study is not defined on the edition.
    """
    order = edition.ranks["unit"].to_list()
    chosen = order if units is None else [units] if isinstance(units, str) else list(units)
    rows = np.array([edition.row(unit) for unit in chosen], dtype=np.int64)
    columns = np.array([edition.row(unit) for unit in order], dtype=np.int64)
    plan, number = _study(edition, vary, replicates, seed)
    share = win_shares(plan, number, [(row, columns) for row in rows])
    return pl.DataFrame({"unit": chosen} | dict(zip(order, np.array(share).T, strict=True)))


def order_holds(
    edition: Edition, vary: Vary | None = None, replicates: int | None = None, seed: int | None = None
) -> pl.DataFrame:
    """Return for each two neighbours in the nominal ranking the share of replicates that keep their order.

    Parameters
    ----------
    edition
        The nominal result.
    vary, replicates, seed
        By default what the index declares.

    Returns
    -------
    rank, above, above_name, below, below_name, holds: a row for each two neighbours, from the top. A
    replicate in which they tie counts one half. Two units that tie nominally stand in the order of the table
    of ranks.

    Raises
    ------
    DeclarationError
        Where `replicates` or `seed` is out of its range.
    MethodError
        Where the study is not defined on the edition.
    """
    plan, number = _study(edition, vary, replicates, seed)
    ranks = edition.ranks.select("rank", "unit", "name")
    rows = np.array([edition.row(unit) for unit in ranks["unit"]], dtype=np.int64)
    neighbours = [(one, rows[place + 1 : place + 2]) for place, one in enumerate(rows[:-1])]
    below = ranks.slice(1)
    return (
        ranks.head(-1)
        .rename({"unit": "above", "name": "above_name"})
        .with_columns(
            below["unit"].alias("below"),
            below["name"].alias("below_name"),
            pl.Series(
                "holds", [share[0] for share in win_shares(plan, number, neighbours)], dtype=pl.Float64
            ),
        )
    )


def _study(edition: Edition, vary: Vary | None, replicates: int | None, seed: int | None) -> tuple[Plan, int]:
    """Return the plan of a study, and how many replicates it has."""
    wanted = with_numbers(edition.inputs.declaration.robustness, replicates, seed)
    return plan_study(edition, wanted.vary if vary is None else vary, wanted.seed), wanted.replicates


def win_shares(
    plan: Plan, replicates: int, against: list[tuple[int, Integers]], given: Draws | None = None
) -> list[Floats]:
    """Return the share of replicates in which a unit ranks above others, ties counting one half.

    Parameters
    ----------
    plan
        Of the study.
    replicates
        How many; at least one.
    against
        Rows of units, each with the rows (n_others,) that it is set against.
    given
        What each replicate chose, where that does not follow from the seed.

    Returns
    -------
    For each unit the shares (n_others,).
    """
    doubled = [np.zeros(others.size, dtype=np.int64) for _, others in against]
    with threadpool_limits(limits=1, user_api="blas"):
        for ranks in _blocks_of_ranks(Replicates(plan, given), replicates):
            for total, (one, others) in zip(doubled, against, strict=True):
                total += _doubled_wins(ranks[one], ranks[others])
    return [total / (2 * replicates) for total in doubled]


def _blocks_of_ranks(replicates: Replicates, number: int) -> Iterator[Integers]:
    """Yield ranks (n_units, n_some), a block at a time, in small integers, which compare faster."""
    plan = replicates.plan
    small = np.int16 if plan.units < np.iinfo(np.int16).max else np.int64
    for block in blocks(number):
        ranks = replicate_ranks(plan, replicates.draws(block))
        yield np.ascontiguousarray(ranks.T.astype(small))


def _doubled_wins(one: Integers, others: Integers) -> Integers:
    """Return twice the wins (n_others,) of one unit's ranks (n_some,) over the others' (n_others, n_some).

    A block has fewer replicates than 16 bits can count, and narrow sums are fast.
    """
    wins, not_lost = (
        np.sum(better.view(np.uint8), axis=1, dtype=np.uint16) for better in (one < others, one <= others)
    )
    doubled: Integers = wins.astype(np.int64) + not_lost
    return doubled
