"""Every rule as index.yaml reaches it: by level, by node, with children missing, in a robustness study."""

from __future__ import annotations

import numpy as np
import pytest

import quheng
from quheng.errors import DeclarationError, MethodError
from quheng.index import IndexDeclaration, Inputs, build
from quheng.robustness import uncertainty
from tests.conftest import HAND_INDEX
from tests.index.aggregate.node import NAN, aggregate
from tests.indices import index_of

PARAMETERS = {
    "generalised": {"power": 0.5},
    "mean_min": {"alpha": 0.5, "beta": 1},
    "promethee": {"preference": "linear", "q": 1, "p": 30},
    "bod": {"shares": ["1/10", "9/10"]},
}
NAMES = [
    *("arithmetic", "geometric", "harmonic", "generalised", "median", "sum", "mean_min", "mpi", "ampi"),
    *("copeland", "kemeny", "topsis", "vikor", "promethee", "bod"),
]
X = np.array([[10.0, 70, 3, 4], [20, 40, 9, 8], [30, 55, 5, 1], [40, 10, 1, 9], [25, 60, 8, 2]])
AS_IT_IS = {
    "by": "goalposts",
    "to": [70, 130],
}


def as_it_is(x: np.ndarray, rule: object, *, pillars: list[int], **method: object) -> Inputs:
    """Return an index whose indicators, between 70 and 130 already, are normalised to themselves."""
    posts = [(70, 130)] * x.shape[1]
    return index_of(x, goalposts=posts, normalise=AS_IT_IS, aggregate=rule, pillars=pillars, **method)


@pytest.fixture
def scaled() -> np.ndarray:
    return 70 + 60 * (X - X.min(axis=0)) / (X.max(axis=0) - X.min(axis=0))


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_is_reached_by_its_name(name, scaled):
    rule = {"by": name, **PARAMETERS.get(name, {})}
    edition = build(as_it_is(scaled, {"pillars": rule, "index": "arithmetic"}, pillars=[4]))
    np.testing.assert_allclose(edition.score, aggregate(rule, scaled), rtol=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_has_a_place_in_the_schema(name):
    schemas = IndexDeclaration.model_json_schema()["$defs"]
    _, levels = schemas["AggregateByLevel"]["anyOf"]
    for level in ("pillars", "index"):
        names, rules = levels["properties"][level]["anyOf"]
        assert name in names["enum"]
        _, _, rule = rules["discriminator"]["mapping"][name].rpartition("/")
        assert schemas[rule]["properties"]["by"]["const"] == name


def test_a_rule_for_each_level_and_one_for_a_node(make_folder):
    index = HAND_INDEX.replace(
        "pillars: arithmetic, index: geometric", "pillars: median, index: sum"
    ).replace("  - pillar: p2\n", "  - pillar: p2\n    aggregate: {by: mean_min, alpha: 1, beta: 0}\n")
    edition = quheng.open(make_folder(index)).build()
    # p1 = (a + b)/2, the median of two; p2 is the lesser of c and d (see test_by_hand); the index adds them
    np.testing.assert_allclose(edition.aggregated("p1"), [50, 52.5, 55, 57.5, 50])
    np.testing.assert_allclose(edition.aggregated("p2"), [0, 100 / 3, 25, 100, 62.5])
    np.testing.assert_allclose(edition.score, [50, 52.5 + 100 / 3, 80, 157.5, 112.5])


SPARSE = np.array([[100.0, 80, 90, 70], [100, NAN, 110, 130], [NAN, NAN, 90, 90], [120, 80, NAN, 100]])


def test_a_pillar_needs_its_share_of_the_weight():
    # p0 has i0, i1, i2 with 1/2, 1/4, 1/4; 3/4 of the weight is missed by u2 (1/4), had by u1 and u3 exactly
    weights = [2, 1, 1, 1]
    rule = {"pillars": "arithmetic", "index": "arithmetic", "coverage": "3/4"}
    edition = build(as_it_is(SPARSE, rule, pillars=[3, 1], weights=weights))
    assert edition.ranked_units == ("u0", "u1", "u3")
    assert [(one.unit, one.rule) for one in edition.exclusions] == [("u2", "no-score")]
    # u1: (100 * 2 + 110)/3 and 130; u3: (120 * 2 + 80)/3 and 100
    np.testing.assert_allclose(edition.score[1:], [(310 / 3 + 130) / 2, (320 / 3 + 100) / 2])


def test_coverage_of_equal_weights_is_not_lost_to_rounding():
    # eight times a tenth is a little less than 8/10 in doubles
    rule = {"by": "arithmetic", "coverage": "8/10"}
    assert aggregate(rule, [[1] * 8 + [NAN] * 2]) == 1
    assert np.isnan(aggregate(rule, [[1] * 7 + [NAN] * 3]))


def test_a_mean_of_the_sources_there_are_but_at_least_two():
    rule = {"pillars": {"by": "arithmetic", "minimum": 2}, "index": "arithmetic"}
    edition = build(as_it_is(SPARSE, rule, pillars=[3, 1]))
    # u2 has one of three: its p0 is missing, and the index is p1 alone
    np.testing.assert_array_equal(edition.aggregated("p0"), [90, 105, NAN, 100])
    assert edition.score[2] == 90


def test_a_rule_of_its_own_goes_before_the_demand_of_all():
    rule = {
        "pillars": {"by": "arithmetic", "minimum": 1},
        "index": "arithmetic",
        "minimum": 2,
    }
    edition = build(as_it_is(SPARSE, rule, pillars=[3, 1]))
    assert edition.score[2] == 90


def test_units_short_of_children_are_not_compared_with():
    # u2 would be the worst of i0 and the best of i1, were it let in
    x = np.array([[100.0, 80, 90], [90, 85, 100], [70, NAN, NAN], [95, 90, 80]])
    rule = {"pillars": {"by": "topsis", "minimum": 2}, "index": "arithmetic"}
    edition = build(as_it_is(x, rule, pillars=[3]))
    np.testing.assert_allclose(edition.score, aggregate("topsis", x[[0, 1, 3]]))


def test_a_missing_pillar_takes_the_mean_of_its_region(make_folder):
    # without imputing and with two children needed, E (west) has no p2: C has 275/6 and D 100
    index = (
        HAND_INDEX.replace("impute: {by: median, group: region}", "impute: none")
        .replace("index: geometric}", "index: arithmetic, impute: {by: mean, group: region}}")
        .replace("  - pillar: p2\n", "  - pillar: p2\n    aggregate: {by: arithmetic, minimum: 2}\n")
    )
    edition = quheng.open(make_folder(index)).build()
    # c runs from .5 to 2.5 as before: C (25 + 200/3)/2 = 275/6, D (100 + 100)/2
    assert edition.aggregated("p2")[4] == pytest.approx((275 / 6 + 100) / 2)
    assert edition.score[4] == pytest.approx((50 + (275 / 6 + 100) / 2) / 2)
    (row,) = edition.steps["aggregate"].log.rows(named=True)
    assert (row["unit"], row["indicator"], row["action"]) == ("E", "p2", "imputed")


def test_an_unknown_group_of_a_missing_pillar_is_named(make_folder):
    index = HAND_INDEX.replace("index: geometric}", "index: arithmetic, impute: {by: mean, group: planet}}")
    with pytest.raises(DeclarationError, match="planet") as caught:
        quheng.open(make_folder(index)).build()
    assert caught.value.problems[0].where.field == "method.aggregate.impute.group"


@pytest.mark.parametrize("name", ["topsis", "copeland", "median"])
def test_a_study_of_other_rules_builds_each_replicate(name, scaled):
    # nothing but the rule of the pillar varies, so that each replicate is an index built by one of the two
    plan = {"replicates": 64, "seed": 3, "vary": {"pillars": ["arithmetic", name]}}
    inputs = as_it_is(scaled, "arithmetic", pillars=[4], robustness=plan)
    histogram = uncertainty(build(inputs)).histogram
    ranks = [
        build(as_it_is(scaled, {"pillars": rule, "index": "arithmetic"}, pillars=[4])).rank
        for rule in ("arithmetic", name)
    ]
    for unit, places in enumerate(histogram):
        assert set(np.flatnonzero(places) + 1) == {ranks[0][unit], ranks[1][unit]}
    assert (histogram.sum(axis=1) == 64).all()


def test_a_study_that_leaves_a_unit_without_a_score_is_refused():
    plan = {"replicates": 64, "seed": 3, "vary": {"drop_one": "indicators"}}
    rule = {"pillars": {"by": "arithmetic", "minimum": 2}, "index": "arithmetic"}
    x = np.array([[100.0, 80, 90], [90, 85, 100], [95, 90, NAN]])
    edition = build(as_it_is(x, rule, pillars=[3], robustness=plan))
    with pytest.raises(MethodError, match="1 unit is left without a score in some replicates"):
        uncertainty(edition)


def test_a_study_fills_missing_pillars_too(make_folder):
    index = HAND_INDEX.replace("index: geometric}", "index: arithmetic, impute: {by: mean}}", 1)
    study = uncertainty(quheng.open(make_folder(index)).build())
    assert (study.histogram.sum(axis=1) == 500).all()
