"""Cases to take away: within the scope, masked, and with no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import pytest

from quheng.ledger.exporting import export_csv, export_xlsx
from quheng.ledger.models import CaseRow
from quheng.ledger.published import compiled
from quheng.ledger.scope import readable
from quheng.observations.raw_table import read_raw_tables
from tests.ledger.town import Town


@pytest.fixture
def town(database):
    town = Town().build()
    town.grant("boss", "lead", "city", sensitivity=3)
    return town


def rows(viewer):
    return readable(viewer).select_related("organisation").order_by("number")


def taken(town, who, language="en", cases=None):
    viewer = town.viewer(who)
    programme = compiled(CaseRow.objects.first().digest)
    data = b"".join(export_csv(viewer, programme, rows(viewer) if cases is None else cases, language))
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_values_are_worded_and_personal_ones_masked_for_everybody(town):
    number = town.searching(owner_phone="13800001234", fragile=True, worth="12.5")
    for who in ("wang", "boss"):
        [row] = taken(town, who)
        assert (row["Number"], row["Stage"], row["With"]) == (number, "Searching", "east")
        assert (row["Owner's telephone"], row["Fragile"], row["Worth"]) == ("138****1234", "yes", "12.5")
    [chinese] = taken(town, "wang", "zh")
    assert (chinese["环节"], chinese["易碎"], chinese["届满时间"]) == ("查找中", "是", "2026-03-05 00:00")


def test_formulas_are_text(town):
    town.opens(values={"thing": '=HYPERLINK("http://x","y")'})
    town.opens(values={"thing": "@SUM(A1)"})
    assert [row["Thing"][:2] for row in taken(town, "wang")] == ["'=", "'@"]


def test_what_is_out_of_scope_is_left_out_even_where_it_is_handed_in(town):
    town.opens()
    assert taken(town, "stranger") == []
    assert taken(town, "stranger", cases=CaseRow.objects.select_related("organisation")) == []


def test_a_workbook_has_texts_alone(town, tmp_path):
    town.opens(values={"thing": "=1+1", "worth": "12.5"})
    viewer, path = town.viewer("wang"), tmp_path / "cases.xlsx"
    assert export_xlsx(path, viewer, compiled(CaseRow.objects.get().digest), rows(viewer), "en") == 1
    head, row = next(iter(read_raw_tables(path))).rows
    assert dict(zip(head, row, strict=True))["Thing"] == "=1+1"
    import zipfile

    sheet = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet


def test_it_goes_in_batches_of_few_queries(town, monkeypatch):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(6):
        town.opens()
    cases = rows(town.viewer("wang"))
    with CaptureQueriesContext(connection) as few:
        taken(town, "wang", cases=cases[:2])
    with CaptureQueriesContext(connection) as many:
        assert len(taken(town, "wang", cases=cases.all())) == 6
    assert len(few) == len(many)
