"""Completed data sets: who gives what, how often, and which set a replicate takes."""

from __future__ import annotations

import numpy as np
import pytest

from quheng.declarations import checked
from quheng.errors import DeclarationError
from quheng.index import build
from quheng.index.uncertain import Vary
from quheng.robustness import uncertainty
from quheng.robustness.plan import plan_study, upstream_of
from tests.indices import index_of

NAN = np.nan


def completed(x, rule, **options):
    """Return the completed data sets (n_sets, n_units, n_indicators) of one rule."""
    x = np.array(x)
    x = np.column_stack([x, np.arange(len(x))]) if x.shape[1] == 1 else x  # every unit is known a little
    edition = build(index_of(x, normalise="rank", **options))
    upstream = upstream_of(edition, Vary.model_validate({"impute": [rule]}), 3)
    return np.array([filled[:, 0, :] for _, filled in upstream.completed()])


def test_a_donor_is_drawn_from_the_group_alike():
    x = [[1.0], [2.0], [NAN], [50.0], [60.0], [70.0]]
    groups = {"region": ["east"] * 3 + ["west"] * 3}
    sets = completed(x, {"by": "median", "group": "region", "draws": 4000}, groups=groups)
    drawn = sets[:, 2, 0]
    assert set(drawn) == {1.0, 2.0}
    assert (drawn == 1).mean() == pytest.approx(0.5, abs=0.03)  # sd sqrt(1/4/4000) = 0.008
    np.testing.assert_array_equal(sets[:, :2, 0], np.broadcast_to([1.0, 2.0], (4000, 2)))


def test_a_group_without_a_value_takes_donors_from_all():
    x = [[NAN], [2.0], [3.0]]
    sets = completed(x, {"by": "mean", "group": "region", "draws": 200}, groups={"region": ["e", "w", "w"]})
    assert set(sets[:, 0, 0]) == {2.0, 3.0}


def test_a_neighbour_is_drawn_from_the_nearest():
    # u0 is at distances 1, 2 and 9 from the others on the first indicator: the two nearest have 10 and 20
    x = [[0.0, NAN], [1.0, 10.0], [-2.0, 20.0], [9.0, 90.0]]
    drawn = completed(x, {"by": "knn", "k": 2, "shared": 1, "draws": 1000})[:, 0, 1]
    assert set(drawn) == {10.0, 20.0}
    assert (drawn == 10).mean() == pytest.approx(0.5, abs=0.05)


def test_a_residual_is_as_wide_as_the_regression_leaves_it():
    rng = np.random.default_rng(0)
    a = rng.normal(size=400)
    b = 2 * a + rng.normal(size=400)
    x = np.column_stack([a, b])
    x[0] = 1.5, NAN
    drawn = completed(x, {"by": "em", "ridge": 0, "draws": 3000})[:, 0, 1]
    # by least squares on the complete rows
    slope, intercept = np.polyfit(a[1:], b[1:], 1)
    left = b[1:] - intercept - slope * a[1:]
    assert drawn.mean() == pytest.approx(intercept + slope * 1.5, abs=0.1)
    assert drawn.std() == pytest.approx(left.std(), rel=0.05)


def test_residuals_of_one_unit_go_together():
    rng = np.random.default_rng(1)
    x = rng.multivariate_normal([0, 0, 0], [[1, 0, 0], [0, 1, 0.9], [0, 0.9, 1]], 500)
    x[0, 1:] = NAN
    drawn = completed(x, {"by": "em", "draws": 3000})[:, 0, 1:]
    assert np.corrcoef(drawn.T)[0, 1] == pytest.approx(0.9, abs=0.03)


def test_each_replicate_takes_one_of_the_sets():
    x = np.array([[0.0, 1], [10.0, 1], [NAN, 1], [5.0, 1]])
    vary = {"impute": [{"by": "mean", "draws": 200}]}
    robustness = {"replicates": 4000, "seed": 5, "vary": vary}
    edition = build(
        index_of(x, goalposts=[(0, 10)] * 2, normalise="goalposts", impute="mean", robustness=robustness)
    )
    study = uncertainty(edition)
    third = study.histogram[2] / 4000
    # donors 0, 10 and 5 in thirds: rank 3 (ties with u0), 1 (with u1) and 2 (with u3)
    np.testing.assert_allclose(third[:3], 1 / 3, atol=0.1)  # 200 sets: sd sqrt(2/9/200) = 0.033
    taken = {study.replicate(number).choices["impute"] for number in range(40)}
    assert len(taken) > 20


def test_alternatives_are_equally_likely_whatever_their_draws():
    x = np.array([[0.0, 1], [10.0, 2], [NAN, 3], [5.0, 4]])
    vary = {"impute": ["none", {"by": "mean", "draws": 7}, "median"]}
    edition = build(index_of(x, impute="mean", robustness={"replicates": 6000, "vary": vary}))
    study = uncertainty(edition)
    assert study.choices["alternative"].to_list() == ["none", "mean, 7 draws", "median"]
    assert study.choices["replicates"].sum() == 6000
    np.testing.assert_allclose(study.choices["share"], 1 / 3, atol=0.02)


def test_the_sets_follow_from_the_seed():
    x = np.array([[0.0, 1], [10.0, 2], [NAN, 3], [5.0, NAN]])
    edition = build(index_of(x, impute="mean"))
    vary = Vary.model_validate({"impute": [{"by": "mean", "draws": 30}]})
    one, same, other = (plan_study(edition, vary, seed).scaled for seed in (1, 1, 2))
    assert all(np.array_equal(a.values, b.values) for a, b in zip(one, same, strict=True))
    assert any(not np.array_equal(a.values, b.values) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("by", ["constant", "row_mean", "latest", "linear"])
def test_rules_without_a_distribution_cannot_be_drawn(by):
    with pytest.raises(DeclarationError) as caught:
        checked(Vary, {"impute": [{"by": by, "draws": 20}]})
    assert "allowed: 'median', 'mean', 'knn', 'em'" in str(caught.value)
