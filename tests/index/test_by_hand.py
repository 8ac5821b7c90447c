"""Five units, four indicators, every step worked out on paper."""

from __future__ import annotations

import numpy as np
import pytest

import quheng
from tests.conftest import HAND_INDEX

NAN = np.nan


@pytest.fixture
def edition(make_folder):
    return quheng.open(make_folder()).build()


def test_data_are_the_observations(edition):
    expected = [[10, 2, 5, 1], [20, 4, 30, 2], [30, 6, 10, 3], [40, 8, 100, 4], [50, 12, NAN, 100]]
    np.testing.assert_array_equal(edition.steps["data"].values, expected)


def test_denominate_divides_c_by_the_population(edition):
    # 5/10, 30/20, 10/10, 100/40; E has no value of c to divide
    np.testing.assert_array_equal(edition.steps["denominate"].values[:, 2], [0.5, 1.5, 1.0, 2.5, NAN])
    log = edition.steps["denominate"].log
    assert log["action"].unique().to_list() == ["denominated"]
    assert log["unit"].to_list() == ["A", "B", "C", "D"]


def test_impute_takes_the_median_of_the_group(edition):
    # E is in the west with C (1.0) and D (2.5): (1.0 + 2.5) / 2
    assert edition.steps["impute"].values[4, 2] == 1.75
    assert edition.imputed.sum() == 1
    (row,) = edition.steps["impute"].log.rows(named=True)
    assert (row["unit"], row["indicator"], row["before"], row["after"]) == ("E", "c", None, 1.75)
    assert "west" in row["detail_en"]
    assert "west" in row["detail_zh"]


def test_treat_pulls_the_one_outlier_in(edition):
    # d = 1, 2, 3, 4, 100: mean 22, m2 = 7610/5 = 1522, m3 = 444600/5 = 88920, m4 = 37604834/5
    # G1 = sqrt(20)/3 * 88920/1522^1.5 = 2.2324; G2 = 4/6 * (6 * (m4/m2^2 - 3) + 6) = 4.9869
    (treatment,) = edition.treatments
    assert treatment.indicator == "d"
    assert treatment.skewness_before == pytest.approx(2.2324, abs=1e-4)
    assert treatment.kurtosis_before == pytest.approx(4.9869, abs=1e-4)
    assert treatment.action == "winsorised"
    assert treatment.points == 1
    assert treatment.passed
    np.testing.assert_array_equal(edition.steps["treat"].values[:, 3], [1, 2, 3, 4, 4])
    (row,) = edition.steps["treat"].log.rows(named=True)
    assert (row["unit"], row["before"], row["after"]) == ("E", 100, 4)


def test_normalise_by_minmax(edition):
    # a: (x - 10)/40; b, less is better: (12 - x)/10; c: (x - 0.5)/2; d: (x - 1)/3
    expected = [
        [0, 100, 0, 0],
        [25, 80, 50, 100 / 3],
        [50, 60, 25, 200 / 3],
        [75, 40, 100, 100],
        [100, 0, 62.5, 100],
    ]
    np.testing.assert_allclose(edition.steps["normalise"].values, expected, rtol=0, atol=1e-12)


def test_aggregate_and_rank(edition):
    # p1 = (a + b)/2 and p2 = (c + d)/2; the index is their geometric mean
    p1 = [50, 52.5, 55, 57.5, 50]
    p2 = [0, 125 / 3, 275 / 6, 100, 81.25]
    np.testing.assert_allclose(edition.aggregated("p1"), p1)
    np.testing.assert_allclose(edition.aggregated("p2"), p2)
    expected = [0, np.sqrt(2187.5), np.sqrt(55 * 275 / 6), np.sqrt(5750), np.sqrt(4062.5)]
    np.testing.assert_allclose(edition.score, expected)
    assert edition.rank.tolist() == [5, 4, 3, 1, 2]
    assert edition.ranks["unit"].to_list() == ["D", "E", "C", "B", "A"]


def test_arithmetic_index(make_folder):
    index = HAND_INDEX.replace("index: geometric}", "index: arithmetic}")
    edition = quheng.open(make_folder(index)).build()
    np.testing.assert_allclose(edition.score, [25, 565 / 12, 605 / 12, 78.75, 65.625])


def test_given_weights(make_folder):
    # p1 counts 1/4 and p2 3/4; within p1, a counts 1/5 and b 4/5
    index = (
        HAND_INDEX.replace("weights: equal", "weights: given")
        .replace("index: geometric}", "index: arithmetic}")
        .replace("title: First\n", "title: First\n    weight: 1/4\n")
        .replace("title: Second\n", "title: Second\n    weight: 0.75\n")
        .replace("{code: a,", "{code: a, weight: 1/5,")
        .replace("{code: b,", "{code: b, weight: 4/5,")
        .replace("{code: c,", "{code: c, weight: 1/2,")
        .replace("{code: d,", "{code: d, weight: 0.5,")
    )
    edition = quheng.open(make_folder(index)).build()
    # A: p1 = 0/5 + 4*100/5 = 80, p2 = 0 -> 20; D: p1 = 75/5 + 4*40/5 = 47, p2 = 100 -> 86.75
    assert edition.score[0] == pytest.approx(20)
    assert edition.score[3] == pytest.approx(86.75)
    assert edition.effective_weights["b"] == pytest.approx(1 / 5)


def test_zscores(make_folder):
    index = HAND_INDEX.replace("{by: minmax, to: [0, 100]}", "zscore").replace(
        "index: geometric}", "index: arithmetic}"
    )
    edition = quheng.open(make_folder(index)).build()
    # a: mean 30, variance 1000/4 = 250; b: mean 6.4, deviations -4.4 -2.4 -0.4 1.6 5.6, sum of squares 59.2
    a = np.array([-20, -10, 0, 10, 20]) / np.sqrt(250)
    b = np.array([4.4, 2.4, 0.4, -1.6, -5.6]) / np.sqrt(14.8)
    np.testing.assert_allclose(edition.normalised("a"), a)
    np.testing.assert_allclose(edition.normalised("b"), b, atol=1e-12)


def test_rank_scale(make_folder):
    index = HAND_INDEX.replace("{by: minmax, to: [0, 100]}", "rank")
    edition = quheng.open(make_folder(index)).build()
    np.testing.assert_allclose(edition.normalised("a"), [0, 25, 50, 75, 100])
    np.testing.assert_allclose(edition.normalised("b"), [100, 75, 50, 25, 0])
    # d after treatment 1, 2, 3, 4, 4: the two fours share (4 + 5)/2 = 4.5 -> 3.5/4
    np.testing.assert_allclose(edition.normalised("d"), [0, 25, 50, 87.5, 87.5])


def test_goalposts_are_fixed_and_clip(make_folder):
    index = HAND_INDEX.replace(
        "{code: a, title: A, measure: points, direction: 1}",
        "{code: a, title: A, measure: points, direction: 1, goalposts: [20, 40], normalise: goalposts}",
    ).replace(
        "{code: b, title: B, measure: points, direction: -1}",
        "{code: b, title: B, measure: points, direction: -1, goalposts: [0, 10], normalise: goalposts}",
    )
    edition = quheng.open(make_folder(index)).build()
    np.testing.assert_allclose(edition.normalised("a"), [0, 0, 50, 100, 100])
    np.testing.assert_allclose(edition.normalised("b"), [80, 60, 40, 20, 0])


def test_without_imputation_weights_are_shared_out(make_folder):
    index = HAND_INDEX.replace("impute: {by: median, group: region}", "impute: none")
    edition = quheng.open(make_folder(index)).build()
    # E has no c: its p2 is d alone
    assert edition.aggregated("p2")[4] == pytest.approx(100)
    assert not edition.imputed.any()


def test_log_where_winsorising_does_not_suffice(make_folder):
    index = HAND_INDEX.replace("winsorise: 1", "winsorise: 0")
    edition = quheng.open(make_folder(index)).build()
    (treatment,) = edition.treatments
    assert treatment.action == "log"
    assert treatment.points == 5
    # ln(x - 1 + 0.01 * 99)
    np.testing.assert_allclose(edition.steps["treat"].values[:, 3], np.log([0.99, 1.99, 2.99, 3.99, 99.99]))
