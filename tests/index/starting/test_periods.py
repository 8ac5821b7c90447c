"""Years and dates of a table become periods."""

from __future__ import annotations

import datetime

import pytest

from quheng.errors import DataError


@pytest.mark.parametrize("header", ["period", "Year", "年份", "年度", "时期", "日期", "时间"])
@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ("2023", "2023"),
        ("2023年", "2023"),
        ("２０２３", "2023"),
        ("2023.0", "2023"),
        ("2023-01-01 00:00:00", "2023"),
        ("2023/1/1", "2023"),
    ],
)
def test_years(start, header, cell, period):
    made = start(f"name,{header},x\nA,{cell},1\nB,{cell},2\n", None)
    assert made.index.periods == (period,)


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ("2023年6月", "2023-06"),
        ("2023/06", "2023-06"),
        ("2023-06-30 00:00:00", "2023-06-30"),
        ("2023年6月30日", "2023-06-30"),
        ("2023年第二季度", "2023-Q2"),
        ("2023年3季度", "2023-Q3"),
        ("2023年下半年", "2023-H2"),
        ("2023-Q4", "2023-Q4"),
    ],
)
def test_parts_of_a_year(start, cell, period):
    assert start(f"name,时期,x\nA,{cell},1\nB,{cell},2\n", None).index.periods == (period,)


def test_dates_of_excel_are_years_where_all_are_new_years_day(start):
    def rows(last):
        dates = [datetime.datetime(2023, 1, 1), last]
        return {"t": [["name", "年份", "x"], *([name, date, 1] for date in dates for name in "AB")]}

    made = start(rows(datetime.datetime(2024, 1, 1)), None)
    assert made.index.periods == ("2023", "2024")
    assert "column '年份': 4 cells rewritten as periods (such as '2023-01-01 00:00:00' → 2023)" in made.notes


def test_dates_of_excel_are_days_where_one_is_another(start):
    dates = [datetime.datetime(2023, 1, 1), datetime.datetime(2023, 7, 1)]
    made = start({"t": [["name", "日期", "x"], *([n, d, 1] for d in dates for n in "AB")]}, None)
    assert made.index.periods == ("2023-01-01", "2023-07-01")


def test_a_column_and_an_option_are_one_too_many(start):
    with pytest.raises(DataError, match=r"column 'year' gives the periods, and so does --period 2024"):
        start("name,year,x\nA,2023,1\n", "2024")


def test_a_cell_that_is_no_period(start):
    with pytest.raises(DataError, match="row 3, column 'year': 'soon' is not a period"):
        start("name,year,x\nA,2023,1\nB,soon,1\n", None)
