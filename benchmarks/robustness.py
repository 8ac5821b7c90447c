"""Studies: ASEM beside COINr's recorded time, random weightings beside the bare product, and memory."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

import quheng
from benchmarks.timing import in_turn
from quheng.index.importing import import_coinr
from quheng.index.uncertain import Robustness
from quheng.robustness import uncertainty
from quheng.workbench import OpenEdition

ROUNDS = 5
ASEM = Path(__file__).parents[2] / "shared" / "data" / "published" / "asem"
WEIGHTINGS = 1_000

ASEM_STUDY = {
    "replicates": 1_000,
    "vary": {
        "weights": {"noise": 0.25},
        "treat": [{"winsorise": points, "otherwise": "log"} for points in range(1, 6)],
        "normalise": [{"by": "minmax", "to": [1, 100]}, {"by": "zscore", "mean": 10, "sd": 2}],
        "pillars": ["arithmetic", "geometric"],
        "index": ["arithmetic", "geometric"],
    },
}

MILLION = """
import resource, quheng
edition = quheng.open("district-investment").build()
edition.uncertainty(1_000_000, workers=2)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def table() -> str:
    """Return the measured table, in Markdown."""
    lines = ["| what | median | beside | allowed |", "| --- | --- | --- | --- |"]
    with threadpool_limits(limits=1, user_api="blas"):
        lines.append(_weightings())
        lines += _uncertain_data()
        if ASEM.is_dir():
            lines.append(_asem())
    ran = subprocess.run([sys.executable, "-c", MILLION], check=True, capture_output=True, text=True)
    lines.append(f"| peak memory of 1,000,000 replicates, 903 × 20 | {ran.stdout.strip()} MiB | – | 1 GiB |")
    return "\n".join(lines)


def _weightings() -> str:
    edition = quheng.open("district-investment").with_(aggregate="arithmetic").build()
    plan = Robustness.model_validate({"replicates": WEIGHTINGS, "vary": {"weights": "simplex"}})
    rng = np.random.default_rng(0)
    weights, scores = rng.dirichlet(np.ones(20), WEIGHTINGS), np.ascontiguousarray(rng.random((20, 900)))
    took = in_turn(
        {
            "study": partial(uncertainty, edition, plan),
            "bare": lambda: np.argsort(weights @ scores, axis=1),
        },
        ROUNDS,
    )
    ratio = took["study"] / took["bare"]
    return (
        f"| {WEIGHTINGS:,} random weightings with full ranks, 903 × 20 | {took['study'] * 1e3:.0f} ms "
        f"| bare product and argsort {took['bare'] * 1e3:.0f} ms: {ratio:.2f} × | 2 × |"
    )


def _uncertain_data() -> list[str]:
    """Return what a replicate costs whose data differ from those of every other."""
    edition = quheng.open("district-investment").build()
    choices = {
        "an error of each of the 18,000 observations": {"measurement": {"A": "5%"}},
        "20 completed data sets": {"impute": [{"by": "median", "group": "province", "draws": 20}]},
        "weights of at most 0.6": {"weights": {"by": "simplex", "most": 0.6}},
    }
    plans = {
        name: Robustness.model_validate({"replicates": WEIGHTINGS, "vary": vary})
        for name, vary in choices.items()
    }
    took = in_turn({name: partial(uncertainty, edition, plan) for name, plan in plans.items()}, ROUNDS)
    return [f"| 1,000 replicates with {name} | {took[name] * 1e3:.0f} ms | – | – |" for name in plans]


def _asem() -> str:
    edition = _asem_edition()
    plan = Robustness.model_validate(ASEM_STUDY)
    (took,) = in_turn({"study": partial(uncertainty, edition, plan)}, ROUNDS).values()
    return (
        f"| 1,000 replicates of ASEM, 51 × 49, the choices of COINr's study | {took * 1e3:.0f} ms "
        f"| COINr recorded 114 s: {114 / took:,.0f} × | – |"
    )


def _asem_edition() -> OpenEdition:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "asem"
        import_coinr(
            [ASEM / "data_Raw.csv", ASEM / "denominators.csv"],
            [ASEM / "indmeta.csv", ASEM / "aggmeta.csv"],
            folder,
        )
        asem = quheng.open(folder)
    return asem.with_(impute={"by": "mean", "group": "Group_EurAsia"}, treat={}).build()
