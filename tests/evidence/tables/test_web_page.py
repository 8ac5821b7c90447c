"""Tables of HTML pages: spans, nesting, marks, scripts, and pages that nobody wrote by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quheng.evidence.tables import read_tables
from quheng.evidence.tables.web_page import read_web_page
from tests.evidence.tables.found import ZHENGZHOU, Short, by_cell

PAGE = """<html><head><meta charset="utf-8"><title>2023年统计公报附表</title>
<script>document.write("<table><tr><td>指标</td><td>9</td></tr></table>")</script></head><body>
<p>这一段文字讲的是别的事情，很长，以句号结束。</p><p>表1 郑州市人口</p><p>单位：万人</p>
<table><tr><td><table>
<tr><th rowspan=2>指标<th colspan=2>2023年</tr>
<tr><th>年末数</th><th>比重（%）</th></tr>
<tr><td>常住人口<sup>1)</sup></td><td>1300.8</td><td>100</td></tr>
<tr><td>&nbsp;&nbsp;其中：城镇</td><td>1040.6<sup>*</sup></td><td>80.0</td></tr>
<tr><td>建成区面积（km<sup>2</sup>）</td><td>700</td><td>&mdash;</td></tr>
</table></td></tr></table>
</body></html>"""


def read_page(folder, text):
    path = folder / "page.html"
    path.write_text(text, encoding="utf-8")
    return read_tables(path, home=ZHENGZHOU)


def test_a_table_within_a_table_for_the_layout(tmp_path):
    tables = read_page(tmp_path, PAGE)
    day = "2023-12-31"
    assert by_cell(tables) == {
        "table 2 row 3 column 2": Short("resident_population", 13008000, "人", ZHENGZHOU, day, "level"),
        "table 2 row 3 column 3": Short("resident_population", 100, "%", ZHENGZHOU, day, "share"),
        "table 2 row 4 column 2": Short("urban_population", 10406000, "人", ZHENGZHOU, day, "level"),
        "table 2 row 4 column 3": Short("urban_population", 80, "%", ZHENGZHOU, day, "share"),
        "table 2 row 5 column 2": Short("built_up_area", 700, "平方公里", ZHENGZHOU, day, "level"),
    }
    assert [one.marks for one in tables.claims] == [("1",), ("1",), ("*",), (), ()]
    (table,) = tables.tables
    assert table.titles == ("表1 郑州市人口", "单位：万人")
    assert [(gap.reference, gap.text) for gap in tables.gaps] == [("table 2 row 5 column 3", "—")]


def test_spans_beyond_all_measure_end_with_the_table(tmp_path):
    path = tmp_path / "page.html"
    path.write_text("<table><tr><td colspan=999999999 rowspan=0>x<tr><td>y</table>", encoding="utf-8")
    (grid,), _, _ = read_web_page(path)
    assert [row[0] for row in grid.rows] == ["x", ""]
    assert {len(row) for row in grid.rows} == {1001}  # y stands beside x, which reaches down to it


def test_tables_nested_ten_thousand_deep_are_no_recursion(tmp_path):
    tables = read_page(tmp_path, "<table><tr><td>" * 10_000 + "x")
    assert tables.claims == ()
    assert [note.code for note in tables.notes] == ["no-table"]


def test_styles_comments_and_templates_are_not_read(tmp_path):
    page = """<style>td{}</style><!-- <table><tr><td>地区生产总值<td>1</table> -->
    <template><table><tr><td>x<td>1</table></template>
    <table><caption>2023年（亿元）</caption><tr><th>指标<th>数值<tr><td>地区生产总值<td><b>5</b><script>9</script></table>"""
    tables = read_page(tmp_path, page)
    assert list(by_cell(tables).values()) == [Short("gdp", 5e8, "元", ZHENGZHOU, "2023", "level")]


OPENING = [
    "<table>",
    "<tr>",
    "<td>",
    "<td rowspan=2>",
    "<th colspan=3>",
    "<sup>",
    "<caption>",
    "<script>",
    "<br>",
]
CLOSING = ["</table>", "</tr>", "</td>", "</sup>", "</caption>", "</script>"]
TEXTS = ["地区", "2023年", "12.3", "亿元"]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([*OPENING, *CLOSING, *TEXTS]), max_size=40))
def test_any_soup_of_tags_is_read_without_an_error(tmp_path_factory, tags):
    path = tmp_path_factory.mktemp("soup") / "page.html"
    path.write_text("指标" + "".join(tags), encoding="utf-8")
    tables = read_tables(path)
    for one in tables.claims:
        assert tables.text[one.claim.start : one.claim.end] == one.claim.text


@pytest.mark.parametrize("charset", ["gb18030", "utf-8-sig", "utf-16"])
def test_encodings_of_pages(tmp_path, charset):
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.encode(charset))
    assert len(read_tables(path, home=ZHENGZHOU).claims) == 5
