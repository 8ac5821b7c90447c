"""A stopping rule: draw replicates until every rank interval has settled."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import polars as pl
from threadpoolctl import threadpool_limits

from quheng.bilingual import Text
from quheng.index import Edition
from quheng.index.arrays import Integers
from quheng.index.uncertain import Robustness
from quheng.robustness.out_of_range import out_of_range
from quheng.robustness.plan import Plan, plan_study
from quheng.robustness.replicates import BLOCK
from quheng.robustness.run import histograms
from quheng.robustness.study import Study

MOST = 128 * BLOCK
"""Replicates after which a study that has not settled is given up, unless more are allowed."""


@dataclass(frozen=True)
class Convergence:
    """A study that ran until its rank intervals had settled.

    Parameters
    ----------
    study
        With as many replicates as it took, the same as `uncertainty` with that number gives.
    converged
        Whether every interval settled before the replicates allowed were drawn.
    diagnostics
        replicates, low, high (the largest change, over all units, of either end of the interval since half as
        many replicates; null for the first row), unsettled (how many units still move by more than the
        tolerance).
    """

    study: Study
    converged: bool
    diagnostics: pl.DataFrame

    @property
    def replicates(self) -> int:
        """How many replicates were drawn."""
        return self.study.replicates


def convergence(
    edition: Edition,
    plan: Robustness | None = None,
    *,
    tolerance: int = 1,
    level: float = 0.9,
    most: int = MOST,
    workers: int = 1,
    executor: Executor | None = None,
) -> Convergence:
    """Double the replicates until no end of any unit's rank interval moves by more than a tolerance.

    Parameters
    ----------
    edition
        The nominal result.
    plan
        Which choices vary, and the seed; its number of replicates is not used. By default what the index
        declares.
    tolerance
        In ranks: with 1, every interval is stable to ±1 rank over the last doubling.
    level
        Of the central intervals.
    most
        The most replicates that may be drawn, at least two blocks (2,048).
    workers, executor
        As for `uncertainty`; the result does not depend on them.

    Raises
    ------
    MethodError
        Where an argument is out of its range, or the study is not defined on the edition.
    """
    _check(tolerance, level, most, workers)
    wanted = plan or edition.inputs.declaration.robustness
    shared = plan_study(edition, wanted.vary, wanted.seed)
    rows: list[tuple[int, int | None, int | None, int | None]] = []
    ends: tuple[Integers, Integers] | None = None
    converged = False
    for replicates, histogram in _doublings(shared, most, workers, executor):
        study = Study(edition, replicates, wanted.seed, shared.factors, histogram, wanted.vary)
        before, ends = ends, (study.rank_quantile((1 - level) / 2), study.rank_quantile((1 + level) / 2))
        if before is None:
            rows.append((replicates, None, None, None))
            continue
        low, high = (np.abs(now - then) for now, then in zip(ends, before, strict=True))
        unsettled = int(np.count_nonzero(np.maximum(low, high) > tolerance))
        rows.append((replicates, int(low.max()), int(high.max()), unsettled))
        converged = unsettled == 0
        if converged:
            break
    schema = dict.fromkeys(("replicates", "low", "high", "unsettled"), pl.Int64)
    return Convergence(study, converged, pl.DataFrame(rows, schema=schema, orient="row"))


def _doublings(
    plan: Plan, most: int, workers: int, executor: Executor | None
) -> Iterator[tuple[int, Integers]]:
    """Yield one block, two, four, ... as long as they are allowed, and the rank histogram of all so far."""
    histogram = np.zeros((plan.units, plan.units), dtype=np.int64)
    doublings = (most // BLOCK).bit_length()
    for start, end in pairwise([0, *(BLOCK << doubling for doubling in range(doublings))]):
        blocks = (range(first, first + BLOCK) for first in range(start, end, BLOCK))
        with threadpool_limits(limits=1, user_api="blas"):
            for _, part in histograms(plan, blocks, workers, executor):
                histogram += part
        yield end, histogram.copy()


def _check(tolerance: int, level: float, most: int, workers: int) -> None:
    if tolerance < 0:
        raise out_of_range("tolerance", tolerance, Text(zh="至少为 0", en="it is 0 or more"))
    if not 0 < level <= 1:
        raise out_of_range("level", level, Text(zh="应大于 0、至多为 1", en="it is more than 0, at most 1"))
    if most < 2 * BLOCK:
        raise out_of_range("most", most, Text(zh=f"至少为 {2 * BLOCK}", en=f"it is {2 * BLOCK} or more"))
    if workers < 1:
        raise out_of_range("workers", workers, Text(zh="至少为 1", en="it is 1 or more"))
