"""Run a study: blocks of replicates on any executor, the same bits whatever the split."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from itertools import islice
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from quheng.index import Edition
from quheng.index.arrays import Integers
from quheng.index.uncertain import Robustness
from quheng.robustness.checkpoint import Checkpoint
from quheng.robustness.draws import Draws
from quheng.robustness.evaluate import slabs
from quheng.robustness.histogram import Cells, add_up, rank_cells
from quheng.robustness.plan import Plan, plan_study
from quheng.robustness.streams import uniforms
from quheng.robustness.study import Study

BLOCK = 1024
"""Replicates a block; blocks begin at its multiples, so that a block is the same in every run."""

KEPT_EVERY = 64
"""Blocks between two writes of a checkpoint."""

AHEAD = 4
"""Blocks handed out for each worker before one has come back, so that memory stays small."""

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
    """
    if workers < 1:
        raise ValueError(f"workers is at least 1; found {workers}")
    wanted = plan or edition.inputs.declaration.robustness
    shared = plan_study(edition, wanted.vary, wanted.seed)
    kept = Checkpoint.of(checkpoint, shared, wanted) if checkpoint else None
    done, histogram = (kept.read() if kept else None) or (set(), _empty(shared))
    blocks = (block for block in _blocks(wanted.replicates) if block.start not in done)
    try:
        with threadpool_limits(limits=1, user_api="blas"):
            for block, part in histograms(shared, blocks, workers, executor):
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
    return Study(edition, wanted.replicates, wanted.seed, shared.factors, histogram, wanted.vary)


def block_histogram(plan: Plan, replicates: range) -> Integers:
    """Return the rank histogram (n_units, n_units) of some replicates."""
    draws = Draws.of(plan, uniforms(plan.seed, replicates, plan.dimensions))
    cells: list[Cells] = [rank_cells(scores) for _, scores in slabs(plan, draws)]
    return add_up(np.concatenate(cells), plan.units)


def _empty(plan: Plan) -> Integers:
    return np.zeros((plan.units, plan.units), dtype=np.int64)


def _blocks(replicates: int) -> Iterator[range]:
    return (range(start, min(start + BLOCK, replicates)) for start in range(0, replicates, BLOCK))


def histograms(
    plan: Plan, blocks: Iterator[range], workers: int, executor: Executor | None
) -> Iterator[tuple[range, Integers]]:
    """Yield each block and its histogram, in the order in which they come."""
    if executor is None and workers == 1:
        for block in blocks:
            yield block, block_histogram(plan, block)
    elif executor is None:
        with ThreadPoolExecutor(workers) as threads:
            yield from _handed_out(threads, block_histogram, plan, blocks, workers)
    elif isinstance(executor, ThreadPoolExecutor):
        yield from _handed_out(executor, block_histogram, plan, blocks, workers)
    else:
        yield from _handed_out(executor, _elsewhere, plan, blocks, workers)


def _elsewhere(plan: Plan, block: range) -> Integers:
    """Run a block in another process, which has linear algebra threads of its own to hold back."""
    with threadpool_limits(limits=1, user_api="blas"):
        return block_histogram(plan, block)


def _handed_out(
    executor: Executor,
    task: Callable[[Plan, range], Integers],
    plan: Plan,
    blocks: Iterator[range],
    workers: int,
) -> Iterator[tuple[range, Integers]]:
    """Keep a few blocks a worker under way, and yield them as they come; what is added up has no order."""
    under_way: dict[Future[Integers], range] = {}
    try:
        while True:
            for block in islice(blocks, AHEAD * workers - len(under_way)):
                under_way[executor.submit(task, plan, block)] = block
            if not under_way:
                return
            finished, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in finished:
                yield under_way.pop(future), future.result()
    finally:
        for future in under_way:
            future.cancel()
