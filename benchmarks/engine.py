"""The district index: a build beside its imports, the study beside the bare loop it must contain."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from statistics import median

import numpy as np
from threadpoolctl import threadpool_limits

import quheng
from quheng.robustness import uncertainty

REPLICATES = 10_000
UNITS, INDICATORS = 903, 20
BLOCK = 256
ROUNDS = 7

IMPORTS = "import numpy, polars, pydantic"
BUILD = "import quheng; quheng.open('district-investment').build()"


def table() -> str:
    """Return the measured table, in Markdown."""
    imports, built = _processes(IMPORTS, BUILD)
    lines = [
        "| what | median | floor | ratio | allowed |",
        "| --- | --- | --- | --- | --- |",
        f"| build of the district index, a fresh process (floor: `{IMPORTS}`) "
        f"| {built:.2f} s | {imports:.2f} s | {built / imports:.2f} | 3 |",
    ]
    edition = quheng.open("district-investment").build()
    with threadpool_limits(limits=1, user_api="blas"):
        for workers in (1, 2):
            bare, study = _in_turn(
                partial(bare_loop, workers), partial(uncertainty, edition, workers=workers)
            )
            lines.append(
                f"| {REPLICATES:,} replicates, all choices varied, {workers} worker{'s'[: workers - 1]} "
                f"(floor: weights × scores and argsort) "
                f"| {study * 1e3:.0f} ms | {bare * 1e3:.0f} ms | {study / bare:.2f} | 3 |"
            )
    return "\n".join(lines)


def bare_loop(workers: int) -> None:
    """Multiply random weights by scores and sort each row, block by block: what any study must do."""
    rng = np.random.default_rng(0)
    weights = rng.dirichlet(np.ones(INDICATORS), REPLICATES)
    scores = np.ascontiguousarray(rng.random((UNITS, INDICATORS)).T)
    blocks = [weights[start : start + BLOCK] for start in range(0, REPLICATES, BLOCK)]
    with ThreadPoolExecutor(workers) as threads:
        list(threads.map(lambda block: np.argsort(block @ scores, axis=1), blocks))


def _processes(*programs: str) -> list[float]:
    """Return the median wall time of each program in a process of its own, taken in turn."""
    times: list[list[float]] = [[] for _ in programs]
    for turn in range(ROUNDS + 1):
        for own, program in zip(times, programs, strict=True):
            seconds = _seconds(partial(subprocess.run, [sys.executable, "-c", program], check=True))
            if turn:
                own.append(seconds)
    return [median(own) for own in times]


def _in_turn(*functions: Callable[[], object]) -> list[float]:
    times: list[list[float]] = [[] for _ in functions]
    for turn in range(ROUNDS + 1):
        for own, function in zip(times, functions, strict=True):
            seconds = _seconds(function)
            if turn:
                own.append(seconds)
    return [median(own) for own in times]


def _seconds(function: Callable[[], object]) -> float:
    start = time.perf_counter()
    function()
    return time.perf_counter() - start
