"""Factors: all weights as one or each by itself, and the index as a function of uniform numbers."""

from __future__ import annotations

import numpy as np
import pytest

from quheng.errors import DeclarationError, MethodError
from quheng.index.uncertain import Vary
from quheng.robustness.sensitivity import sobol
from quheng.robustness.sensitivity.experiment import Experiment
from quheng.robustness.streams import uniforms


def test_each_weight_is_a_factor_but_an_only_child(made_up):
    table = sobol(made_up(), n=256, weights="each", bootstrap=0).table
    # i3 is alone in its pillar: whatever is drawn for it, its weight is one
    assert table["code"].to_list() == [
        *(f"weight:{code}" for code in ("i0", "i1", "i2", "i4", "i5", "i6", "p0", "p1", "p2")),
        *("normalise", "pillars", "index", "drop_one"),
    ]
    assert table["title_zh"][0] == "权重：indicator 0"
    assert (table["total"] > 0).all()


def test_a_weight_that_stays_zero_is_no_factor(made_up):
    edition = made_up({"weights": {"noise": 0.2}}, pillars=(3,), weights=[1, 0, 2])
    assert sobol(edition, n=16, weights="each").table["code"].to_list() == ["weight:i0", "weight:i2"]


@pytest.mark.parametrize("rule", ["simplex", {"by": "dirichlet", "concentration": 20}])
def test_other_draws_of_weights_can_be_told_apart_too(made_up, rule):
    table = sobol(made_up({"weights": rule}), n=64, weights="each").table
    assert table.height == 9
    assert (table["total"] > 0).all()


@pytest.mark.parametrize(
    "rule",
    [
        {"by": "simplex", "order": {"p0": ["i0", "i1"]}},
        {
            "by": "experts",
            "experts": [{"title": "one", "weights": {"i0": 2}}, {"title": "two", "weights": {}}],
        },
    ],
)
def test_weights_drawn_together_cannot_be_told_apart(made_up, rule):
    edition = made_up({"weights": rule})
    assert sobol(edition, n=16).table["code"].to_list() == ["weights"]
    with pytest.raises(MethodError, match='weights="group"'):
        sobol(edition, n=16, weights="each")


def test_a_weight_reads_its_own_column(made_up):
    # with one pillar of two, i0 alone moves where only the first column moves
    edition = made_up({"weights": {"noise": 0.9}}, pillars=(2,), units=6)
    experiment = Experiment.of(edition, None, 0, "each", "units")
    assert [factor.columns for factor in experiment.factors] == [slice(0, 1), slice(1, 2)]


def test_the_outputs_are_those_of_the_study(made_up):
    edition = made_up()
    study = edition.uncertainty(300, seed=3)
    experiment = Experiment.of(edition, None, 3, "group", "units")
    ranks = experiment.outputs(uniforms(3, range(300), experiment.plan.dimensions))
    counted = np.stack([np.bincount(column - 1, minlength=25) for column in ranks.T])
    np.testing.assert_array_equal(counted, study.histogram)


def test_nothing_uncertain(made_up):
    with pytest.raises(MethodError, match="no choice is uncertain"):
        sobol(made_up({}))


def test_choices_can_be_given(made_up):
    found = sobol(made_up(), Vary.model_validate({"index": ["arithmetic", "geometric"]}), n=16)
    assert found.table["code"].to_list() == ["index"]


def test_a_choice_whose_step_is_absent_is_an_error(made_up):
    with pytest.raises((MethodError, DeclarationError), match="no effect"):
        sobol(made_up(), Vary.model_validate({"impute": ["mean", "median"]}), n=16)


def test_the_workbench_offers_every_method(made_up):
    edition = made_up()
    assert edition.sensitivity(n=16).method == "sobol"
    assert edition.sensitivity("u3", by="shapley", n=16, bootstrap=5).method == "shapley"
    found = edition.sensitivity(by="pawn", vary={"normalise": ["minmax", "rank"]}, n=128, seed=1)
    assert found.table["code"].to_list() == ["normalise"]
    assert found.seed == 1
    with pytest.raises(MethodError, match=r"by = 'fast'[^:]+sobol, shapley, pawn"):
        edition.sensitivity(by="fast")
