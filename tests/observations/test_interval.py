"""Stated intervals of observations: read, converted with the value, and refused where they contradict it."""

from __future__ import annotations

import polars as pl
import pytest

from quheng.bilingual import use_language
from quheng.errors import DataError
from quheng.observations import TableFile, read_observations


def read(rows, columns=("unit", "indicator", "period", "value", "low", "high"), measures=None):
    frame = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")
    found, _ = read_observations(
        TableFile("observations.csv", frame, ()),
        units=["A", "B"],
        measures=measures or {"a": "1"},
        sources=[],
    )
    return found


def test_an_interval_is_read_beside_the_value():
    found = read([("A", "a", "2024", "5", "4", "7"), ("B", "a", "2024", "6", "", "")])
    assert found.select("value", "low", "high").rows() == [(5.0, 4.0, 7.0), (6.0, None, None)]


def test_an_interval_is_converted_as_the_value_is():
    columns = ("unit", "indicator", "period", "value", "measure", "low", "high")
    found = read([("A", "a", "2024", "5", "km", "4", "7")], columns, {"a": "m"})
    assert found.select("value", "low", "high", "measure").rows() == [(5000.0, 4000.0, 7000.0, "m")]


def test_a_table_without_intervals_has_none():
    found = read([("A", "a", "2024", "5")], ("unit", "indicator", "period", "value"))
    assert found.select("low", "high").rows() == [(None, None)]


@pytest.mark.parametrize(
    ("row", "words", "chinese"),
    [
        (("5", "6", "7"), "not within its interval: 6 ≤ 5 ≤ 7", "数值不在区间内"),
        (("5", "3", "4"), "not within its interval: 3 ≤ 5 ≤ 4", "数值不在区间内"),
        (("5", "4", ""), "one end alone: 4 ≤ 5 ≤ …", "区间只有一端"),
        (("5", "", "6"), "one end alone: … ≤ 5 ≤ 6", "区间只有一端"),
        (("", "4", "6"), "an interval, but no value", "有区间而无数值"),
        (("5", "x", "6"), "'x' is not a finite number", "不是有限的数"),
        (("5", "4", "inf"), "'inf' is not a finite number", "不是有限的数"),
    ],
)
def test_an_interval_that_cannot_be(row, words, chinese):
    rows = [("A", "a", "2024", "1", "1", "1"), ("B", "a", "2024", *row)]
    with pytest.raises(DataError) as caught:
        read(rows)
    assert words in str(caught.value)
    assert "row 3" in str(caught.value)
    use_language("zh")
    assert chinese in str(caught.value)
