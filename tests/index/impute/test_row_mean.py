from __future__ import annotations

import numpy as np

from quheng.index import build
from quheng.index.impute import fill_by_row_mean
from quheng.robustness import uncertainty
from tests.indices import index_of

NAN = np.nan


def test_the_mean_of_the_siblings():
    # in the first pillar (10 + 20)/2, in the second there is nothing to take a mean of
    x = np.array([[10.0, NAN, 20.0, NAN], [1.0, 2.0, 3.0, 4.0]])
    np.testing.assert_array_equal(fill_by_row_mean(x, [(0, 1, 2), (3,)]), [[10, 15, 20, NAN], [1, 2, 3, 4]])


X = np.array(
    [
        [0.0, 4.0, 1.0, 9.0],
        [5.0, NAN, 2.0, 4.0],
        [10.0, 0.0, NAN, 0.0],
        [2.0, 2.0, 3.0, 5.0],
        [1.0, 3.0, 0.0, NAN],
    ]
)


def test_after_normalising_and_marked():
    edition = build(index_of(X, pillars=[2, 2], impute="row_mean"))
    # u1: i0 is 5/10, so its i1 is 50; u2: i3 is 0; u4: i2 is 0
    assert edition.normalised("i1")[1] == 50
    assert edition.normalised("i2")[2] == 0
    np.testing.assert_array_equal(edition.imputed, np.isnan(X))
    log = edition.steps["normalise"].log
    assert log["unit"].to_list() == ["u1", "u2", "u4"]
    assert log["action"].unique().to_list() == ["imputed"]
    assert np.isnan(edition.steps["impute"].values[1, 1])


def test_under_an_arithmetic_mean_the_same_as_leaving_it_out():
    filled, left = (build(index_of(X, pillars=[2, 2], impute=rule)) for rule in ("row_mean", "none"))
    np.testing.assert_allclose(filled.score, left.score)


def test_a_study_fills_as_the_edition_does():
    # u0 has 1, 100 and a gap: filled by 50.5 its geometric mean is 17.2, and without the gap 10.
    # u1 has 14, 14, 14 and comes between the two.
    x = np.array([[1.0, 100.0, NAN], [14.0, 14.0, 14.0], [100.0, 1.0, 1.0], [50.0, 50.0, 100.0]])
    plan = {"replicates": 5, "vary": {"weights": {"noise": 0}}}
    scale = {"normalise": {"by": "minmax", "to": [1, 100]}, "aggregate": "geometric", "robustness": plan}
    filled, left = (build(index_of(x, impute=rule, **scale)) for rule in ("row_mean", "none"))
    assert filled.rank.tolist() == [2, 3, 4, 1]
    assert left.rank.tolist() == [3, 2, 4, 1]
    assert uncertainty(filled).summary.sort("unit")["rank_p50"].to_list() == [2, 3, 4, 1]
