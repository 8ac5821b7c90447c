"""What holds for every rule that weighs by scores."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from quheng.index import IndexDeclaration, build
from quheng.index.method import Method
from tests.index.weigh.one_pillar import inputs_with, weigh
from tests.indices import index_of

RULES = [
    "sd",
    "critic",
    {"by": "entropy", "shares": "raw"},
    {"by": "entropy", "shares": "minmax"},
    "pca",
    {"by": "factor", "factors": 2},
    "bod_common",
    {"by": "bod_common", "least": "1/10"},
    "correlation",
    {"by": "regression", "on": "i0"},
]


def related(seed: int, units: int = 40, columns: int = 4) -> np.ndarray:
    random = np.random.default_rng(seed)
    return random.random((units, columns)) + random.random((units, 1))


@pytest.mark.parametrize("rule", RULES, ids=str)
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_weights_are_not_negative_and_sum_to_one(rule, seed):
    # many units: with few, chance can make equal correlations unreachable
    weights = weigh(related(seed, units=400), rule)
    assert weights.min() >= 0
    assert weights.sum() == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_one_missing_value_disturbs_little(rule):
    x = related(11, units=200)
    whole = weigh(x, rule)
    # not an extreme value, so that the scale stays
    row = int(np.argsort(x[:, 2])[100])
    x[row, 2] = np.nan
    holed = weigh(x, rule)
    assert not np.isnan(holed).any()
    np.testing.assert_allclose(holed, whole, rtol=0, atol=0.05)


@pytest.mark.parametrize("rule", [rule for rule in RULES if "regression" not in str(rule)], ids=str)
def test_the_order_of_children_and_units_does_not_matter(rule):
    x = related(4)
    order, rows = [2, 0, 3, 1], np.random.default_rng(0).permutation(len(x))
    np.testing.assert_allclose(weigh(x[rows][:, order], rule), weigh(x, rule)[order], atol=1e-6)


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_an_only_child_has_all_the_weight(rule):
    if rule == {"by": "factor", "factors": 2}:
        rule = "factor"
    assert weigh(related(1, columns=1), rule).tolist() == [1.0]


def test_rules_by_level_and_by_node():
    x = related(3, columns=6)
    declared = index_of(x, pillars=[3, 3]).declaration.model_dump(mode="json", exclude_unset=True)
    declared["method"]["weights"] = {"pillars": "critic", "index": "sd"}
    declared["framework"][1]["weights"] = "pca"
    inputs = index_of(x, pillars=[3, 3])
    edition = build(
        type(inputs)(IndexDeclaration.model_validate(declared), inputs.units, inputs.observations)
    )
    np.testing.assert_allclose(edition.weights["p0"], weigh(x[:, :3], "critic"))
    np.testing.assert_allclose(edition.weights["p1"], weigh(x[:, 3:], "pca"))
    spread = np.array([edition.aggregated(code).std(ddof=1) for code in ("p0", "p1")])
    np.testing.assert_allclose(edition.weights["made-up"], spread / spread.sum())


def test_unequal_declared_weights_would_not_be_read():
    declared = index_of(np.eye(2), weights=[1, 2]).declaration.model_dump(mode="json", exclude_unset=True)
    declared["method"]["weights"] = "critic"
    with pytest.raises(ValidationError, match=r"method\.weights is critic, but the weights under p0"):
        IndexDeclaration.model_validate(declared)


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_the_record_of_an_edition_can_be_read_again(rule):
    method = inputs_with(related(0), rule).declaration.method
    record = json.loads(json.dumps(method.model_dump(mode="json")))
    assert Method.model_validate(record) == method
