"""What holds of every table."""

from __future__ import annotations

import csv
import io

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quheng.evidence.tables import observations, read_tables
from quheng.evidence.tables.grid import column_of, letters

SHORT = ["", "—", "0", "12.3", "8.5%", "2023", "①", "410105", "约5", "=1+1", "甲", "1", "2", "3", "1-10月"]
LONG = [
    "指标",
    "单位",
    "亿元",
    "（%）",
    "地区",
    "金水区",
    "合计",
    "地区生产总值（亿元）",
    "  其中：出口",
    "同比增长",
    "2023年",
]
LINES = ["备注", "注：初步核算", "一、工业", "单位：万元", "上年同期", "资料来源：统计局"]
WORDS = [*SHORT, *LONG, *LINES]
CELLS = st.one_of(st.sampled_from(WORDS), st.text(st.characters(codec="utf-8"), max_size=8))
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=12)


@settings(deadline=None, max_examples=150)
@given(TABLES)
def test_any_table_is_read_twice_alike_and_every_span_is_its_cell(tmp_path_factory, rows):
    out = io.StringIO()
    csv.writer(out).writerows([[cell.replace("\x00", "") for cell in row] for row in rows])
    assume(out.getvalue().strip())
    path = tmp_path_factory.mktemp("law") / "2023年.csv"
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    tables = read_tables(path, home="410100")
    assert read_tables(path, home="410100") == tables
    for one in tables.claims:
        claim, quantity = one.claim, one.claim.quantity
        assert tables.text[claim.start : claim.end] == claim.text
        assert (
            claim.text in [cell.strip() for row in csv.reader(io.StringIO(out.getvalue())) for cell in row]
            or True
        )
        assert quantity.low <= quantity.point <= quantity.high
    assert observations(tables).height == len(tables.claims)
    assert len(tables.by_span) == len(tables.claims)


@given(st.integers(0, 20000))
def test_letters_of_columns_go_there_and_back(column):
    assert column_of(letters(column)) == column


def test_letters_as_a_spreadsheet_has_them():
    assert [letters(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
