"""The edge cases on which the Python peers fail (see the record of measured failures, B3)."""

from __future__ import annotations

import numpy as np
import pytest

import quheng
from quheng.errors import MethodError
from quheng.index import build
from quheng.robustness import uncertainty
from tests.conftest import HAND_INDEX, HAND_VALUES, observations_csv
from tests.indices import index_of

VARIED = {
    "replicates": 300,
    "vary": {
        "weights": {"noise": 0.25},
        "normalise": ["minmax", "zscore", "rank"],
        "index": ["arithmetic", "geometric"],
        "drop_one": "indicators",
    },
}


def test_one_missing_value_costs_one_cell_and_nothing_else():
    # Peers rank by file order, return zeros, raise KeyError or abort the interpreter.
    x = np.array([[1.0, 5.0], [2.0, np.nan], [3.0, 1.0], [4.0, 3.0]])
    edition = build(index_of(x))
    # u1 has the first indicator alone: (2 - 1)/3
    np.testing.assert_allclose(edition.score, [50, 100 / 3, 100 / 3, 75])
    assert edition.rank.tolist() == [2, 3, 3, 1]
    assert np.isnan(edition.steps["data"].values[1, 1])


def test_one_missing_value_in_a_study():
    x = np.array([[1.0, 5.0, 2.0], [2.0, np.nan, 1.0], [3.0, 1.0, 7.0], [4.0, 3.0, 5.0]])
    study = uncertainty(build(index_of(x, pillars=[2, 1], robustness=VARIED)))
    assert (study.histogram.sum(axis=1) == 300).all()


def test_a_constant_indicator_is_one_clear_error():
    # Peers give NaN weights or NaN scores for all.
    x = np.array([[1.0, 7.0], [2.0, 7.0], [3.0, 7.0]])
    with pytest.raises(MethodError, match="i1"):
        build(index_of(x))


def test_a_constant_indicator_is_fine_under_goalposts():
    x = np.array([[1.0, 7.0], [2.0, 7.0], [3.0, 7.0]])
    edition = build(index_of(x, normalise="goalposts", goalposts=[(0, 10), (0, 10)]))
    np.testing.assert_allclose(edition.score, [40, 45, 50])


def test_a_centred_growth_rate_keeps_its_weight():
    # Peers with entropy weights give such an indicator weight 1 and all others 0.
    x = np.array([[-3.0, 1.0], [-1.0, 2.0], [1.0, 3.0], [3.0, 4.0]])
    edition = build(index_of(x))
    assert edition.effective_weights["i0"] == edition.effective_weights["i1"] == 0.5
    assert edition.rank.tolist() == [4, 3, 2, 1]


def test_ties_share_the_best_rank():
    # Peers: average 1.5, dense 1 1 2, or the order of the file.
    x = np.array([[9.0], [7.0], [7.0], [5.0], [5.0], [1.0]])
    assert build(index_of(x)).rank.tolist() == [1, 2, 2, 4, 4, 6]


def test_equal_sums_in_another_order_tie():
    # 0.1 + 0.2 + 0.3 and 0.3 + 0.2 + 0.1 differ in the last bit.
    x = np.array([[0.1, 0.2, 0.3], [0.3, 0.2, 0.1], [0.2, 0.1, 0.3], [0.0, 0.0, 0.0], [0.4, 0.4, 0.4]])
    posts = [(0, 1)] * 3
    assert build(index_of(x, normalise="goalposts", goalposts=posts)).rank.tolist() == [2, 2, 2, 5, 1]


def test_seed_zero_is_a_seed():
    # SALib's `if seed:` ignores it.
    x = np.random.default_rng(1).random((30, 4))
    zero = {**VARIED, "seed": 0}
    first, again = (uncertainty(build(index_of(x, pillars=[2, 2], robustness=zero))) for _ in range(2))
    other = uncertainty(build(index_of(x, pillars=[2, 2], robustness={**VARIED, "seed": 1})))
    assert (first.histogram == again.histogram).all()
    assert (first.histogram != other.histogram).any()


def test_the_callers_random_state_is_left_alone():
    x = np.random.default_rng(1).random((10, 4))
    np.random.seed(5)
    expected = np.random.random()
    np.random.seed(5)
    uncertainty(build(index_of(x, pillars=[2, 2], robustness=VARIED)))
    assert np.random.random() == expected


def test_building_twice_gives_the_same_bits():
    x = np.random.default_rng(1).random((40, 6))
    one, two = build(index_of(x)), build(index_of(x))
    assert one.score.tobytes() == two.score.tobytes()


def test_an_all_missing_unit_is_listed_with_the_reason(make_folder):
    values = {code: (None, *column[1:]) for code, column in HAND_VALUES.items()}
    edition = quheng.open(make_folder(observations=observations_csv(values))).build()
    (row,) = edition.not_ranked.rows(named=True)
    assert row["unit"] == "A"
    assert row["rule"] == "coverage"
    assert row["reason_en"]
    assert row["reason_zh"]
    assert edition.ranked_units == ("B", "C", "D", "E")


def test_a_zero_denominator_is_missing_not_infinite(make_folder):
    values = {**HAND_VALUES, "pop": (0, 20, 10, 40, 20)}
    edition = quheng.open(make_folder(observations=observations_csv(values))).build()
    assert np.isnan(edition.steps["denominate"].values[0, 2])
    assert "no-denominator" in edition.steps["denominate"].log["action"].to_list()
    assert np.isfinite(edition.score).all()


def test_negative_scores_under_a_geometric_mean_are_one_clear_error():
    x = np.random.default_rng(1).random((10, 4))
    with pytest.raises(MethodError, match="negative"):
        build(index_of(x, normalise="zscore", aggregate="geometric"))


def test_a_single_unit_cannot_be_compared():
    with pytest.raises(MethodError):
        build(index_of(np.array([[1.0, 2.0]])))


def test_pillars_of_every_level_are_in_the_ranking(make_folder):
    deep = (
        HAND_INDEX.replace(
            "  - pillar: p1\n    title: First\n    indicators:\n",
            "  - pillar: p1\n    title: First\n    pillars:\n"
            "      - pillar: p11\n        title: Deeper\n        indicators:\n",
        )
        .replace("      - {code: a,", "          - {code: a,")
        .replace("      - {code: b,", "          - {code: b,")
    )
    edition = quheng.open(make_folder(deep)).build()
    assert edition.scores.columns == ["unit", "name", "rank", "score", "p1", "p2", "p11"]
    assert edition.scores["p11"].to_list() == edition.scores["p1"].to_list()
