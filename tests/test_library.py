"""The shipped district index: complete data, complete words, and the promises of its note."""

from __future__ import annotations

import csv

import polars as pl
import pytest

import quheng
from quheng.index.universe import named_exclusions
from quheng.library import library_file
from tests.conftest import SHARED

DISTRICTS = SHARED / "data" / "districts"
FOLDER = library_file("indices", "district-investment")


@pytest.fixture(scope="module")
def opened():
    return quheng.open("district-investment")


@pytest.fixture(scope="module")
def edition(opened):
    return opened.build()


def test_six_pillars_twenty_indicators_903_units(opened):
    tree = opened.declaration.tree
    assert len(tree.pillars) == 6
    assert len(tree.indicators) == 20
    assert opened.inputs.units.height == 903
    assert [node.title.zh for node in tree.pillars] == [
        "政务服务",
        "对外开放",
        "基础环境",
        "产业活力",
        "人才吸引",
        "要素保障",
    ]


def test_every_unit_is_ranked_or_listed_with_its_reason(edition):
    listed = edition.not_ranked["unit"].to_list()
    assert sorted([*edition.ranked_units, *listed]) == sorted(edition.inputs.units["code"].to_list())
    assert set(listed) == {
        *("440115", "370211", "210213", "330902", "330903"),  # coincide with a national new area
        *("330102", "330109", "330110"),  # figures of the old boundary
        *("330113", "330114", "460302", "460303"),  # no census figures
    }
    assert edition.not_ranked["reason_zh"].null_count() == 0


def test_the_one_gap_is_filled_and_marked(edition):
    assert edition.imputed.sum() == 1
    (row,) = edition.steps["impute"].log.rows(named=True)
    assert (row["unit"], row["indicator"]) == ("230307", "emp_share_science_tech")


def test_every_indicator_has_a_reason_and_a_weakness(opened):
    for indicator in opened.declaration.tree.indicators:
        assert indicator.reason, indicator.code
        assert indicator.weakness, indicator.code


def test_every_observation_has_a_source_that_says_how_to_get_it(opened):
    sources = {source.id: source for source in opened.inputs.sources}
    used = set(opened.inputs.observations["source"].to_list())
    assert None not in used
    for name in used:
        assert sources[name].licence, name
        assert sources[name].obtain, name


def test_it_does_not_pass_for_the_published_ranking(opened):
    assert "本系统建议指标" in opened.declaration.note.zh
    assert "不是赛迪" in opened.declaration.note.zh
    assert "赛迪" not in opened.declaration.title.zh


def test_the_published_places_are_a_check(opened):
    (check,) = opened.declaration.checks
    assert check.places == {"440304": 1, "440305": 3, "440306": 4, "440307": 8, "410105": 9, "510116": 30}


def test_municipalities_would_be_out():
    assert named_exclusions()["municipality"].among(("110105", "440304", "500157")) == ["110105", "500157"]


@pytest.mark.skipif(not DISTRICTS.is_dir(), reason="the shared district tables are not beside this checkout")
def test_values_are_those_of_the_shared_tables(opened):
    with (DISTRICTS / "census2020.csv").open(encoding="utf-8") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    observed = opened.inputs.observations
    for variable in opened.declaration.variables:
        own = observed.filter(pl.col("indicator") == variable.code)
        factor = 100 if variable.measure == "%" else 1
        for unit, value in own.select("unit", "value").iter_rows():
            given = rows[unit][variable.code]
            assert (value is None) == (given == ""), (unit, variable.code)
            if value is not None:
                assert value == pytest.approx(float(given) * factor, rel=1e-12), (unit, variable.code)
