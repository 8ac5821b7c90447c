"""Hand blocks of replicates out to whoever does the work, and take what comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from functools import partial
from itertools import islice
from typing import TypeVar

from threadpoolctl import threadpool_limits

AHEAD = 4
"""Blocks handed out for each worker before one has come back, so that memory stays small."""

Part = TypeVar("Part")


def hand_out(
    task: Callable[[range], Part],
    blocks: Iterator[range],
    workers: int = 1,
    executor: Executor | None = None,
) -> Iterator[tuple[range, Part]]:
    """Yield each block and what a task makes of it, in the order in which they come.

    Parameters
    ----------
    task
        What is done with a block.
    blocks
        Of replicates.
    workers
        The number of threads, where no executor is given.
    executor
        Anything with the interface of `concurrent.futures.Executor`; other processes must know the task.
    """
    if executor is None and workers == 1:
        for block in blocks:
            yield block, task(block)
    elif executor is None:
        with ThreadPoolExecutor(workers) as threads:
            yield from _as_they_come(threads, task, blocks, workers)
    elif isinstance(executor, ThreadPoolExecutor):
        yield from _as_they_come(executor, task, blocks, workers)
    else:
        yield from _as_they_come(executor, partial(_elsewhere, task), blocks, workers)


def _elsewhere(task: Callable[[range], Part], block: range) -> Part:
    """Run a block in another process, which has linear algebra threads of its own to hold back."""
    with threadpool_limits(limits=1, user_api="blas"):
        return task(block)


def _as_they_come(
    executor: Executor, task: Callable[[range], Part], blocks: Iterator[range], workers: int
) -> Iterator[tuple[range, Part]]:
    """Keep a few blocks a worker under way, and yield them as they come; what is added up has no order."""
    under_way: dict[Future[Part], range] = {}
    try:
        while True:
            for block in islice(blocks, AHEAD * workers - len(under_way)):
                under_way[executor.submit(task, block)] = block
            if not under_way:
                return
            finished, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in finished:
                yield under_way.pop(future), future.result()
    finally:
        for future in under_way:
            future.cancel()
