"""Records: what a replicate chose and did, drawn again on demand; and how often an alternative was chosen."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import quheng
from quheng.errors import MethodError
from quheng.index import build
from quheng.index.uncertain import Vary
from quheng.robustness import replay, uncertainty
from tests.indices import index_of

NAN = np.nan


def made_up(replicates=1500, **vary):
    x = np.random.default_rng(4).lognormal(2, 0.8, (12, 5))
    x[0, 1] = NAN
    robustness = {"replicates": replicates, "seed": 3, "vary": vary}
    return build(index_of(x, pillars=[2, 2, 1], impute="mean", robustness=robustness))


def test_records_add_up_to_the_histogram():
    study = uncertainty(
        made_up(60, weights={"noise": 0.5}, normalise=["minmax", "rank"], drop_one="indicators")
    )
    histogram = np.zeros_like(study.histogram)
    for number in range(60):
        histogram[np.arange(12), study.replicate(number).rank - 1] += 1
    np.testing.assert_array_equal(histogram, study.histogram)


def test_choices_are_counted_as_the_records_have_them():
    experts = [{"title": "one", "weights": {"p0": 2}}, {"title": "two", "weights": {"p1": 2}}]
    study = uncertainty(
        made_up(
            80,
            weights={"by": "experts", "experts": experts},
            impute=["none", {"by": "mean", "draws": 3}],
            treat=["none", {"when": {"skewness": 0.001, "kurtosis": -3}, "winsorise": 1}],
            index=["arithmetic", "median"],
            drop_one=["indicators", "pillars"],
        )
    )
    records = [study.replicate(number) for number in range(80)]
    for code, alternative, replicates, share in study.choices.select(
        "code", "alternative", "replicates", "share"
    ).iter_rows():
        own = [record.choices[code] for record in records]
        if code == "impute":
            own = ["mean, 3 draws" if words.startswith("mean") else words for words in own]
        assert own.count(alternative) == replicates
        assert share == pytest.approx(replicates / 80)
    assert study.choices.filter(code="drop_one")["alternative"].to_list() == [
        *("none", "i0", "i1", "i2", "i3", "i4", "p0", "p1", "p2")
    ]
    assert {record.choices["drop_one"] for record in records} >= {"none", "p0", "i0"}


def test_what_is_left_out_weighs_nothing_and_the_rest_sums_to_one():
    study = uncertainty(made_up(100, drop_one=["indicators", "pillars"]))
    for number in range(100):
        record = study.replicate(number)
        weights = record.weights
        if record.dropped is None:
            assert all(weights.values())
        elif record.dropped == "i4":  # the only child of its pillar
            assert weights["i4"] == weights["p2"] == 0
            assert weights["p0"] == weights["p1"] == 0.5
        else:
            assert weights[record.dropped] == 0
            assert sum(weights[code] for code in ("p0", "p1", "p2")) == pytest.approx(1)


def test_a_record_says_whether_the_treatment_touched_anything():
    study = uncertainty(
        made_up(40, treat=["none", {"when": {"skewness": 0.001, "kurtosis": -3}, "winsorise": 1}])
    )
    for number in range(40):
        record = study.replicate(number)
        assert bool(record.treated) == (record.choices["treat"] != "none")
        actions = record.applied.filter(step="treat")["action"].to_list()
        assert bool(actions) == bool(record.treated)
        assert record.applied.filter(step="impute").select("indicator", "cells").rows() == [("i1", 1)]


def test_a_record_keeps_every_step_and_the_ranks():
    study = uncertainty(made_up(10, measurement={"A": "10%"}))
    record = study.replicate(7)
    assert list(record.steps) == ["data", "denominate", "impute", "treat", "normalise"]
    data, drawn = record.steps["data"].values, record.steps["denominate"].values
    assert (drawn[1:] != data[1:]).all()
    assert np.isnan(drawn[0, 1])
    assert record.ranks.columns == ["unit", "name", "rank", "rank_here", "score_here", "shift"]
    assert record.ranks["shift"].to_list() == (record.ranks["rank"] - record.ranks["rank_here"]).to_list()


def test_steps_that_do_not_vary_are_those_of_the_edition(make_folder):
    edition = quheng.open(make_folder()).build()
    record = edition.uncertainty(5).replicate(2)
    for name in ("data", "denominate", "impute", "treat"):
        np.testing.assert_array_equal(record.steps[name].values, edition.steps[name].values)
    assert record.treated == ("d",)


def test_a_record_of_a_replay_is_the_run():
    edition = made_up()
    vary = Vary.model_validate({"index": ["arithmetic", "median"]})
    study = replay(edition, vary, pl.DataFrame({"index": [2, 1], "drop": ["p1", None]})).study
    assert [study.replicate(number).choices["index"] for number in (0, 1)] == ["median", "arithmetic"]
    assert [study.replicate(number).dropped for number in (0, 1)] == ["p1", None]
    assert study.choices["replicates"].to_list() == [1, 1]


@pytest.mark.parametrize("number", [-1, 10])
def test_a_replicate_that_there_is_not(number):
    with pytest.raises(MethodError, match="from 0 to 9"):
        uncertainty(made_up(10)).replicate(number)


def test_tiers_are_at_hand():
    study = uncertainty(made_up(500, weights={"noise": 0.9}))
    assert study.tiers(0.9).columns == ["tier", "rank", "unit", "name", "head", "beaten"]


def test_tiers_of_a_replay_are_those_of_its_runs():
    # u0 wins on i0, u1 on i1: with all weight on i1 in every run, u1 always beats u0
    x = np.array([[1.0, 0.0], [0.9, 1.0]])
    edition = build(index_of(x, normalise="goalposts", goalposts=[(0, 1)] * 2, weights=[9, 1]))
    assert edition.rank.tolist() == [2, 1] or edition.rank.tolist() == [1, 2]
    runs = pl.DataFrame({"weight:i0": [0.0] * 4, "weight:i1": [1.0] * 4})
    tiers = replay(edition, Vary(), runs).study.tiers()
    beaten = dict(tiers.select("unit", "beaten").iter_rows())
    assert set(beaten.values()) <= {0.0, 0.5, 1.0}
