"""The district index: a build beside its imports, the study beside the bare loop it must contain."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

import quheng
from benchmarks.timing import in_turn
from quheng.index.importing import import_coinr
from quheng.robustness import uncertainty
from quheng.workbench import OpenIndex

REPLICATES = 10_000
UNITS, INDICATORS = 903, 20
BLOCK = 256
ROUNDS = 7
ASEM = Path(__file__).parents[2] / "shared" / "data" / "published" / "asem"

IMPORTS = "import numpy, polars, pydantic"
BUILD = "import quheng; quheng.open('district-investment').build()"


def table() -> str:
    """Return the measured table, in Markdown."""
    programs = {
        code: partial(subprocess.run, [sys.executable, "-c", code], check=True) for code in (IMPORTS, BUILD)
    }
    imports, built = in_turn(programs, ROUNDS).values()
    lines = [
        "| what | median | floor | ratio | allowed |",
        "| --- | --- | --- | --- | --- |",
        f"| build of the district index, a fresh process (floor: `{IMPORTS}`) "
        f"| {built:.2f} s | {imports:.2f} s | {built / imports:.2f} | 3 |",
    ]
    edition = quheng.open("district-investment").build()
    with threadpool_limits(limits=1, user_api="blas"):
        for workers in (1, 2):
            study = partial(uncertainty, edition, workers=workers)
            took = in_turn({"floor": partial(bare_loop, workers), "study": study}, ROUNDS)
            lines.append(
                f"| {REPLICATES:,} replicates, all choices varied, {workers} worker{'s'[: workers - 1]} "
                f"(floor: weights × scores and argsort) "
                f"| {took['study'] * 1e3:.0f} ms | {took['floor'] * 1e3:.0f} ms "
                f"| {took['study'] / took['floor']:.2f} | 3 |"
            )
    return "\n".join([*lines, *builds_in_process()])


def builds_in_process() -> list[str]:
    """Return the rows of whole builds within a process, every step and log kept."""
    district = quheng.open("district-investment")
    rows = [_build_row("build of the district index, 903 × 20, in process", district, "5 ms")]
    if ASEM.is_dir():
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "asem"
            import_coinr(
                [ASEM / "data_Raw.csv", ASEM / "denominators.csv"],
                [ASEM / "indmeta.csv", ASEM / "aggmeta.csv"],
                folder,
            )
            asem = quheng.open(folder).with_(impute={"by": "mean", "group": "Group_EurAsia"}, treat={})
        rows.append(_build_row("build of ASEM, 51 × 49, every step (COINr recorded: 100 ms)", asem, "5 ms"))
    return rows


def _build_row(what: str, index: OpenIndex, allowed: str) -> str:
    (took,) = in_turn({"build": index.build}, 15 * ROUNDS).values()
    return f"| {what} | {took * 1e3:.1f} ms | – | – | {allowed} |"


def bare_loop(workers: int) -> None:
    """Multiply random weights by scores and sort each row, block by block: what any study must do."""
    rng = np.random.default_rng(0)
    weights = rng.dirichlet(np.ones(INDICATORS), REPLICATES)
    scores = np.ascontiguousarray(rng.random((UNITS, INDICATORS)).T)
    blocks = [weights[start : start + BLOCK] for start in range(0, REPLICATES, BLOCK)]
    with ThreadPoolExecutor(workers) as threads:
        list(threads.map(lambda block: np.argsort(block @ scores, axis=1), blocks))
