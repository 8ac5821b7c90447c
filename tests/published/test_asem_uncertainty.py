"""COINr's uncertainty analysis of the ASEM example, replayed draw by draw: the ranks of all runs are equal.

Source: COINr 1.1.14 (MIT); the choices and ranks of its 100 runs are recorded beside the data.
"""

from __future__ import annotations

import polars as pl
import pytest

import quheng
from quheng.index.importing import import_coinr
from tests.conftest import SHARED

ASEM = SHARED / "data" / "published" / "asem"
RUNS = ASEM / "uncertainty"
pytestmark = pytest.mark.skipif(
    not RUNS.is_dir(), reason="../shared/data/published/asem/uncertainty is not here"
)

VARY = {
    "treat": [
        {"when": {"skewness": 2, "kurtosis": 3.5}, "winsorise": points, "otherwise": "log"}
        for points in range(1, 6)
    ],
    "normalise": [{"by": "minmax", "to": [1, 100]}, {"by": "zscore", "mean": 10, "sd": 2}],
    "pillars": ["arithmetic", "geometric"],
    "index": ["arithmetic", "geometric"],
}


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    folder = tmp_path_factory.mktemp("asem") / "asem"
    import_coinr(
        [ASEM / "data_Raw.csv", ASEM / "denominators.csv"],
        [ASEM / "indmeta.csv", ASEM / "aggmeta.csv"],
        folder,
    )
    opened = quheng.open(folder)
    return opened.with_(
        impute={"by": "mean", "group": "Group_EurAsia"},
        treat={"when": {"skewness": 2, "kurtosis": 3.5}, "winsorise": 5, "otherwise": "log"},
    ).build()


@pytest.fixture(scope="module")
def runs(edition):
    """The recorded choices in the form that a replay reads."""
    choice = pl.read_csv(RUNS / "choice.csv").sort("run")
    weights = (
        pl.read_csv(RUNS / "noisy_weights.csv")
        .filter(
            pl.col("iCode").is_in([code for code in edition.tree.columns if code != edition.tree.root.code])
        )
        .with_columns(column="weight:" + pl.col("iCode"))
        .pivot("column", index="rep", values="Weight")
    )
    return choice.join(weights, left_on="Weights", right_on="rep", how="left", maintain_order="left").select(
        pl.col("Winmax").alias("treat"),
        pl.col("Normalisation").alias("normalise"),
        pl.col("Aggregation").alias("pillars"),
        pl.col("Aggregation").alias("index"),
        pl.col("^weight:.*$"),
    )


def test_every_rank_of_every_run(edition, runs):
    recorded = pl.read_csv(RUNS / "ranks.csv").sort("uCode")
    ours = edition.replay(runs, VARY).ranks.sort("unit")
    assert ours["unit"].to_list() == recorded["uCode"].to_list()
    assert ours["rank"].to_list() == recorded["Nominal"].to_list()
    for run in range(1, 101):
        assert ours[f"run_{run}"].to_list() == recorded[f"r_{run}"].to_list(), run
