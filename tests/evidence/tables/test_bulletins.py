"""Tables as bulletins print them: indicators, places or periods in the rows, and long ones."""

from __future__ import annotations

import math

import pytest

from quheng.evidence.tables import stream_tables
from tests.evidence.tables.found import ZHENGZHOU, Short, by_cell, read_csv

JINSHUI, ZHONGYUAN, HIGH_TECH = "410105", "410102", "410172"

BULLETIN = """表1 2023年郑州市国民经济主要指标
指标,计量单位,2023年,比上年增长（%）
地区生产总值1),亿元,13600.5,7.4
  第一产业,亿元,180.2,0.6
  第二产业,亿元,5400,9.3
进出口总额,亿元,5522.3,-7.9
  其中：出口,亿元,3398.2,-4.5
        进口,亿元,2124.1,-12.9
规模以上工业增加值,%,—,12.8
年末常住人口,万人,1300.8,…
城镇化率,%,80.0,x
一般公共预算收入,亿元,"1,165.8",
专利授权量,件,0,-100
注：1）地区生产总值为初步核算数。
"""


def test_indicators_in_rows_with_a_column_of_units(tmp_path):
    found = by_cell(read_csv(tmp_path, BULLETIN))
    assert found == {
        # 13600.5 亿元 = 13600.5 x 1e8 元
        "row 3 column 3": Short("gdp", 1.36005e12, "元", ZHENGZHOU, "2023", "level"),
        "row 3 column 4": Short("gdp", 7.4, "%", ZHENGZHOU, "2023", "growth"),
        "row 4 column 3": Short("primary_value_added", 1.802e10, "元", ZHENGZHOU, "2023", "level"),
        "row 4 column 4": Short("primary_value_added", 0.6, "%", ZHENGZHOU, "2023", "growth"),
        "row 5 column 3": Short("secondary_value_added", 5.4e11, "元", ZHENGZHOU, "2023", "level"),
        "row 5 column 4": Short("secondary_value_added", 9.3, "%", ZHENGZHOU, "2023", "growth"),
        "row 6 column 3": Short("trade_total", 5.5223e11, "元", ZHENGZHOU, "2023", "level"),
        "row 6 column 4": Short("trade_total", -7.9, "%", ZHENGZHOU, "2023", "growth"),
        "row 7 column 3": Short("exports", 3.3982e11, "元", ZHENGZHOU, "2023", "level"),
        "row 7 column 4": Short("exports", -4.5, "%", ZHENGZHOU, "2023", "growth"),
        "row 8 column 3": Short("imports", 2.1241e11, "元", ZHENGZHOU, "2023", "level"),
        "row 8 column 4": Short("imports", -12.9, "%", ZHENGZHOU, "2023", "growth"),
        "row 9 column 4": Short("large_industry_value_added", 12.8, "%", ZHENGZHOU, "2023", "growth"),
        # a stock is as of the last day of the year
        "row 10 column 3": Short("resident_population", 13008000, "人", ZHENGZHOU, "2023-12-31", "level"),
        "row 11 column 3": Short("urbanisation_rate", 80, "%", ZHENGZHOU, "2023", "rate"),
        "row 12 column 3": Short("public_revenue", 1.1658e11, "元", ZHENGZHOU, "2023", "level"),
        # nought is a figure, and stays nought
        "row 13 column 3": Short("patents_granted", 0, "件", ZHENGZHOU, "2023", "level"),
        "row 13 column 4": Short("patents_granted", -100, "%", ZHENGZHOU, "2023", "growth"),
    }


def test_what_is_missing_stays_missing(tmp_path):
    tables = read_csv(tmp_path, BULLETIN)
    assert [(gap.reference, gap.text) for gap in tables.gaps] == [
        ("row 9 column 3", "—"),
        ("row 10 column 4", "…"),
        ("row 11 column 4", "x"),
        ("row 12 column 4", ""),
    ]


def test_parts_know_the_row_above_them(tmp_path):
    tables = read_csv(tmp_path, BULLETIN)
    parents = {one.claim.phrase: one.parent for one in tables.claims}
    assert parents["第一产业"] == parents["第二产业"] == "地区生产总值"
    assert parents["出口"] == parents["进口"] == "进出口总额"
    assert parents["地区生产总值"] == parents["规模以上工业增加值"] == ""


def test_each_of_several_parts_is_of_the_row_above_them_all(tmp_path):
    text = """2023年（亿元）,
指标,数值
进出口总额,10
其中：出口,6
其中：进口,4
  #机电产品,1
固定资产投资,3
"""
    parents = {one.claim.phrase: one.parent for one in read_csv(tmp_path, text).claims}
    assert parents == {
        "进出口总额": "",
        "出口": "进出口总额",
        "进口": "进出口总额",
        "机电产品": "进口",
        "固定资产投资": "",
    }


def test_a_footnote_is_kept_beside_its_figures(tmp_path):
    tables = read_csv(tmp_path, BULLETIN)
    gdp, _, primary, *_ = tables.claims
    assert gdp.claim.phrase == "地区生产总值"
    assert tables.footnotes_of(gdp) == ("地区生产总值为初步核算数。",)
    assert tables.footnotes_of(primary) == ()


def test_every_claim_points_at_its_cell_and_says_its_rules(tmp_path):
    tables = read_csv(tmp_path, BULLETIN)
    for one in tables.claims:
        claim = one.claim
        assert tables.text[claim.start : claim.end] == claim.text
        assert claim.rules.keys() == {"value", "hedge", "measure", "kind", "period", "place", "indicator"}
    rules = tables.claims[0].claim.rules
    assert rules["measure"] == "measure.row"
    assert rules["period"] == "period.column"
    assert rules["place"] == "place.title"


DISTRICTS = """2024年1-10月郑州市各区县主要经济指标,,,,
地区,规模以上工业增加值,,固定资产投资,社会消费品零售总额
,绝对量（亿元）,同比增长（%）,同比±%,（亿元）
全市,3000.5,9.1,6.2,4500
中原区,120.3,8.0,-3.1,—
高新区,150,10.1,8,0
"""


def test_places_in_rows_under_a_header_of_two_lines(tmp_path):
    period = "2024-01-01/2024-10-31"
    found = by_cell(read_csv(tmp_path, DISTRICTS))
    assert found == {
        "row 4 column 2": Short("large_industry_value_added", 3.0005e11, "元", ZHENGZHOU, period, "level"),
        "row 4 column 3": Short("large_industry_value_added", 9.1, "%", ZHENGZHOU, period, "growth"),
        "row 4 column 4": Short("fixed_investment", 6.2, "%", ZHENGZHOU, period, "growth"),
        "row 4 column 5": Short("retail_sales", 4.5e11, "元", ZHENGZHOU, period, "level"),
        "row 5 column 2": Short("large_industry_value_added", 1.203e10, "元", ZHONGYUAN, period, "level"),
        "row 5 column 3": Short("large_industry_value_added", 8, "%", ZHONGYUAN, period, "growth"),
        "row 5 column 4": Short("fixed_investment", -3.1, "%", ZHONGYUAN, period, "growth"),
        "row 6 column 2": Short("large_industry_value_added", 1.5e10, "元", HIGH_TECH, period, "level"),
        "row 6 column 3": Short("large_industry_value_added", 10.1, "%", HIGH_TECH, period, "growth"),
        "row 6 column 4": Short("fixed_investment", 8, "%", HIGH_TECH, period, "growth"),
        "row 6 column 5": Short("retail_sales", 0, "元", HIGH_TECH, period, "level"),
    }


def test_a_table_turned_round_says_the_same(tmp_path):
    upright = """2023年郑州市各区主要指标
地区,生产总值（亿元）,常住人口（万人）,专利授权量（件）
金水区,2000.5,163.9,12
中原区,700,98,7
"""
    turned = """2023年郑州市各区主要指标
指标,金水区,中原区
生产总值（亿元）,2000.5,700
常住人口（万人）,163.9,98
专利授权量（件）,12,7
"""
    one, other = read_csv(tmp_path, upright), read_csv(tmp_path, turned)
    assert len(one.claims) == 6
    assert set(by_cell(one).values()) == set(by_cell(other).values())


def test_a_long_table_names_everything_in_columns(tmp_path):
    text = """地区,指标,年份,数值,单位
金水区,地区生产总值,2022,1987.6,亿元
,常住人口,2022,163.9,万人
中原区,地区生产总值,2023,1999,亿元
"""
    assert by_cell(read_csv(tmp_path, text)) == {
        "row 2 column 4": Short("gdp", 1.9876e11, "元", JINSHUI, "2022", "level"),
        "row 3 column 4": Short("resident_population", 1639000, "人", JINSHUI, "2022-12-31", "level"),
        "row 4 column 4": Short("gdp", 1.999e11, "元", ZHONGYUAN, "2023", "level"),
    }


def test_years_over_the_columns_though_the_figures_look_like_years(tmp_path):
    text = """各区常住人口,,
单位：万人,,
地区,2019,2020
金水区,160,1990
"""
    assert by_cell(read_csv(tmp_path, text)) == {
        "row 4 column 2": Short("resident_population", 1600000, "人", JINSHUI, "2019-12-31", "level"),
        "row 4 column 3": Short("resident_population", 19900000, "人", JINSHUI, "2020-12-31", "level"),
    }


def test_sections_stand_over_their_rows_and_months_take_the_year_of_the_title(tmp_path):
    text = """金水区2024年1-10月主要指标,,,
指标,单位,本月,累计
一、工业,,,
规模以上工业增加值,亿元,12.3,110.5
二、投资,,,
固定资产投资,亿元,20,180
  第一产业,亿元,0,1.5
"""
    month, year_to_date = "2024-10-01/2024-10-31", "2024-01-01/2024-10-31"
    assert by_cell(read_csv(tmp_path, text)) == {
        "row 4 column 3": Short("large_industry_value_added", 1.23e9, "元", JINSHUI, month, "level"),
        "row 4 column 4": Short("large_industry_value_added", 1.105e10, "元", JINSHUI, year_to_date, "level"),
        "row 6 column 3": Short("fixed_investment", 2e9, "元", JINSHUI, month, "level"),
        "row 6 column 4": Short("fixed_investment", 1.8e10, "元", JINSHUI, year_to_date, "level"),
        # under investment the first sector is its investment, not its value added
        "row 7 column 3": Short("primary_investment", 0, "元", JINSHUI, month, "level"),
        "row 7 column 4": Short("primary_investment", 1.5e8, "元", JINSHUI, year_to_date, "level"),
    }


def test_the_same_period_of_the_year_before_and_a_fall(tmp_path):
    text = """2024年前三季度郑州市生产总值（亿元）,,,
指标,2024年,上年同期,降幅（%）
生产总值,1000,1050,4.8
"""
    first, before = "2024-01-01/2024-09-30", "2023-01-01/2023-09-30"
    assert by_cell(read_csv(tmp_path, text)) == {
        "row 3 column 2": Short("gdp", 1e11, "元", ZHENGZHOU, first, "level"),
        "row 3 column 3": Short("gdp", 1.05e11, "元", ZHENGZHOU, before, "level"),
        "row 3 column 4": Short("gdp", -4.8, "%", ZHENGZHOU, first, "growth"),  # a fall of 4.8 %
    }


def test_a_budget_its_plan_its_progress_and_its_total(tmp_path):
    text = """2024年金水区一般公共预算收入预算表,,,,
单位：万元,,,,
项目,2023年执行数,2024年预算数,为上年执行数的%,备注
一、税收收入,500000,530000,106.0,
  1.增值税,200000,210000,105.0,含改征
合计,590000,610000,103.4,
"""
    tables = read_csv(tmp_path, text, home=JINSHUI)
    found = by_cell(tables)
    assert found["row 4 column 2"] == Short("tax_revenue", 5e9, "元", JINSHUI, "2023", "level")
    assert found["row 4 column 3"] == Short("tax_revenue", 5.3e9, "元", JINSHUI, "2024", "forecast")
    assert found["row 4 column 4"] == Short("tax_revenue", 106, "%", JINSHUI, "2024", "rate")
    assert found["row 6 column 2"] == Short("public_revenue", 5.9e9, "元", JINSHUI, "2023", "level")
    assert {one.reference for one in tables.claims if one.is_total} == {
        f"row 6 column {c}" for c in (2, 3, 4)
    }
    assert {one.parent for one in tables.claims if one.claim.phrase == "增值税"} == {"税收收入"}


def test_growth_and_rank_belong_to_the_column_on_their_left(tmp_path):
    text = """2023年郑州市各区,,,
地区,生产总值（亿元）,增速（%）,位次
金水区,2000,5.5,1
"""
    assert by_cell(read_csv(tmp_path, text)) == {
        "row 3 column 2": Short("gdp", 2e11, "元", JINSHUI, "2023", "level"),
        "row 3 column 3": Short("gdp", 5.5, "%", JINSHUI, "2023", "growth"),
        "row 3 column 4": Short("gdp", 1, "位", JINSHUI, "2023", "rank"),
    }


def test_several_units_above_a_table_go_to_what_they_fit(tmp_path):
    text = """2023年郑州市对外经济,,
单位：万美元、人、%,,
指标,实际,同比
实际利用外资,55000,3.2
常住人口,100,—
"""
    found = by_cell(read_csv(tmp_path, text))
    assert found["row 4 column 2"] == Short("fdi", 5.5e8, "美元", ZHENGZHOU, "2023", "level")
    assert found["row 4 column 3"] == Short("fdi", 3.2, "%", ZHENGZHOU, "2023", "growth")
    assert found["row 5 column 2"] == Short(
        "resident_population", 100, "人", ZHENGZHOU, "2023-12-31", "level"
    )


def test_two_tables_in_one_sheet_and_two_side_by_side(tmp_path):
    stacked = """表1 2022年各区人口,,
地区,常住人口（万人）,占全市比重（%）
金水区,160,12.3
,,
表2 2023年各区经济,,
地区,生产总值（亿元）,增长（%）
金水区,2000,5
"""
    tables = read_csv(tmp_path, stacked)
    assert [table.titles for table in tables.tables] == [("表1 2022年各区人口",), ("表2 2023年各区经济",)]
    assert by_cell(tables) == {
        "row 3 column 2": Short("resident_population", 1600000, "人", JINSHUI, "2022-12-31", "level"),
        "row 3 column 3": Short("resident_population", 12.3, "%", JINSHUI, "2022-12-31", "share"),
        "row 7 column 2": Short("gdp", 2e11, "元", JINSHUI, "2023", "level"),
        "row 7 column 3": Short("gdp", 5, "%", JINSHUI, "2023", "growth"),
    }
    beside = """2023年,,,
指标,数值（亿元）,指标,数值（亿元）
地区生产总值,10,固定资产投资,7
"""
    assert by_cell(read_csv(tmp_path, beside)) == {
        "row 3 column 2": Short("gdp", 1e9, "元", ZHENGZHOU, "2023", "level"),
        "row 3 column 4": Short("fixed_investment", 7e8, "元", ZHENGZHOU, "2023", "level"),
    }


def test_a_line_that_counts_the_columns_and_a_header_repeated_on_the_next_page_are_no_figures(tmp_path):
    text = """2023年,,,
指标,单位,2022年,2023年
甲,乙,1,2
地区生产总值,亿元,10,11
指标,单位,2022年,2023年
固定资产投资,亿元,20,21
"""
    found = by_cell(read_csv(tmp_path, text))
    assert {cell: one.value for cell, one in found.items()} == {
        "row 4 column 3": 1e9,
        "row 4 column 4": 1.1e9,
        "row 6 column 3": 2e9,
        "row 6 column 4": 2.1e9,
    }


def test_a_code_decides_before_a_name(tmp_path):
    text = """行政区划代码,区县,2023年末常住人口（人）
410105,金水,1639000
999999,某某区,12
"""
    tables = read_csv(tmp_path, text)
    places = [(one.claim.place.code, one.claim.place.name, one.claim.rules["place"]) for one in tables.claims]
    assert places == [("410105", "金水区", "place.code"), (None, "某某区", "place.unlisted")]


def test_what_the_table_does_not_tell_is_left_open_and_noted(tmp_path):
    tables = read_csv(tmp_path, "指标,数值\n地区生产总值,10\n", home=None)
    (one,) = tables.claims
    assert (one.claim.quantity.measure, one.claim.period.how, one.claim.place.code) == (
        "",
        "unresolved",
        None,
    )
    assert {note.code for note in tables.notes} == {"no-unit", "no-period", "no-place"}


def test_relative_years_count_from_the_day_of_publication_or_stay_open(tmp_path):
    from datetime import date

    text = "指标,单位,去年,今年\n固定资产投资,亿元,10,11\n"
    assert {one.period for one in by_cell(read_csv(tmp_path, text)).values()} == {"?"}
    known = by_cell(read_csv(tmp_path, text, published=date(2024, 12, 12)))
    assert [one.period for one in known.values()] == ["2023", "2024"]


def test_text_that_a_spreadsheet_would_compute_is_only_text(tmp_path):
    text = """指标,单位,2023年
=cmd|'/c calc'!A1,亿元,5
@SUM(1+1),亿元,=1+1
"""
    tables = read_csv(tmp_path, text)
    assert [(one.claim.indicator, one.claim.quantity.point) for one in tables.claims] == [(None, 5e8)]
    assert [(note.reference, note.code) for note in tables.notes] == [("row 3 column 3", "no-figure")]


def test_the_unit_of_a_cell_goes_before_that_of_its_header_and_is_noted(tmp_path):
    tables = read_csv(tmp_path, "2023年郑州市\n指标,数值（亿元）\n地区生产总值,8.5%\n固定资产投资,约120\n")
    percent, about = tables.claims
    assert (percent.claim.quantity.measure, percent.claim.rules["measure"]) == ("%", "measure.cell")
    assert about.claim.hedge == "about"
    assert (about.claim.quantity.low, about.claim.quantity.high) == pytest.approx((1.08e10, 1.32e10))
    assert [note.code for note in tables.notes] == ["own-unit"]


def test_a_stream_gives_the_same_figures(tmp_path):
    tables = read_csv(tmp_path, BULLETIN)
    assert tuple(stream_tables(tmp_path / "table.csv", home=ZHENGZHOU)) == tables.claims


def test_a_long_file_is_read_in_pieces_that_know_what_went_before(tmp_path, monkeypatch):
    rows = "".join(f"{'金水区' if n % 3 == 0 else ''},第{n}项投资,{n}\n" for n in range(60))
    text = f"2023年\n地区,指标,数值（亿元）\n{rows}"
    whole = read_csv(tmp_path, text)
    monkeypatch.setattr("quheng.evidence.tables.pieces.LONGEST_PIECE", 7)
    assert read_csv(tmp_path, text).claims == whole.claims
    assert len(whole.claims) == 60
    assert {one.claim.place.code for one in whole.claims} == {JINSHUI}


def test_no_interval_is_empty(tmp_path):
    for one in read_csv(tmp_path, BULLETIN).claims:
        quantity = one.claim.quantity
        assert -math.inf < quantity.low <= quantity.point <= quantity.high < math.inf
