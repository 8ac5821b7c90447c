"""Sixteen defects of COINr 1.1.14 and Compind 3.4, found by probe: ours does right, by hand.

docs/coming-from-coinr.md lists them under the same numbers.
"""

from __future__ import annotations

import warnings

import numpy as np
import pytest

import quheng
from quheng.errors import MethodError
from quheng.index import build
from quheng.index.adjust import adjusted
from quheng.index.aggregate import AdjustedMazziottaPareto, Generalised, MeanMin
from quheng.index.compare import compare
from quheng.index.normalise.ranks import rank_scale
from quheng.index.statistics import collinear_pairs
from quheng.index.uncertain import Robustness
from quheng.robustness import uncertainty
from quheng.robustness.factor import choose
from tests.indices import index_of

NAN = np.nan
EQUAL = np.array([0.5, 0.5])


def column(*values):
    return np.array(values, dtype=np.float64)[:, None]


def over_years(make_folder, rows, indicators, method):
    """An index of three units over years, from rows of unit, period and the values of the indicators."""
    leaves = "".join(
        f"      - {{code: {code}, title: {code}, measure: points, direction: 1, goalposts: [0, 100]}}\n"
        for code in indicators
    )
    index = (
        "index: years\ntitle: Years\nframework:\n  - pillar: p\n    title: P\n    indicators:\n"
        f"{leaves}method: {{normalise: goalposts, aggregate: arithmetic, {method}}}\n"
    )
    lines = ["unit,indicator,period,value"]
    for unit, period, *values in rows:
        lines += [
            f"{unit},{code},{period},{'' if value is None else value}"
            for code, value in zip(indicators, values, strict=True)
        ]
    return quheng.open(
        make_folder(index, units="code,name\nA,甲\nB,乙\n", observations="\n".join(lines) + "\n")
    )


def test_01_the_logarithm_of_the_gii_changes_what_it_says_it_changed():
    # ln((max - 1)(x - min) / (max - min) + 1) of 0, 1, 10: ln(1), ln(1.9), ln(10)
    treat = {"steps": ["log_gii"], "force": True}
    step = build(index_of(column(0, 1, 10), treat=treat)).steps["treat"]
    np.testing.assert_allclose(step.values[:, 0], [0, np.log(1.9), np.log(10)])
    assert step.log["unit"].to_list() == ["u1", "u2"]  # ln(1) = 0 is what it was before


def test_02_copeland_is_called_by_its_name():
    # u0 beats u1 and u2 in two of three, u1 beats u2 in two of three: 2, 0, -2
    edition = build(index_of(np.array([[3, 3, 1], [2, 2, 2], [1, 1, 3.0]]), aggregate="copeland"))
    assert edition.aggregated("p0").tolist() == [2, 0, -2]
    assert edition.rank.tolist() == [1, 2, 3]


def test_03_the_power_mean_skips_a_missing_child():
    # sqrt((1 + 49) / 2) = 5 over the two that are there
    children = np.array([[1, NAN, 7.0]])
    assert Generalised(power=2).apply(children, np.array([1, 1, 1.0])).item() == pytest.approx(5)


def test_04_a_logarithm_may_be_the_first_treatment():
    # 1, 2, 3, 4, 100 fails the test; ln(x - 1 + 0.01 * 99)
    edition = build(index_of(column(1, 2, 3, 4, 100), treat={"steps": ["log"]}))
    expected = np.log([0.99, 1.99, 2.99, 3.99, 99.99])
    np.testing.assert_allclose(edition.steps["treat"].values[:, 0], expected)
    assert edition.treatments[0].action == "log"


def test_04_a_treatment_that_cannot_be_is_an_error_not_a_column_left_untreated():
    with pytest.raises(MethodError, match="1 value is not above zero"):
        build(index_of(column(0, 2, 3, 4, 100), treat={"steps": ["ln"]}))


def test_05_the_fraction_of_the_best_keeps_the_direction():
    # less is better: the best is 2, and 2/2, 2/4, 2/8
    edition = build(index_of(column(2, 4, 8), directions=[-1], normalise="fraction_of_best"))
    assert edition.normalised("i0").tolist() == [100, 50, 25]


def test_06_trends_of_chosen_years_use_those_years(make_folder):
    rows = [("A", 2018, 10), ("A", 2019, 20), ("A", 2020, 40), ("A", 2021, 50), ("A", 2022, 90)]
    rows += [("B", year, 30) for year in range(2018, 2023)]
    panel = over_years(make_folder, rows, ["x"], "impute: none").build_panel([2020, 2021, 2022])
    (moved,) = quheng.trends(panel).filter(unit="A").rows(named=True)
    assert (moved["first"], moved["score_first"], moved["score_last"]) == ("2020", 40, 90)
    assert moved["cagr"] == pytest.approx(50)  # sqrt(90 / 40) = 1.5


def test_07_rows_in_any_order_are_filled_in_their_own_unit(make_folder):
    rows = [("B", 2022, 70, 1), ("A", 2020, 10, 2), ("B", 2021, None, 3)]
    rows += [("A", 2022, 30, 4), ("A", 2021, None, 5), ("B", 2020, 50, 6)]
    panel = over_years(make_folder, rows, ["x", "y"], "impute: linear").build_panel()
    middle = panel.editions["2021"].steps["impute"].table
    # the middle of 10 and 30, and of 50 and 70
    assert middle.rows() == [("A", 20, 5), ("B", 60, 3)]


def test_08_targets_of_correlation_go_to_the_child_they_name():
    # uncorrelated children of equal spread: corr(x_j, score) is in proportion to w_j
    x = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]])
    for targets in ({"i0": 1, "i1": 2}, {"i1": 2, "i0": 1}):
        rule = {"pillars": {"by": "correlation", "targets": targets}, "index": "equal"}
        edition = build(adjusted(index_of(x), weights=rule))
        np.testing.assert_allclose(edition.weights["p0"], [1 / 3, 2 / 3], atol=1e-6)


def test_09_alternatives_are_cut_over_zero_to_one_not_over_what_was_drawn():
    # of two alternatives all of these are the first, though 0.3 is the most that was drawn
    assert choose(np.array([0.1, 0.2, 0.3]), 2).tolist() == [0, 0, 0]
    assert choose(np.array([0.0, 0.34, 0.5, 0.67, 0.99]), 3).tolist() == [0, 1, 1, 2, 2]


def test_10_a_replicate_that_is_not_defined_is_an_error_with_a_count():
    edition = build(index_of(np.array([[1, 5], [2, 4], [4, 1.0]])))
    vary = {"normalise": [{"by": "zscore", "mean": 0, "sd": 1}], "index": ["geometric"]}
    # z-scores of 1, 2, 4 and 5, 4, 1 sum to zero over the units: some means are negative
    with pytest.raises(MethodError, match="negative values"):
        uncertainty(edition, Robustness(replicates=8, vary=vary))


def test_11_a_strong_negative_pair_is_collinear():
    x = np.array([[1, 4, 1], [2, 3, 5], [3, 2, 0], [4, 1, 2.0]])
    (pair,) = collinear_pairs(build(index_of(x))).rows(named=True)
    assert (pair["a"], pair["b"], pair["r"]) == ("i0", "i1", pytest.approx(-1))


def test_12_a_unit_missing_in_one_edition_spoils_no_comparison():
    inputs = index_of(column(1, 2, 3, 4))
    both = compare({"all": build(inputs), "fewer": build(adjusted(inputs, exclude=["u1"]))})
    (row,) = both.agreement.rows(named=True)
    assert (row["units"], row["spearman"]) == (3, pytest.approx(1))
    assert both.ranks.filter(unit="u1")["fewer"].to_list() == [None]


def test_13_a_treatment_can_be_forced():
    treat = {"steps": [{"by": "winsorise", "points": 1}], "force": True}
    passes = column(1, 2, 3, 4, 6)
    np.testing.assert_array_equal(
        build(index_of(passes, treat=treat)).steps["treat"].values[:, 0], [1, 2, 3, 4, 4]
    )
    unforced = {**treat, "force": False}
    np.testing.assert_array_equal(build(index_of(passes, treat=unforced)).steps["treat"].values, passes)


def test_14_elements_are_removed_under_weights_of_any_kind():
    x = np.array([[0, 9, 4], [1, 5, 8], [2, 3, 0.0]])
    for weights, method in (([1, 3, 4], {}), (None, {"aggregate": "sum"})):
        edition = build(index_of(x, weights=weights, **method))
        removal = quheng.OpenEdition.of(edition).remove_one()
        assert removal.summary["code"].sort().to_list() == ["i0", "i1", "i2"]


def test_14_elements_are_removed_from_one_period_of_many(make_folder):
    rows = [("A", 2020, 10, 80), ("B", 2020, 20, 10), ("A", 2021, 99, 99), ("B", 2021, 1, 1)]
    removal = over_years(make_folder, rows, ["x", "y"], "impute: none").build(2020).remove_one()
    # in 2020 A has 10 and 80, B 20 and 10: A leads, but not without y
    assert removal.ranks.select("unit", "nominal", "x", "y").rows() == [("A", 1, 1, 2), ("B", 2, 2, 1)]


def test_15_nothing_divided_by_zero_is_infinite():
    x = np.array([[6, 2], [5, 0], [12, 3.0]])
    inputs = index_of(x, indicators=[{"denominate": {"by": "i1"}}, {}])
    divided = build(inputs).steps["denominate"]
    np.testing.assert_array_equal(divided.values[:, 0], [3, NAN, 4])
    assert divided.log.filter(action="no-denominator")["unit"].to_list() == ["u1"]


def test_15_a_constant_indicator_is_an_error():
    with pytest.raises(MethodError, match="the same for every unit"):
        build(index_of(np.array([[1, 7], [2, 7.0]])))


def test_16_mean_min_takes_the_mean_of_the_unit():
    # means 2 and 6, least 1 and 4: 2 - 0.5 * 1 and 6 - 0.5 * 2
    scores = MeanMin(alpha=0.5, beta=0).apply(np.array([[1, 3], [4, 8.0]]), EQUAL)
    np.testing.assert_allclose(scores, [1.5, 5])


def test_16_the_penalty_of_ampi_counts_and_nothing_is_rounded():
    # 90 and 110: mean 100, variance 100, and 100 / 100 is taken off or put on
    children = np.array([[90, 110.0]])
    assert AdjustedMazziottaPareto(penalty="downward").apply(children, EQUAL).item() == pytest.approx(99)
    assert AdjustedMazziottaPareto(penalty="upward").apply(children, EQUAL).item() == pytest.approx(101)
    # 100 and 101: mean 100.5, variance 0.25
    uneven = AdjustedMazziottaPareto().apply(np.array([[100, 101.0]]), EQUAL).item()
    assert uneven == pytest.approx(100.5 - 0.25 / 100.5, abs=1e-12)


def test_16_ties_share_their_mean_rank():
    # ranks 1.5, 1.5, 3 of three: (1.5 - 1) / 2 and (3 - 1) / 2
    np.testing.assert_allclose(rank_scale(column(1, 1, 3), np.array([1.0]))[:, 0], [25, 25, 100])


def test_16_warnings_of_the_session_are_left_alone():
    before = list(warnings.filters)
    build(index_of(column(1, 2, 3)))
    assert list(warnings.filters) == before
