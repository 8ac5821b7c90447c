"""Panels: one index over many periods, worked out by hand."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import quheng
from quheng.errors import DeclarationError
from quheng.index.remove_one import remove_one

INDEX = """
index: panel
title: Panel
framework:
  - pillar: p
    title: P
    indicators:
      - {code: a, title: A, measure: points, direction: 1}
      - {code: b, title: B, measure: points, direction: -1}
method:
  impute: none
  normalise: minmax
"""
UNITS = "code,name\nA,甲\nB,乙\nC,丙\n"
# period -> unit -> (a, b)
VALUES = {
    2020: {"A": (0, 10), "B": (10, 20), "C": (20, 30)},
    2019: {"A": (0, 40), "B": (20, 0), "C": (40, 20)},
    2021: {"A": (40, 0), "B": (None, 10), "C": (10, 40)},
}


def observations(values=VALUES):
    rows = ["unit,indicator,period,value"]
    for period, units in values.items():
        for unit, pair in units.items():
            rows += [
                f"{unit},{code},{period},{'' if value is None else value}"
                for code, value in zip("ab", pair, strict=True)
            ]
    return "\n".join(rows) + "\n"


@pytest.fixture
def opened(make_folder):
    return quheng.open(make_folder(INDEX, UNITS, observations()))


def by_period(panel, column="score"):
    return {
        period: dict(panel.scores.filter(pl.col("period") == period).select("unit", column).iter_rows())
        for period in panel.periods
    }


def test_periods_come_in_their_order_in_time(opened):
    assert opened.periods == ("2019", "2020", "2021")
    assert opened.build_panel().periods == ("2019", "2020", "2021")


def test_a_pooled_scale_compares_over_time(opened):
    # over all periods a runs from 0 to 40 and b from 0 to 40: score = (a/40 + (40 - b)/40) / 2 * 100
    scores = by_period(opened.build_panel())
    assert scores["2019"] == {"B": 75.0, "C": 75.0, "A": 0.0}
    assert scores["2020"] == pytest.approx({"A": 37.5, "B": 37.5, "C": 37.5})
    # B has no a in 2021: b alone, (40 - 10)/40
    assert scores["2021"] == {"A": 100.0, "B": 75.0, "C": 12.5}


def test_ranks_are_within_the_period(opened):
    ranks = by_period(opened.build_panel(), "rank")
    assert ranks["2019"] == {"B": 1, "C": 1, "A": 3}
    assert ranks["2020"] == {"A": 1, "B": 1, "C": 1}
    assert ranks["2021"] == {"A": 1, "B": 2, "C": 3}


def test_each_period_by_itself(opened):
    scores = by_period(opened.build_panel(scale="each"))
    # 2020: a from 0 to 20, b from 10 to 30
    assert scores["2020"] == pytest.approx({"A": 50.0, "B": 50.0, "C": 50.0})
    # 2019: A 0 and 0, B 1/2 and 1, C 1 and 1/2
    assert scores["2019"] == pytest.approx({"B": 75.0, "C": 75.0, "A": 0.0})


def test_one_period_of_a_panel_is_that_build(opened):
    alone = opened.build("2020")
    assert alone.score.tolist() == [50, 50, 50]
    assert str(alone.period) == "2020"
    assert opened.build(2019).rank.tolist() == [3, 1, 1]


def test_by_default_the_latest_period_is_built(opened):
    assert opened.build().steps["data"].values[0].tolist() == [40, 0]
    assert any("not used" in note.en for note in opened.build().data.notes)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("{by: latest}", 10.0),  # B's a of 2020
        ("{by: linear, beyond: constant}", 10.0),
        ("{by: linear}", np.nan),  # nothing lies beyond 2021
    ],
)
def test_imputation_along_time(make_folder, rule, expected):
    opened = quheng.open(make_folder(INDEX.replace("impute: none", f"impute: {rule}"), UNITS, observations()))
    edition = opened.build_panel().editions["2021"]
    np.testing.assert_equal(edition.steps["impute"].values[1, 0], expected)
    assert edition.imputed[1, 0] == (not np.isnan(expected))
    if not np.isnan(expected):
        (row,) = edition.steps["impute"].log.rows(named=True)
        assert (row["unit"], row["indicator"], row["after"]) == ("B", "a", expected)


def test_a_line_between_uneven_periods(make_folder):
    values = {2010: {"A": (0, 1), "B": (5, 2), "C": (9, 3)}, 2012: {"A": (1, 1), "B": (None, 2), "C": (8, 3)}}
    values[2020] = {"A": (2, 1), "B": (15, 2), "C": (7, 3)}
    index = INDEX.replace("impute: none", "impute: {by: linear}")
    panel = quheng.open(make_folder(index, UNITS, observations(values))).build_panel()
    # from 5 at the end of 2010 to 15 at the end of 2020: two of ten years on
    assert panel.editions["2012"].steps["impute"].values[1, 0] == pytest.approx(7)


@pytest.mark.parametrize(("age", "expected"), [(1, 10.0), (0.9, np.nan)])
def test_a_value_of_just_the_greatest_age_still_serves(make_folder, age, expected):
    index = INDEX.replace("impute: none", f"impute: {{by: latest, max_age: {age}}}")
    edition = quheng.open(make_folder(index, UNITS, observations())).build_panel().editions["2021"]
    np.testing.assert_equal(edition.steps["impute"].values[1, 0], expected)


def test_imputation_along_time_needs_a_panel(make_folder):
    opened = quheng.open(make_folder(INDEX.replace("impute: none", "impute: latest"), UNITS, observations()))
    with pytest.raises(quheng.QuhengError, match="several periods"):
        opened.build()


def test_unsorted_rows_make_no_difference(make_folder):
    lines = observations().strip().split("\n")
    shuffled = "\n".join([lines[0], *sorted(lines[1:], reverse=True)]) + "\n"
    one = quheng.open(make_folder(INDEX, UNITS, observations())).build_panel()
    two = quheng.open(make_folder(INDEX, UNITS, shuffled, name="two")).build_panel()
    assert one.scores.equals(two.scores)


def test_the_declaration_chooses_periods_and_scale(make_folder):
    index = INDEX + "panel: {periods: [2020, 2019], scale: each}\n"
    panel = quheng.open(make_folder(index, UNITS, observations())).build_panel()
    assert panel.periods == ("2019", "2020")
    assert by_period(panel)["2020"]["A"] == 50.0


def test_periods_need_no_quotes(make_folder):
    dated = observations().replace(",2020,", ",2020-06-30,")
    index = INDEX + "panel: {periods: [2020-06-30, 2019]}\n"
    assert quheng.open(make_folder(index, UNITS, dated)).build_panel().periods == ("2019", "2020-06-30")


def test_a_period_without_observations(opened):
    with pytest.raises(DeclarationError, match="2019, 2020, 2021"):
        opened.build_panel(["2018"])
    with pytest.raises(DeclarationError, match="not a period"):
        opened.build("yesterday")


def test_trends(opened):
    table = quheng.trends(opened.build_panel())
    row = table.row(by_predicate=pl.col("unit") == "B", named=True)
    assert (row["first"], row["last"], row["periods"]) == ("2019", "2021", 3)
    assert (row["score_first"], row["score_last"], row["change"]) == (75.0, 75.0, 0.0)
    assert row["percent"] == pytest.approx(0)
    assert row["cagr"] == pytest.approx(0)
    assert (row["rank_first"], row["rank_last"], row["rank_change"]) == (1, 2, -1)
    fallen = table.row(by_predicate=pl.col("unit") == "C", named=True)
    # 75 to 12.5 in two years: sqrt(1/6) - 1
    assert fallen["percent"] == pytest.approx(-100 * 5 / 6)
    assert fallen["cagr"] == pytest.approx(100 * (np.sqrt(1 / 6) - 1), rel=1e-12)
    risen = table.row(by_predicate=pl.col("unit") == "A", named=True)
    assert risen["percent"] is None  # from zero


def test_trends_over_chosen_years_use_those_years(opened):
    # COINr takes the first three rows with the later dates.
    table = quheng.trends(opened.build_panel(["2020", "2021"], scale="each"))
    row = table.row(by_predicate=pl.col("unit") == "A", named=True)
    assert (row["first"], row["score_first"]) == ("2020", 50.0)


def test_a_unit_that_left_keeps_its_last_period(make_folder):
    values = {period: dict(units) for period, units in VALUES.items()}
    values[2021] = {unit: pair for unit, pair in values[2021].items() if unit != "C"}
    panel = quheng.open(make_folder(INDEX, UNITS, observations(values))).build_panel()
    assert panel.editions["2021"].not_ranked["unit"].to_list() == ["C"]
    assert quheng.trends(panel)["unit"].to_list()[-1] == "C"
    assert quheng.trends(panel)["last"].to_list()[-1] == "2020"


def test_data_change_and_method_change_sum_to_the_whole(make_folder):
    old = quheng.open(make_folder(INDEX, UNITS, observations()))
    new = old.with_(normalise="rank")
    table = quheng.attribute_change(old.build("2019"), new.build("2020"))
    np.testing.assert_allclose(
        table["score_change"], table["score_by_data"] + table["score_by_method"], atol=1e-12
    )
    only_data = quheng.attribute_change(old.build("2019"), old.build("2020"))
    # A went from 0 to 50, B and C from 75 to 50
    assert dict(only_data.select("unit", "score_by_data").iter_rows()) == {"A": 50.0, "B": -25.0, "C": -25.0}
    assert set(only_data["score_by_method"]) == {0.0}
    only_method = quheng.attribute_change(old.build("2019"), old.with_(drop=["b"]).build("2019"))
    # without b: A 0, B 50, C 100
    assert dict(only_method.select("unit", "score_by_method").iter_rows()) == {
        "A": 0.0,
        "B": -25.0,
        "C": 25.0,
    }
    assert set(only_method["score_by_data"]) == {0.0}


def test_steps_of_your_own_run_in_every_period(opened):
    own = opened.with_step("minus", "treat", lambda values, _: -values)
    for scale in ("pooled", "each"):
        panel = own.build_panel(scale=scale)
        assert all("minus" in edition.steps for edition in panel.editions.values())
        assert (
            panel.editions["2019"].rank.tolist()
            != opened.build_panel(scale=scale).editions["2019"].rank.tolist()
        )


def test_an_edition_of_a_pooled_panel_is_not_rebuilt_alone(opened):
    pooled = opened.build_panel().editions["2020"]
    assert str(pooled.period) == "2020"
    for rebuild in (lambda: quheng.attribute_change(pooled, pooled), lambda: remove_one(pooled)):
        with pytest.raises(quheng.QuhengError, match="many periods"):
            rebuild()
    assert remove_one(opened.build_panel(scale="each").editions["2020"]).summary.height == 2
