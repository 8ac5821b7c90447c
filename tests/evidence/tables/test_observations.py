"""Figures of tables as observations, before and after a review."""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl

from quheng.evidence.review import Decision, replay
from quheng.evidence.review import observations as reviewed_observations
from quheng.evidence.tables import observations, with_cells
from tests.evidence.tables.found import read_csv

TABLE = """2024年金水区财政收支,,,
指标,单位,2023年决算数,2024年预算数
一般公共预算收入*,亿元,100.5,110
常住人口,万人,约160,—
* 快报数
"""


def test_a_row_for_each_figure_with_its_cell_for_a_source(tmp_path):
    frame = observations(read_csv(tmp_path, TABLE))
    assert frame.select(
        "unit", "indicator", "period", "value", "low", "high", "measure", "status", "source"
    ).rows() == [
        (
            "410105",
            "public_revenue",
            "2023",
            1.005e10,
            1.0045e10,
            1.0055e10,
            "元",
            "P",
            "table.csv@row 3 column 3",
        ),
        (
            "410105",
            "public_revenue",
            "2024",
            1.1e10,
            1.095e10,
            1.105e10,
            "元",
            "F",
            "table.csv@row 3 column 4",
        ),
        (
            "410105",
            "resident_population",
            "2023-12-31",
            1.6e6,
            1.44e6,
            1.76e6,
            "人",
            "E",
            "table.csv@row 4 column 3",
        ),
    ]
    assert frame["footnotes"].to_list() == ["快报数", "快报数", ""]
    assert frame["sentence"][0] == "一般公共预算收入* | 2023年决算数 | 100.5"


def test_an_empty_reading_gives_an_empty_frame_of_the_same_columns(tmp_path):
    full, empty = observations(read_csv(tmp_path, TABLE)), observations(read_csv(tmp_path, "a,b\nc,d\n"))
    assert empty.height == 0
    assert empty.schema == full.schema


def test_a_review_of_tables_is_a_review_of_text_and_keeps_the_cells(tmp_path):
    tables = read_csv(tmp_path, TABLE)
    reading = tables.reading
    first, *_, last = reading.claims
    decisions = [
        Decision.on(reading, claim, "accept", who="甲", when=datetime(2024, 12, 1, tzinfo=UTC))
        for claim in (first, last)
    ]
    frame = with_cells(reviewed_observations(replay(reading, decisions), tables.file), tables)
    assert frame.select("unit", "value", "status", "source", "cell", "reviewer").rows() == [
        ("410105", 1.005e10, "P", "table.csv@row 3 column 3", "row 3 column 3", "甲"),
        ("410105", 1.6e6, "E", "table.csv@row 4 column 3", "row 4 column 3", "甲"),
    ]
    assert frame["quote"].to_list() == ["100.5", "约160"]
    assert frame["period"].dtype == pl.String
