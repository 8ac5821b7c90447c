"""Cells that people take for numbers are read as numbers, and every conversion is said."""

from __future__ import annotations

import pytest

from quheng.errors import DataError
from quheng.index.starting.numbers import is_missing, read_number


@pytest.mark.parametrize(
    ("cell", "text", "measure"),
    [
        ("12", "12", None),
        ("-1.5e3", "-1.5e3", None),
        ("1,200", "1200", None),
        ("-12,345,678.9", "-12345678.9", None),
        ("1 200 300", "1200300", None),
        ("5.0%", "5.0", "%"),
        ("５．５％", "5.5", "%"),
        ("3‰", "3", "‰"),
        ("  7 ", "7", None),
        ("'0.5", "0.5", None),
        ("￥1，200", "1200", None),
        ("-$3", "-3", None),
        ("−2", "-2", None),
        ("120亿元", "120", "亿元"),
    ],
)
def test_what_is_a_number(cell, text, measure):
    number = read_number(cell)
    assert (number.text, number.measure) == (text, measure)


@pytest.mark.parametrize(
    "cell",
    [
        "12,34",
        "1,2000",
        "0,123",
        "1,200,30",
        "120①",
        "12²",
        "1.2.3",
        "3类",
        "inf",
        "1e999",
        "1_000",
        "x",
        "3 / 4",
    ],
)
def test_what_is_none(cell):
    assert read_number(cell) is None


@pytest.mark.parametrize(
    "cell", [None, "—", "-", "–", "…", "..", "n/a", "NA", "N/A", "null", "缺失", "无数据", "*", " － ", "……"]
)
def test_marks_of_missing_cells(cell):
    assert is_missing(cell)


def test_every_conversion_is_noted(start):
    made = start('名称,产值（亿元）,增速,人口\n甲,"1,200",5.0%,１２\n乙,"1,337",5.5%, 13\n丙,900,6%,—\n')
    assert made.values("产值") == [1200, 1337, 900]
    assert made.measures == {"产值": "亿元", "增速": "%", "人口": "1"}
    assert made.values("人口") == [12, 13, None]
    assert "'产值（亿元）': thousands separators removed in 2 cells (such as '1,200' → 1200)" in made.notes
    assert "'增速': what follows the number taken as the measure in 3 cells" in made.notes
    assert "“人口”列：全角字符改为半角 1 格" in made.notes_zh
    assert "去掉空格 1 格" in made.notes_zh
    assert "missing cells: 人口 1 “—”" in made.notes
    assert "groups: —" in made.notes


def test_a_plain_table_has_one_note(start):
    assert start("name,x\nA,1\nB,2\n").notes == "codes: name; names: name; indicators: x; groups: —"


def test_a_comma_that_parts_no_thousands_is_a_decimal_point(start):
    made = start("name;x;y\nA;1,5;2\nB;2,25;3\n")
    assert made.values("x") == [1.5, 2.25]
    assert "separated by semicolons" in made.notes
    assert "the comma read as the decimal point in 2 cells" in made.notes


def test_other_cells_among_numbers_are_errors_with_their_rows(start):
    with pytest.raises(DataError) as error:
        start("name,x\nA,1\nB,about 2\nC,3\nD,12①\n")
    assert [(p.where.row, p.where.column) for p in error.value.problems] == [(3, "x"), (5, "x")]


def test_a_percentage_among_plain_numbers(start):
    with pytest.raises(DataError, match=r"'0.06' has no %") as error:
        start("name,x\nA,5%\nB,0.06\nC,0\n")
    assert [p.where.row for p in error.value.problems] == [3]


def test_plain_numbers_under_a_measure_may_have_it(start):
    assert start("name,x (%)\nA,5%\nB,6\n").values("x") == [5, 6]


def test_measures_that_contradict_each_other(start):
    with pytest.raises(DataError, match="several measures: 万元, 亿元"):
        start("name,x（万元）\nA,5亿元\nB,6\n")


def test_a_workbook_keeps_percentages_as_fractions(start):
    made = start({"t": [["name", "失业率（%）"], ["A", 0.04], ["B", 0.05]]})
    assert "if the cells were formatted as percentages" in made.notes
