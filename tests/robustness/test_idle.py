"""Choices that can change nothing are errors, and so are results that are no number (COINr 60, SALib 273)."""

from __future__ import annotations

import numpy as np
import pytest

from quheng.bilingual import use_language
from quheng.errors import MethodError
from quheng.index import build
from quheng.index.uncertain import Vary
from quheng.robustness.plan import plan_study
from quheng.robustness.score import require_scores
from tests.indices import index_of

X = np.random.default_rng(0).random((9, 4))
OWN = [{"treat": "none", "normalise": "minmax"}] * 4


@pytest.mark.parametrize(
    ("vary", "options", "reason"),
    [
        ({"impute": ["mean", "none"]}, {}, "nothing is missing"),
        ({"impute": [{"by": "mean", "draws": 5}]}, {}, "nothing is missing"),
        ({"treat": ["none", {}]}, {"indicators": OWN}, "every indicator has its own"),
        ({"treat": ["none", {}]}, {}, "all alternatives treat the data alike"),
        ({"normalise": ["minmax", "rank"]}, {"indicators": OWN}, "every indicator has its own"),
        ({"goalposts": {"noise": "5%"}}, {}, "nothing is normalised by goalposts"),
        ({"measurement": {"E": "5%"}}, {}, "no observation used has a status with an error"),
        ({"measurement": {"A": 0}}, {}, "no observation used has a status with an error"),
        ({"pillars": ["arithmetic", "geometric"]}, {"pillars": [1, 1, 1, 1]}, "every pillar has one child"),
        ({"index": ["arithmetic", "geometric"]}, {}, "the index has one pillar"),
        ({"weights": {"noise": 0.5}}, {"x": X[:, :1]}, "every node has one child"),
        ({"drop_one": "indicators"}, {"weights": [1, 0, 0, 0]}, "only one indicator has a weight"),
        ({"drop_one": "pillars"}, {}, "only one pillar has a weight"),
        ({"drop_one": ["indicators", "pillars"]}, {}, "only one pillar has a weight"),
    ],
)
def test_a_choice_without_effect_is_refused(vary, options, reason):
    options = {"x": X, **options}
    edition = build(index_of(options.pop("x"), **options))
    with pytest.raises(MethodError, match=f"this uncertain choice has no effect: {reason}") as caught:
        plan_study(edition, Vary.model_validate(vary), 0)
    assert f"robustness.vary.{next(iter(vary))}" in str(caught.value)
    use_language("zh")
    assert "该不确定选择不起作用" in str(caught.value)


def test_every_choice_without_effect_is_named():
    vary = {"impute": ["mean"], "index": ["arithmetic", "median"], "drop_one": "pillars"}
    with pytest.raises(MethodError) as caught:
        plan_study(build(index_of(X)), Vary.model_validate(vary), 0)
    assert len(caught.value.problems) == 3


def test_a_rule_that_changes_an_only_child_has_an_effect():
    plan_study(build(index_of(X)), Vary.model_validate({"index": ["arithmetic", "copeland"]}), 0)


def test_scores_that_are_no_number_are_counted():
    scores = np.ones((5, 4))
    scores[1, 2] = scores[3, :2] = np.inf
    with pytest.raises(MethodError, match=r"in 2 of 5 replicates a score is not finite \(3 scores in all\)"):
        require_scores(scores)
    scores[0, :3] = np.nan
    with pytest.raises(MethodError, match="3 units are left without a score"):
        require_scores(scores)
