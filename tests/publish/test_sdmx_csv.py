"""An edition as SDMX-CSV 2.0."""

from __future__ import annotations

import csv

import numpy as np
import polars as pl
import pytest

import quheng
from quheng.index import build
from quheng.publish.sdmx_csv import sdmx_csv, time_period, write_sdmx_csv
from tests.conftest import HAND_VALUES, observations_csv
from tests.indices import index_of

HEAD = (
    "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,INDICATOR,STAGE,TIME_PERIOD,"
    "OBS_VALUE,UNIT_MEASURE,OBS_STATUS,SOURCE"
)


@pytest.fixture
def edition(make_folder):
    return quheng.open(make_folder()).build()


def cell(table, unit, indicator, stage):
    (row,) = table.filter(REF_AREA=unit, INDICATOR=indicator, STAGE=stage).rows(named=True)
    return row


def test_the_columns_and_keys(edition):
    table = sdmx_csv(edition)
    assert ",".join(table.columns) == HEAD
    assert set(table["STRUCTURE"]) == {"dataflow"}
    assert set(table["STRUCTURE_ID"]) == {"QUHENG:DF_HAND(1.0)"}
    assert set(table["ACTION"]) == {"I"}
    # 5 units x 5 variables observed; 4 indicators, 2 pillars and the index scored; the index ranked
    assert table.height == 5 * (5 + 4 + 2 + 1 + 1)
    key = ["REF_AREA", "INDICATOR", "STAGE", "TIME_PERIOD"]
    assert table.select(key).n_unique() == table.height
    assert table["OBS_STATUS"].null_count() == 0


def test_observations_scores_and_ranks(edition):
    table = sdmx_csv(edition)
    observed = cell(table, "D", "c", "OBSERVED")
    assert (observed["OBS_VALUE"], observed["UNIT_MEASURE"], observed["OBS_STATUS"]) == (100, "shops", "A")
    assert cell(table, "A", "pop", "OBSERVED")["TIME_PERIOD"] == "2024"
    # D: c is 100/40 = 2.5, the most there is; see tests/index/test_by_hand.py
    assert cell(table, "D", "c", "SCORE")["OBS_VALUE"] == 100
    assert cell(table, "D", "hand", "RANK")["OBS_VALUE"] == 1
    assert cell(table, "A", "hand", "SCORE")["OBS_VALUE"] == 0


def test_what_was_imputed_is_an_estimate_up_to_the_top(edition):
    table = sdmx_csv(edition)
    missing = cell(table, "E", "c", "OBSERVED")
    assert (missing["OBS_VALUE"], missing["OBS_STATUS"]) == (None, "O")
    statuses = {code: cell(table, "E", code, "SCORE")["OBS_STATUS"] for code in "abcd"}
    assert statuses == {"a": "A", "b": "A", "c": "E", "d": "A"}
    assert cell(table, "E", "p1", "SCORE")["OBS_STATUS"] == "A"
    assert cell(table, "E", "p2", "SCORE")["OBS_STATUS"] == "E"
    assert cell(table, "E", "hand", "RANK")["OBS_STATUS"] == "E"
    assert cell(table, "D", "hand", "RANK")["OBS_STATUS"] == "A"


def test_a_forecast_is_never_an_actual(make_folder):
    # the forecast of the population is what c is divided by
    text = observations_csv(HAND_VALUES).replace("B,pop,2024,20,people,A", "B,pop,2024,20,people,F")
    table = sdmx_csv(quheng.open(make_folder(observations=text)).build())
    assert cell(table, "B", "c", "SCORE")["OBS_STATUS"] == "F"
    assert cell(table, "B", "hand", "SCORE")["OBS_STATUS"] == "F"
    assert cell(table, "B", "p1", "SCORE")["OBS_STATUS"] == "A"


def test_other_periods_are_exported_too(make_folder):
    text = observations_csv(HAND_VALUES) + "A,a,2023-H2,7,points,A\n"
    table = sdmx_csv(quheng.open(make_folder(observations=text)).build())
    earlier = table.filter(TIME_PERIOD="2023-S2")
    assert earlier.select("REF_AREA", "STAGE", "OBS_VALUE").rows() == [("A", "OBSERVED", 7)]


@pytest.mark.parametrize(
    ("period", "spelled"),
    [
        ("2020", "2020"),
        ("2020-H1", "2020-S1"),
        ("2020-Q3", "2020-Q3"),
        ("2020-3", "2020-03"),
        ("2020-11-01", "2020-11-01"),
        ("2020-01-01/2020-01-31", "2020-01"),
        ("2020-01-15/2020-02-13", "2020-01-15/P30D"),  # 17 days of January and 13 of February
    ],
)
def test_periods_are_spelled_as_sdmx_does(period, spelled):
    assert time_period(period) == spelled


def test_the_file_reads_back(edition, tmp_path):
    path = tmp_path / "hand.csv"
    write_sdmx_csv(edition, path)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert b"\r\n" in path.read_bytes()
    assert len(rows) == sdmx_csv(edition).height
    assert rows[0]["REF_AREA"] == "A"
    assert pl.read_csv(path)["OBS_VALUE"].null_count() == 1


def test_a_filled_pillar_is_estimated():
    x = np.array([[1.0, 10.0], [2.0, 7.0], [3.0, np.nan]])
    rules = {"pillars": "arithmetic", "index": "arithmetic", "impute": "mean"}
    table = sdmx_csv(build(index_of(x, pillars=[1, 1], aggregate=rules)))
    assert cell(table, "u2", "p1", "SCORE")["OBS_STATUS"] == "E"
    assert cell(table, "u1", "p1", "SCORE")["OBS_STATUS"] == "A"
    assert cell(table, "u2", "made-up", "RANK")["OBS_STATUS"] == "E"
