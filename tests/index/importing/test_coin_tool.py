"""A workbook laid out as the COIN Tool's becomes an index that builds, or every problem is named."""

from __future__ import annotations

import numpy as np
import openpyxl
import pytest

import quheng
from quheng.errors import DataError, NotFoundError
from quheng.index.importing import import_coin_tool

# Rows 7 to 16 of the sheet Database, from column E on; the third indicator is not used.
HEAD = [
    [1, 3, 1, None],  # weights
    [1, -1, 1, 1],  # directions
    [0, 0, 0, None],  # lower goalposts
    [10, 8, 5, None],  # upper goalposts
    ["Index", "Index", "Index", "--"],
    ["si.01", "si.01", "si.01", "--"],
    ["p.01", "p.01", "p.02", "--"],
    ["sp.01", "sp.01", "sp.01", "--"],
    ["Schools", "Waiting", "Parks", "--"],
    ["Ind.01", "Ind.02", "Ind.03", "Ind.04"],
]
UNITS = [["North", "N", 0, 4, 5], ["South", "S", 10, 0, "n/a"], ["West", "W", 5, 2, 4]]
NODES = [["Index", 1, "Whole"], ["si.01", 1, "--"], ["p.01", 2, "Service"], ["p.02", 1, "Green"]]


@pytest.fixture
def workbook(tmp_path):
    def make(changes=(), shift=0):
        book = openpyxl.Workbook()
        database, framework = book.active, book.create_sheet("Framework")
        database.title = "Database"
        for row, cells in enumerate(HEAD, 7 + shift):
            for column, cell in enumerate(cells, 5):
                database.cell(row, column, cell)
        for row, (name, code, *figures) in enumerate(UNITS, 17 + shift):
            database.cell(row, 2, name)
            database.cell(row, 3, code)
            for column, cell in enumerate(figures, 5):
                database.cell(row, column, cell)
        framework.cell(4, 3, "Code")
        for row, (code, weight, name) in enumerate(NODES, 5):
            framework.cell(row, 3, code)
            framework.cell(row, 5, weight)
            framework.cell(row, 8, name)
        for sheet, cell, value in changes:
            book[sheet][cell] = value
        path = tmp_path / "COIN_Tool.xlsx"
        book.save(path)
        return path

    return make


@pytest.mark.parametrize("shift", [0, 1])
def test_it_builds(workbook, tmp_path, shift):
    notes = import_coin_tool(workbook(shift=shift), tmp_path / "new", "2019")
    edition = quheng.open(tmp_path / "new").build()
    assert [i.code for i in edition.tree.indicators] == ["Ind.01", "Ind.02", "Ind.03"]
    assert [node.code for node in edition.tree.pillars] == ["p.01", "p.02"]
    assert [node.title.en for node in edition.tree.pillars] == ["Service", "Green"]
    assert edition.inputs.declaration.title.en == "Whole"
    # p.01: 1/4 of Schools (0, 100, 50) and 3/4 of Waiting turned round (0, 100, 50); Parks: 100, missing, 0
    np.testing.assert_allclose(edition.aggregated("p.01"), [0, 100, 50])
    np.testing.assert_allclose(edition.score, [100 / 3, 100, 100 / 3])
    assert edition.tree.indicators[1].goalposts.high == 8
    assert "goalposts" in notes[0].en
    assert edition.inputs.observations["period"].unique().to_list() == ["2019"]


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "words"),
    [
        ("Database", "F18", "none", "[Database], row 18, column 'Ind.02': 'none' is not a finite number"),
        ("Database", "F8", "up", "row 8, column 'Ind.02': 'up' is not a finite number"),
        ("Database", "F8", 2, "Ind.02 has the direction '2'"),
        ("Database", "F8", None, "Ind.02 has the direction ''"),
        ("Database", "C18", None, "row 18: the row has figures but no code"),
        ("Database", "F16", "Ind.01", "the code Ind.01 stands twice"),
        ("Framework", "E7", "much", "[Framework], row 7, column 'p.01': 'much' is not a finite number"),
    ],
)
def test_what_cannot_be_used(workbook, tmp_path, sheet, cell, value, words):
    path = workbook([(sheet, cell, value)])
    with pytest.raises(DataError) as caught:
        import_coin_tool(path, tmp_path / "new", "2019")
    assert words in str(caught.value)
    assert not (tmp_path / "new").exists()


def test_a_period_is_asked_for(workbook, tmp_path):
    with pytest.raises(DataError, match="'last year' is not a period"):
        import_coin_tool(workbook(), tmp_path / "new", "last year")


def test_workbooks_of_another_kind(tmp_path):
    with pytest.raises(NotFoundError, match="no such file"):
        import_coin_tool(tmp_path / "none.xlsx", tmp_path / "new", "2019")
    (tmp_path / "text.xlsx").write_text("a,b")
    with pytest.raises(DataError, match="cannot be read as XLSX"):
        import_coin_tool(tmp_path / "text.xlsx", tmp_path / "new", "2019")
    book = openpyxl.Workbook()
    book.active.title = "Database"
    book.active["A1"] = "hello"
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(NotFoundError, match="there is no sheet Framework"):
        import_coin_tool(tmp_path / "other.xlsx", tmp_path / "new", "2019")
    book.create_sheet("Framework")["C5"] = "Index"
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(DataError, match="no code of the form Ind"):
        import_coin_tool(tmp_path / "other.xlsx", tmp_path / "new", "2019")
