"""The table is found among titles, notes and empty cells, in any encoding and on any sheet."""

from __future__ import annotations

import io
from datetime import date

import polars as pl
import pytest

from quheng.errors import DataError, NotFoundError

TABLE = "代码,名称,产值（亿元）,地区\n1,甲,10,东\n2,乙,20,东\n3,丙,30,西\n"


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", ""), ("utf-8-sig", ""), ("gb18030", "GB18030"), ("utf-16", "UTF-16")],
)
@pytest.mark.parametrize(("separator", "words"), [(",", ""), (";", "semicolons"), ("\t", "tabs")])
def test_encodings_and_separators(start, encoding, said, separator, words):
    made = start(TABLE.replace(",", separator).encode(encoding))
    assert made.values("产值") == [10, 20, 30]
    assert said in made.notes
    assert words in made.notes
    assert made.notes.count("\n") == bool(said) + bool(words)


def test_title_footnotes_and_empty_margins(start):
    margin = "".join(line + ",,\n" for line in TABLE.splitlines())
    made = start(
        f"2024年各区指标,,,,,\n单位：亿元,,,,,\n{margin},,,,,\n数据来源：市统计局,,,,,\n注：初步数。\n"
    )
    assert made.units["code"].to_list() == ["1", "2", "3"]
    assert "row 3 was taken as the header; left out above it: “2024年各区指标”, “单位：亿元”" in made.notes
    assert "表注，未使用：“数据来源：市统计局”、“注：初步数。”" in made.notes_zh
    assert "第 8、9 行" in made.notes_zh


def test_errors_name_the_rows_of_the_file(start):
    with pytest.raises(DataError, match="row 6, column 'x'"):
        start("a title,,\n\n名称,地区,x\n甲,东,1\n\n乙,东,none\n丙,西,2\n")


def test_a_parquet_file(start):
    buffer = io.BytesIO()
    pl.DataFrame({"name": ["A", "B"], "x": [1.5, None], "since": [date(2020, 1, 1)] * 2}).write_parquet(
        buffer
    )
    made = start(buffer.getvalue(), file="table.parquet")
    assert made.values("x") == [1.5, None]
    assert made.units["since"].to_list() == ["2020-01-01"] * 2


def test_nested_cells(start):
    buffer = io.BytesIO()
    pl.DataFrame({"name": ["A"], "x": [[1]]}).write_parquet(buffer)
    with pytest.raises(DataError, match="columns of nested cells: x"):
        start(buffer.getvalue(), file="table.parquet")


def test_a_unit_without_any_figure_is_no_footnote(start):
    made = start("名称,x,y\n甲,1,2\n乙：东,,\n丙,2,3\n丁,,\n")
    assert made.units["name"].to_list() == ["甲", "乙：东", "丙", "丁"]


def test_a_merged_title_on_a_sheet(start):
    rows = [
        ["2024年指标表", None, None],
        ["代码", "名称", "产值"],
        ["01", "甲", "1,100"],
        ["02", "乙", "1,200"],
    ]
    made = start({"数据": rows})
    assert made.values("产值") == [1100, 1200]
    assert "第 2 行作为表头" in made.notes_zh


def test_the_first_sheet_with_a_table(start):
    book = {"说明": [["这是说明页"]], "数据": [["名称", "x"], ["甲", 1]], "旧": [["名称", "x"], ["甲", 2]]}
    made = start(book)
    assert made.values("x") == [1]
    assert "sheet '数据' was used (available: 说明, 数据, 旧" in made.notes


def test_a_named_sheet(start):
    book = {"数据": [["名称", "x"], ["甲", 1]], "旧": [["名称", "x"], ["甲", 2]]}
    assert start(book, sheet="旧").values("x") == [2]


def test_a_sheet_that_there_is_not(start):
    with pytest.raises(NotFoundError, match="available sheets: 数据, 旧"):
        start({"数据": [["名称", "x"]], "旧": []}, sheet="新")


def test_a_text_file_has_no_sheets(start):
    with pytest.raises(DataError, match="only an XLSX file has sheets"):
        start(TABLE, sheet="数据")


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("", "there is no table in it"),
        ("just a text\n", "there is no table in it"),
        ("name,x\n", "there are no rows below the header"),
        ({"甲": [["说明"]], "乙": []}, r"there is no table in it \(its sheets: 甲, 乙\)"),
        ("name,x,x\nA,1,2\n", "several columns have one name: x"),
        ("name,x\nA,1\nB,2,3\n", "row 3: the row has 3 cells, and the header 2"),
        ('name,x\nA,"1\nB,2\n', "a quote is not closed"),
        ("name,x,,y\nA,1,5,2\nB,1,,2\n", "column 3 has no name"),
        ("A,1,2\nB,3,4\n", "row 1 looks like the header, but it holds the number 1"),
        ("name,2022,2023\nA,1,2\n", "columns are named after years: 2022, 2023"),
        ({"t": [["经济", None, "社会"], ["名称", "产值", None], ["甲", 1, 2]]}, "column 2 has no name"),
    ],
)
def test_what_is_no_table(start, table, words):
    with pytest.raises(DataError, match=words) as error:
        start(table)
    assert "polars" not in str(error.value)


def test_a_row_with_an_empty_cell_too_many_is_read(start):
    assert start("name,x,y\nA,1,2\nB,2,3,\n").values("y") == [2, 3]
