"""Codes and names are found by their headers, and what is wrong with them is said."""

from __future__ import annotations

import pytest

from quheng.errors import DataError


@pytest.mark.parametrize(
    "header",
    [
        "code",
        "Unit",
        "ID",
        "代码",
        "编码",
        "编号",
        "行政区划代码",
        "地区代码",
        "统一社会信用代码",
        "unit_id",
        "县级代码",
    ],
)
def test_headers_of_codes(start, header):
    made = start(f"{header},名称,x\n010100,甲,1\n010101,乙,2\n")
    assert made.units["code"].to_list() == ["010100", "010101"]
    assert list(made.measures) == ["x"]


@pytest.mark.parametrize("header", ["name", "City", "区名称", "地区", "国家", "街道名称", "市"])
def test_headers_of_names(start, header):
    made = start(f"代码,{header},x\n1,甲,1\n2,乙,2\n")
    assert made.units["name"].to_list() == ["甲", "乙"]


def test_of_several_columns_the_one_with_most_values_names_the_units(start):
    made = start("城市,区县,x\n南京,玄武,1\n南京,秦淮,2\n苏州,姑苏,3\n")
    assert made.units["name"].to_list() == ["玄武", "秦淮", "姑苏"]
    assert made.units["城市"].to_list() == ["南京", "南京", "苏州"]


def test_a_second_column_of_codes_is_no_indicator(start):
    made = start(
        "省代码,省,区划代码,区名称,x\n32,苏,320102,玄武,1\n32,苏,320104,秦淮,2\n33,浙,330102,上城,3\n"
    )
    assert made.units["code"].to_list() == ["320102", "320104", "330102"]
    assert list(made.measures) == ["x"]


def test_spaces_around_codes_are_removed_and_leading_zeros_are_kept(start):
    made = start("代码,名称,x\n 010100 ,甲,1\n'010101,乙,2\n")
    assert made.units["code"].to_list() == ["010100", "010101"]
    assert "'代码': surrounding spaces and apostrophes removed in 2 cells" in made.notes


def test_a_code_that_lost_its_zero_is_pointed_out(start):
    made = start("代码,名称,x\n010100,甲,1\n010101,乙,2\n10102,丙,3\n")
    assert "1 is shorter (such as 10102): check for lost leading zeros" in made.notes


def test_a_code_that_stands_twice(start):
    with pytest.raises(DataError, match="010100 stands in several rows: 2, 4"):
        start("代码,名称,x\n010100,甲,1\n010101,乙,2\n 010100 ,丙,3\n")


def test_a_name_that_stands_twice(start):
    with pytest.raises(DataError, match="甲 stands in several rows: 2, 4"):
        start("名称,x\n甲,1\n乙,2\n甲,3\n")


def test_a_unit_twice_in_one_year(start):
    with pytest.raises(DataError, match=r"甲 \(2023\) stands in several rows: 2, 4"):
        start("名称,年份,x\n甲,2023,1\n甲,2024,2\n甲,2023,3\n", None)


def test_namesakes_in_one_group_are_an_error(start):
    with pytest.raises(DataError, match=r"the name '鼓楼' stands in several rows: 2, 3 \(codes 1, 2\)"):
        start("代码,名称,城市,x\n1,鼓楼,南京,1\n2,鼓楼,南京,2\n3,云龙,徐州,3\n4,泉山,徐州,3\n")


def test_namesakes_in_two_groups_are_noted(start):
    made = start("代码,名称,所属市,x\n1,鼓楼,南京,1\n2,玄武,南京,2\n3,鼓楼,徐州,3\n")
    assert made.units.height == 3
    assert "the name '鼓楼' has several codes (1, 3; rows 2, 4)" in made.notes


def test_names_that_differ_by_a_space_are_noted(start):
    assert "名称仅空格不同：“甲 区”、“甲区”" in start("名称,x\n甲 区,1\n甲区,2\n乙区,3\n").notes_zh


def test_a_row_without_a_code(start):
    with pytest.raises(DataError, match="row 3, column '代码': the cell is empty"):
        start("代码,名称,x\n1,甲,1\n,乙,2\n")


def test_a_total_is_pointed_out(start):
    assert "row 4, '合 计', looks like a total" in start("名称,x\n甲,1\n乙,2\n合 计,3\n").notes


def test_numbers_alone_name_nobody(start):
    with pytest.raises(DataError, match="no column names the units"):
        start("a,b\n1,2\n3,4\n")
