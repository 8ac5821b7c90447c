"""A wide table becomes an index that builds as it is."""

from __future__ import annotations

import pytest

from quheng.errors import DataError


def test_a_unit_of_several_years_is_one_unit(start):
    table = "name,region,year,a,b\nX,new,2024,3,7\nY,s,2024,5,8\nX,old,2023,1,5\nY,s,2023,2,6\nZ,s,2023,2,6\n"
    made = start(table, None)
    assert made.index.inputs.units.rows() == [("X", "X", "new"), ("Y", "Y", "s"), ("Z", "Z", "s")]
    assert made.index.periods == ("2023", "2024")
    # 2024: a 3 and 5, b 7 and 8: Y has the most of both
    assert made.index.build().ranks["unit"].to_list()[:2] == ["Y", "X"]
    assert "column 'region' changes for 1 unit (such as X): the latest period's is kept" in made.notes


def test_english_names_are_no_group(start):
    table = "name,name_en,region,region_en,a\n甲,Jia,东,East,1\n乙,Yi,东,East,\n丙,Bing,西,West,5\n"
    made = start(table)
    assert made.index.declaration.method.impute.group == "region"
    assert made.index.build().not_ranked["unit"].to_list() == ["乙"]


def test_text_that_no_two_units_share_is_a_remark(start):
    made = start("代码,名称,负责人,地区,x\n1,甲,张,东,1\n2,乙,王,东,2\n3,丙,李,西,3\n")
    assert made.units.columns == ["code", "name", "负责人_note", "地区"]
    assert made.index.declaration.method.impute.group == "地区"
    assert "no two units share a value: 负责人_note" in made.notes


@pytest.mark.parametrize(
    ("header", "code", "measure"),
    [
        ("人口（万人）", "人口", "万人"),
        ("人口（万人）（注1）", "人口", "万人"),
        ("人口（注 1）（万人）", "人口", "万人"),
        ("人口（注1）", "人口", "1"),
        ("产值（现价）（亿元）", "产值_现价", "亿元"),
        ("人口（万人）（常住）", "人口_常住", "万人"),
        ("Commute (min)", "Commute", "min"),
        ('"产值\n（亿元）"', "产值", "亿元"),
    ],
)
def test_the_measure_in_a_header(start, header, code, measure):
    assert start(f"name,{header}\nA,1\nB,2\n").measures == {code: measure}


def test_text_under_a_measure_is_an_error(start):
    with pytest.raises(DataError, match="the header has the measure 亿元, but most cells are no numbers"):
        start("name,产值（亿元）,x\nA,一百,1\nB,二百,2\n")


def test_a_remark_in_a_header_of_text_is_no_measure(start):
    assert "groups: 地区（新）" in start("name,地区（新）,x\nA,东,1\nB,东,2\n").notes


@pytest.mark.parametrize("cells", [("440103", "440104"), ("0101", "0102")])
def test_numbers_that_may_be_codes_are_asked_about(start, cells):
    with pytest.raises(DataError, match="is this a column of codes or an indicator") as error:
        start(f"name,区号,x\nA,{cells[0]},1\nB,{cells[1]},2\n")
    assert error.value.problems[0].where.column == "区号"


def test_a_measure_answers(start):
    assert start("name,收入（元）\nA,118000\nB,131000\n").measures == {"收入": "元"}


def test_short_numbers_are_no_codes(start):
    assert start("name,x\nA,1200\nB,1300\n").values("x") == [1200, 1300]


def test_empty_and_numbering_columns_are_left_out_and_said_to_be(start):
    made = start("序号,name,空,x\n1,A,,1\n2,B,—,2\n")
    assert list(made.measures) == ["x"]
    assert "column '序号' only numbers the rows" in made.notes
    assert "空列未使用：空" in made.notes_zh


def test_a_row_with_a_lost_cell_is_an_error(start):
    with pytest.raises(DataError, match="row 3: the row has 2 cells, and the header 3"):
        start("name,x,y\nA,1,2\nB,2\n")


def test_an_indicator_may_have_the_name_of_its_index_or_pillar(start):
    made = start("name,total,made\nA,1,2\nB,2,3\n")
    assert made.index.build().ranks.height == 2


def test_coordinates_that_are_none(start):
    with pytest.raises(DataError, match="row 3, column '经度'"):
        start("name,经度,纬度,x\nA,113,34,1\nB,东经,35,2\nC,114,36,3\n")
