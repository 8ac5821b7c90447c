"""Replays: choices from outside, and what cannot be read among them."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import quheng
from quheng.errors import DataError, MethodError
from quheng.robustness import uncertainty
from tests.conftest import HAND_INDEX

VARY = {
    "impute": ["none", {"by": "median", "group": "region"}, "mean"],
    "treat": ["none", {"winsorise": 1, "otherwise": "log"}],
    "normalise": ["minmax", "rank"],
    "index": ["arithmetic", "geometric"],
}


@pytest.fixture
def opened(make_folder):
    return quheng.open(make_folder())


def test_each_run_is_the_index_built_with_its_choices(opened):
    runs = pl.DataFrame(
        {
            "impute": [2, 1, 3, 2],
            "treat": [2, 1, 1, 2],
            "normalise": [1, 1, 2, 2],
            "index": [2, 1, 1, 2],
            "drop": [None, "a", None, "d"],
            "weight:p1": [1.0, 2.0, 1.0, 0.5],
        }
    )
    # every choice once more through with_, without the screen, which would count a dropped indicator
    base = opened.with_(screen=None)
    ours = base.build().replay(runs, VARY).ranks.sort("unit")
    for number, run in enumerate(runs.iter_rows(named=True), 1):
        changed = base.with_(
            impute=VARY["impute"][run["impute"] - 1],
            treat=VARY["treat"][run["treat"] - 1],
            normalise=VARY["normalise"][run["normalise"] - 1],
            aggregate={"pillars": "arithmetic", "index": VARY["index"][run["index"] - 1]},
            weight={"p1": run["weight:p1"], "p2": 0.5} if run["weight:p1"] != 1 else {"p1": 1, "p2": 0.5},
            drop=[run["drop"]] if run["drop"] else [],
        )
        expected = changed.build().ranks.sort("unit")["rank"].to_list()
        assert ours[f"run_{number}"].to_list() == expected, run


def test_replayed_runs_are_a_study(opened):
    runs = pl.DataFrame({"index": [1, 2, 2]})
    study = opened.build().replay(runs, VARY).study
    assert study.replicates == 3
    assert (study.histogram.sum(axis=1) == 3).all()


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        ({"index": [3]}, "1 to 2"),
        ({"index": [0]}, "1 to 2"),
        ({"index": [None]}, "1 to 2"),
        ({"index": ["x"]}, "1 to 2"),
        ({"drop": ["zzz"]}, "zzz"),
        ({"weight:p1": [-1.0]}, "zero or more"),
        ({"weight:zzz": [1.0]}, "weight:zzz"),
        ({"colour": [1]}, "colour"),
        ({"index": []}, "no run"),
    ],
)
def test_choices_that_cannot_be_used(opened, runs, words):
    with pytest.raises(DataError) as caught:
        opened.build().replay(pl.DataFrame(runs), VARY)
    assert words in str(caught.value)


def test_imputation_and_treatment_vary_in_a_study(make_folder):
    index = HAND_INDEX.replace(
        "  vary:\n",
        "  vary:\n    impute: [mean, {by: median, group: region}]\n    treat: [none, {winsorise: 1}]\n",
    )
    edition = quheng.open(make_folder(index)).build()
    study = edition.uncertainty(400)
    assert [factor.name for factor in study.factors][1:3] == ["impute", "treat"]
    assert study.factors[2].alternatives == ("none", "winsorise 1, log")
    assert (study.histogram.sum(axis=1) == 400).all()


def test_an_imputation_that_has_nothing_to_fill_is_refused(opened):
    with pytest.raises(MethodError, match="nothing is missing"):
        uncertainty(
            opened.with_(drop=["c"]).build(),
            opened.declaration.robustness.model_copy(
                update={"vary": opened.declaration.robustness.vary.model_validate({"impute": ["mean"]})}
            ),
        )


def test_steps_of_your_own_cannot_be_repeated_before_varied_ones(opened):
    edition = opened.with_step("mine", "treat", lambda x, _: x).build()
    with pytest.raises(MethodError, match="mine"):
        edition.replay(pl.DataFrame({"treat": [1]}), VARY)


def test_ties_share_a_rank_in_a_replay(opened):
    ranks = (
        opened.build()
        .replay(pl.DataFrame({"weight:p2": [0.0], "weight:a": [0.0], "index": [1]}), VARY)
        .matrix
    )
    # b alone: 100 80 60 40 0
    np.testing.assert_array_equal(ranks, [[1, 2, 3, 4, 5]])
