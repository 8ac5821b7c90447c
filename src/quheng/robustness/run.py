"""Run a study: blocks of replicates on any executor, the same bits whatever the split."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from quheng.bilingual import Text
from quheng.index import Edition
from quheng.index.arrays import Integers
from quheng.index.uncertain import Robustness
from quheng.robustness.checkpoint import Checkpoint
from quheng.robustness.draws import Draws
from quheng.robustness.evaluate import slabs
from quheng.robustness.hand_out import hand_out
from quheng.robustness.histogram import Cells, add_up, rank_cells
from quheng.robustness.out_of_range import out_of_range
from quheng.robustness.plan import Plan, plan_study
from quheng.robustness.replicates import BLOCK, blocks
from quheng.robustness.streams import uniforms
from quheng.robustness.study import Study

KEPT_EVERY = 64
"""Blocks between two writes of a checkpoint."""

Progress = Callable[[int, int], None]


def uncertainty(
    edition: Edition,
    plan: Robustness | None = None,
    *,
    workers: int = 1,
    executor: Executor | None = None,
    progress: Progress | None = None,
    checkpoint: Path | None = None,
) -> Study:
    """Draw the uncertain choices of an edition many times over and rank the units each time.

    Parameters
    ----------
    edition
        The nominal result.
    plan
        Which choices vary, how often and from which seed; by default what the index declares.
    workers
        The number of threads, where no executor is given.
    executor
        Runs the blocks, anything with the interface of `concurrent.futures.Executor`.
    progress
        Called with the number of replicates done and the number of all.
    checkpoint
        A file in which to keep what is done, now and then and when the study is stopped; where it holds a
        part of this very study, the study goes on from there. It is removed when the study is complete.

    Returns
    -------
    The study; it is the same for every executor and number of workers.

    Raises
    ------
    MethodError
        Where there are no workers, a choice has no effect or is not defined on the data, or a replicate
        leaves a unit without a score.
    """
    if workers < 1:
        raise out_of_range("workers", workers, Text(zh="至少为 1", en="it is 1 or more"))
    wanted = plan or edition.inputs.declaration.robustness
    shared = plan_study(edition, wanted.vary, wanted.seed)
    kept = Checkpoint.of(checkpoint, shared, wanted) if checkpoint else None
    done, histogram = (kept.read() if kept else None) or (set(), _empty(shared))
    waiting = (block for block in blocks(wanted.replicates) if block.start not in done)
    try:
        with threadpool_limits(limits=1, user_api="blas"):
            for block, part in histograms(shared, waiting, workers, executor):
                histogram += part
                done.add(block.start)
                if progress:
                    progress(min(len(done) * BLOCK, wanted.replicates), wanted.replicates)
                if kept and len(done) % KEPT_EVERY == 0:
                    kept.write(done, histogram)
    except BaseException:
        if kept and done:
            kept.write(done, histogram)
        raise
    if kept:
        kept.remove()
    return Study(
        edition, wanted.replicates, wanted.seed, shared.factors, histogram, wanted.vary, workers=workers
    )


def block_histogram(plan: Plan, replicates: range) -> Integers:
    """Return the rank histogram (n_units, n_units) of some replicates."""
    draws = Draws.of(plan, uniforms(plan.seed, replicates, plan.dimensions))
    cells: list[Cells] = [rank_cells(plan.rank.ranked(scores)) for _, scores in slabs(plan, draws)]
    return add_up(np.concatenate(cells), plan.units)


def _empty(plan: Plan) -> Integers:
    return np.zeros((plan.units, plan.units), dtype=np.int64)


def histograms(
    plan: Plan, waiting: Iterator[range], workers: int, executor: Executor | None
) -> Iterator[tuple[range, Integers]]:
    """Yield each block and its histogram, in the order in which they come."""
    return hand_out(partial(block_histogram, plan), waiting, workers, executor)
