"""Workbooks: merged headers, indents, per cent, formulas, sheets, and files that are none."""

from __future__ import annotations

import zipfile

import pytest

from quheng.errors import DataError, NotFoundError
from quheng.evidence.tables import read_tables
from quheng.evidence.tables.sheet_xml import WorkbookXml
from tests.evidence.tables.found import ZHENGZHOU, Short, by_cell

openpyxl = pytest.importorskip("openpyxl")


def written(path, fill):
    from openpyxl import Workbook

    book = Workbook()
    fill(book)
    book.save(path)
    return path


def merged_headers(book):
    from openpyxl.styles import Alignment

    sheet = book.active
    sheet.title = "主要指标"
    sheet["A1"] = "2023年郑州市主要经济指标"
    sheet.merge_cells("A1:F1")
    sheet["F2"] = "单位：亿元"
    for cell, text in {"A3": "指标", "B3": "2023年", "D3": "2022年", "F3": "备注"}.items():
        sheet[cell] = text
    for span in ("A3:A4", "B3:C3", "D3:E3", "F3:F4"):
        sheet.merge_cells(span)
    for cell in ("B4", "D4"):
        sheet[cell] = "总量"
    for cell in ("C4", "E4"):
        sheet[cell] = "同比增长（%）"
    rows = [
        ("地区生产总值*", 13600.5, 0.074, 12934.7, 0.01, "快报"),
        ("第一产业", 180.2, 0.006, 186, 0.02, None),
        ("工业总产值", None, "=1+1", "—", 0.0, None),
    ]
    for number, row in enumerate(rows, 5):
        for letter, value in zip("ABCDEF", row, strict=True):
            sheet[f"{letter}{number}"] = value
        for letter in "CE":
            sheet[f"{letter}{number}"].number_format = "0.0%"
    sheet["A6"].alignment = Alignment(indent=1)
    sheet["A8"] = "* 地区生产总值为初步核算数"


def test_merged_headers_reach_every_column_that_they_cover(tmp_path):
    tables = read_tables(written(tmp_path / "a.xlsx", merged_headers), home=ZHENGZHOU)
    assert by_cell(tables) == {
        "主要指标!B5": Short("gdp", 1.36005e12, "元", ZHENGZHOU, "2023", "level"),
        # the cell holds 0.074 and shows 7.4%
        "主要指标!C5": Short("gdp", 7.4, "%", ZHENGZHOU, "2023", "growth"),
        "主要指标!D5": Short("gdp", 1.29347e12, "元", ZHENGZHOU, "2022", "level"),
        "主要指标!E5": Short("gdp", 1, "%", ZHENGZHOU, "2022", "growth"),
        "主要指标!B6": Short("primary_value_added", 1.802e10, "元", ZHENGZHOU, "2023", "level"),
        "主要指标!C6": Short("primary_value_added", 0.6, "%", ZHENGZHOU, "2023", "growth"),
        "主要指标!D6": Short("primary_value_added", 1.86e10, "元", ZHENGZHOU, "2022", "level"),
        "主要指标!E6": Short("primary_value_added", 2, "%", ZHENGZHOU, "2022", "growth"),
        "主要指标!E7": Short("large_industry_output", 0, "%", ZHENGZHOU, "2022", "growth"),
    }
    assert [gap.reference for gap in tables.gaps] == ["主要指标!B7", "主要指标!C7", "主要指标!D7"]
    parents = {one.claim.phrase: one.parent for one in tables.claims}
    assert parents == {"地区生产总值": "", "第一产业": "地区生产总值", "工业总产值": ""}
    assert tables.footnotes_of(tables.claims[0]) == ("地区生产总值为初步核算数",)


def test_a_formula_without_a_result_is_missing_and_said(tmp_path):
    tables = read_tables(written(tmp_path / "a.xlsx", merged_headers), home=ZHENGZHOU)
    assert [(note.reference, note.code) for note in tables.notes] == [("主要指标!C7", "formula")]


def test_the_result_of_a_formula_is_read_and_an_error_for_one_is_missing(tmp_path):
    xlsxwriter = pytest.importorskip("xlsxwriter")
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet("2023年")
    for row, cells in enumerate([("指标", "数值（亿元）"), ("地区生产总值",), ("出口",)]):
        sheet.write_row(row, 0, cells)
    sheet.write_formula("B2", "=2+3", None, 5)
    sheet.write_formula("B3", "=1/0", None, "#DIV/0!")
    book.close()
    tables = read_tables(tmp_path / "a.xlsx", home=ZHENGZHOU)
    assert by_cell(tables) == {"2023年!B2": Short("gdp", 5e8, "元", ZHENGZHOU, "2023", "level")}
    assert [gap.reference for gap in tables.gaps] == ["2023年!B3"]
    assert [(note.reference, note.code) for note in tables.notes] == [("2023年!B3", "formula")]


def test_hidden_sheets_are_read_and_said_and_empty_ones_passed_over(tmp_path):
    def fill(book):
        book.active.title = "空"
        sheet = book.create_sheet("2022年")
        sheet.sheet_state = "hidden"
        for row in (["指标", "数值（亿元）"], ["地区生产总值", 5]):
            sheet.append(row)

    tables = read_tables(written(tmp_path / "a.xlsx", fill), home=ZHENGZHOU)
    # the sheet's name tells the year
    assert by_cell(tables) == {"2022年!B2": Short("gdp", 5e8, "元", ZHENGZHOU, "2022", "level")}
    assert [note.code for note in tables.notes] == ["hidden-sheet"]


def test_a_place_merged_over_its_rows_and_a_value_merged_over_two_rows(tmp_path):
    def fill(book):
        sheet = book.active
        for row in (["地区", "指标", "2023年（亿元）"], ["金水区", "生产总值", 5], [None, "固定资产投资", 7]):
            sheet.append(row)
        sheet.merge_cells("A2:A3")

    tables = read_tables(written(tmp_path / "a.xlsx", fill), home=ZHENGZHOU)
    assert {one.place for one in by_cell(tables).values()} == {"410105"}


def rewritten(source, target, part, change):
    """Copy a workbook with one of its parts changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return target


def test_a_merge_over_a_whole_sheet_is_cut_to_what_is_in_use(tmp_path):
    def fill(book):
        book.active.append(["指标", "2023年（亿元）"])
        book.active.append(["生产总值", 5])

    merged = b'</sheetData><mergeCells><mergeCell ref="D1:XFD1048576"/></mergeCells>'
    path = rewritten(
        written(tmp_path / "a.xlsx", fill),
        tmp_path / "b.xlsx",
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"</sheetData>", merged),
    )
    assert len(read_tables(path, home=ZHENGZHOU).claims) == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", b"", "empty"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"  \n ", "empty"),
        ("a.xlsx", b"PK\x03\x04 broken", "cannot be read as XLSX"),
        ("a.xlsx", "指标,值\n".encode(), "cannot be read as XLSX"),
        ("a.csv", b"%PDF-1.4\n", "but is a PDF"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "but is an HTML page"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "but is an old XLS file"),
        ("a.docx", b"text", "cannot be read from a file of kind '.docx'"),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password",
        ),
        ("a.pdf", b"%PDF-1.4 nothing", "cannot be read as a PDF"),
        ("a.csv", b'a,b\n"1,2\n', "a quote is not closed"),
    ],
)
def test_files_that_are_not_what_they_say(tmp_path, monkeypatch, name, content, words):
    monkeypatch.setenv("QUHENG_LANG", "en")
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DataError, match=words) as raised:
        read_tables(path)
    assert name in str(raised.value)
    assert all(problem.what.zh != problem.what.en and problem.remedy for problem in raised.value.problems)


def test_no_such_file_no_such_home_no_such_day(tmp_path):
    with pytest.raises(NotFoundError):
        read_tables(tmp_path / "a.csv")
    path = tmp_path / "b.csv"
    path.write_text("指标,2023年\n地区生产总值,5\n", encoding="utf-8")
    with pytest.raises(NotFoundError):
        read_tables(path, home="999999")
    with pytest.raises(DataError):
        read_tables(path, published="soon")


def test_entities_are_not_expanded(tmp_path):
    bomb = b'<!DOCTYPE a [<!ENTITY x "0000000000"><!ENTITY z "&x;&x;&x;%">]>'
    path = rewritten(
        written(tmp_path / "a.xlsx", merged_headers),
        tmp_path / "b.xlsx",
        "xl/styles.xml",
        lambda xml: bomb + xml.replace(b"0.0%", b"&z;"),
    )
    assert WorkbookXml(tmp_path / "a.xlsx").facts("主要指标").percents
    assert not WorkbookXml(path).facts("主要指标").percents
    with pytest.raises(DataError):
        read_tables(path, home=ZHENGZHOU)


def test_gb18030_is_detected_and_stated(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("2023年郑州市;\n指标;数值（亿元）\n地区生产总值;5\n".encode("gb18030"))
    tables = read_tables(path, home=ZHENGZHOU)
    assert by_cell(tables) == {"row 3 column 2": Short("gdp", 5e8, "元", ZHENGZHOU, "2023", "level")}
    notes = [note.message.en for note in tables.notes]
    assert any("GB18030" in note for note in notes)
    assert any("semicolons" in note for note in notes)


def test_the_name_of_the_file_tells_the_year_and_the_place_where_nothing_else_does(tmp_path):
    path = tmp_path / "2021年金水区统计公报附表.csv"
    path.write_text("指标,数值（亿元）\n地区生产总值,5\n", encoding="utf-8")
    (one,) = read_tables(path, home=ZHENGZHOU).claims
    assert (one.claim.period.end.year, one.claim.period.how) == (2021, "default")
    assert one.claim.rules["period"] == "period.file"
    assert one.claim.place.code == "410105"
