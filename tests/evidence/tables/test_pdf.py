"""Tables of PDFs with text, text of PDFs, and PDFs without."""

from __future__ import annotations

import pytest

from quheng.errors import DataError
from quheng.evidence.tables import read_tables, text_of_pdf
from tests.evidence.tables.found import ZHENGZHOU, Short, by_cell
from tests.evidence.tables.paper import pdf_of, table_at

pytest.importorskip("pypdfium2")

WIDTHS = [140, 100, 120, 100]
ROWS = [
    ["指标", "总量", "同比增长（%）", "2022年"],
    ["地区生产总值", "13600.5", "7.4", "12934.7"],
    ["第一产业", "180.2", "0.6", "186.0"],
    ["社会消费品零售总额", "5,623.1", "7.7", "—"],
]
PAGE = [
    (60, 60, "这是一段说明文字，用来检查正文不会被当成表格，数字有12个。"),
    (60, 78, "第二行说明文字也在这里。"),
    (200, 130, "表1 2023年郑州市主要指标"),
    (440, 148, "单位：亿元"),
    *table_at(60, 170, WIDTHS, ROWS),
    (60, 246, "注：数据为初步核算数。"),
    (60, 330, "后面又是一段普通的文字。"),
]


def read_page(folder, *pages):
    path = folder / "page.pdf"
    path.write_bytes(pdf_of(*pages))
    return read_tables(path, home=ZHENGZHOU)


def test_columns_are_found_from_where_the_text_stands(tmp_path):
    tables = read_page(tmp_path, PAGE)
    assert by_cell(tables) == {
        "page 1 table 1 row 2 column 2": Short("gdp", 1.36005e12, "元", ZHENGZHOU, "2023", "level"),
        "page 1 table 1 row 2 column 3": Short("gdp", 7.4, "%", ZHENGZHOU, "2023", "growth"),
        "page 1 table 1 row 2 column 4": Short("gdp", 1.29347e12, "元", ZHENGZHOU, "2022", "level"),
        "page 1 table 1 row 3 column 2": Short(
            "primary_value_added", 1.802e10, "元", ZHENGZHOU, "2023", "level"
        ),
        "page 1 table 1 row 3 column 3": Short("primary_value_added", 0.6, "%", ZHENGZHOU, "2023", "growth"),
        "page 1 table 1 row 3 column 4": Short(
            "primary_value_added", 1.86e10, "元", ZHENGZHOU, "2022", "level"
        ),
        "page 1 table 1 row 4 column 2": Short("retail_sales", 5.6231e11, "元", ZHENGZHOU, "2023", "level"),
        "page 1 table 1 row 4 column 3": Short("retail_sales", 7.7, "%", ZHENGZHOU, "2023", "growth"),
    }
    assert [gap.reference for gap in tables.gaps] == ["page 1 table 1 row 4 column 4"]
    (table,) = tables.tables
    assert table.titles == ("表1 2023年郑州市主要指标", "单位：亿元")
    assert table.is_provisional


def test_how_sure_the_columns_are_is_said(tmp_path):
    tables = read_page(tmp_path, PAGE)
    (note,) = [note for note in tables.notes if note.code == "inferred-columns"]
    assert "in all 5 rows each column has one text" in note.message.en


def test_columns_that_a_text_joins_are_said_and_their_figures_are_not_read_as_one(tmp_path):
    rows = [["指标", "2022年", "2023年"], ["甲类", "1", "234"], ["乙类", "1", "235"]]
    page = [(60, 60, "（亿元）"), *table_at(60, 80, [140, 100, 100], rows)]
    page += [(60, 134, "丙类"), (290, 134, "占去两列的一长段文字"), (500, 134, "7")]
    tables = read_page(tmp_path, page)
    (note,) = [note for note in tables.notes if note.code == "inferred-columns"]
    assert "in 3 of 4 rows two texts fall into one column" in note.message.en
    assert [one.claim.text for one in tables.claims] == ["7"]


def test_each_page_has_its_own_tables(tmp_path):
    rows = [["指标", "数值"], ["地区生产总值", "5"], ["出口", "1"]]
    second = [(60, 60, "2021年（亿元）"), *table_at(60, 80, [140, 100], rows)]
    found = by_cell(read_page(tmp_path, PAGE, second))
    assert found["page 2 table 1 row 2 column 2"] == Short("gdp", 5e8, "元", ZHENGZHOU, "2021", "level")


def test_the_text_of_a_pdf_is_prose_with_its_pages_parted(tmp_path):
    path = tmp_path / "page.pdf"
    path.write_bytes(
        pdf_of([(60, 60, "全市生产总值100亿元，"), (60, 78, "增长5%。")], [(60, 60, "第二页。")])
    )
    assert text_of_pdf(path) == "全市生产总值100亿元，\n增长5%。\n\n第二页。\n"


def test_a_scanned_pdf_says_that_it_has_no_text(tmp_path, monkeypatch):
    monkeypatch.setenv("QUHENG_LANG", "en")
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf_of([], []))
    for read in (text_of_pdf, read_tables):
        with pytest.raises(DataError, match="seems to be scanned"):
            read(path)


def test_prose_alone_is_no_table(tmp_path):
    tables = read_page(
        tmp_path, [(60, 60 + 18 * line, "这一行文字里有12个数字，和34项内容。") for line in range(20)]
    )
    assert tables.claims == ()


def test_a_page_printed_by_a_browser(tmp_path, browser):
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS[1:])
    page = f"""<meta charset=utf-8><style>td {{padding: 2px 14px; text-align: right}}</style>
    <p>表1 2023年郑州市主要指标</p><p>单位：亿元</p><table><tr><th rowspan=2>指标<th colspan=2>2023年
    <th rowspan=2>2022年<tr><th>总量<th>同比增长（%）{rows}</table>"""
    path = tmp_path / "printed.pdf"
    with browser.new_context() as context:
        sheet = context.new_page()
        sheet.set_content(page)
        sheet.pdf(path=str(path))
    found = {
        (one.indicator, one.kind, one.period): one.value
        for one in by_cell(read_tables(path, home=ZHENGZHOU)).values()
    }
    assert found[("gdp", "level", "2023")] == 1.36005e12
    assert found[("gdp", "level", "2022")] == 1.29347e12
    assert found[("primary_value_added", "growth", "2023")] == 0.6
