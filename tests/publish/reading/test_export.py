"""Files of claims: every ending, what they hold, and no cell that a spreadsheet would compute."""

from __future__ import annotations

import csv
import io
import json

import openpyxl
import polars as pl
import pytest

from quheng.bilingual import Text
from quheng.errors import DataError
from quheng.evidence.claim import Note, Rejected
from quheng.evidence.review import replay
from quheng.publish.reading import ENDINGS, require_known_ending, write_claims
from tests.evidence.readings import HandFinding, claim_at, decision_on, reading_with

TEXT = "=cmd|calc 高新技术企业65家，新增2家。\u0007第三届。"
READING = reading_with(
    TEXT,
    [claim_at(TEXT, "65家", value=65.0, phrase="=1+1"), claim_at(TEXT, "2家", value=2.0, kind="new")],
    [
        HandFinding(
            "conflict", "conflict", (0, 1), Text(zh="65＞2", en="65 > 2"), Text(zh="较早", en="earlier")
        )
    ],
    rejected=(Rejected(TEXT.index("第三届"), TEXT.index("第三届") + 3, "第三届", "ordinal", "届"),),
    notes=(Note(0, 4, "repaired", Text(zh="已接上", en="joined")),),
)
REVIEWED = replay(READING, [decision_on(READING, 0)])


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("read", [READING, REVIEWED], ids=["read", "reviewed"])
def test_the_same_claims_give_the_same_bytes_twice(ending, read, tmp_path):
    paths = [tmp_path / f"{n}{ending}" for n in (1, 2)]
    for path in paths:
        write_claims(read, path, "page.txt")
    assert paths[0].read_bytes() == paths[1].read_bytes() != b""


def test_another_ending_is_refused_with_those_that_are_known(tmp_path):
    for refuse in (lambda path: write_claims(READING, path, "p"), require_known_ending):
        with pytest.raises(DataError) as raised:
            refuse(tmp_path / "claims.docx")
        (problem,) = raised.value.problems
        assert ".docx" in problem.what.en
        assert all(ending in problem.remedy.zh for ending in ENDINGS)
    assert list(tmp_path.iterdir()) == []


def test_the_workbook_has_its_sheets_and_no_formula(tmp_path):
    path = tmp_path / "claims.xlsx"
    write_claims(REVIEWED, path, "page.txt")
    book = openpyxl.load_workbook(path)
    english = [name.split(" ", 1)[1] for name in book.sheetnames]
    assert english == ["claims", "observations", "rejected", "notes", "findings", "source"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert any(cell.value == "=1+1" for cell in cells)
    source = {row[0].value: row[1].value for row in book[book.sheetnames[-1]].iter_rows(min_row=2)}
    assert source["文本摘要 sha256 (UTF-8)"] == READING.sha256
    claims = [[cell.value for cell in row] for row in book[book.sheetnames[0]].iter_rows()]
    head = [title.split(" ", 1)[1] for title in claims[0]]
    first = dict(zip(head, claims[1], strict=True))
    assert (first["start"], first["value"], first["review"]) == (TEXT.index("65家"), 65, "accepted")
    assert "高新技术企业65家" in first["sentence"]


def test_without_decisions_the_workbook_has_no_observations(tmp_path):
    write_claims(READING, tmp_path / "c.xlsx", "page.txt")
    assert not any("observations" in name for name in openpyxl.load_workbook(tmp_path / "c.xlsx").sheetnames)


def test_csv_and_parquet_hold_one_table(tmp_path):
    for ending in (".csv", ".parquet"):
        write_claims(READING, tmp_path / f"c{ending}", "page.txt")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "c.csv").read_text(encoding="utf-8"))))
    frame = pl.read_parquet(tmp_path / "c.parquet")
    assert list(rows[0]) == frame.columns
    assert [row["text"] for row in rows] == frame["text"].to_list() == ["65家", "2家"]
    assert (rows[0]["phrase"], frame["phrase"][0]) == ("'=1+1", "=1+1")


def test_jsonl_holds_what_was_decided_only_where_something_was(tmp_path):
    for name, read in (("read", READING), ("reviewed", REVIEWED)):
        write_claims(read, tmp_path / f"{name}.jsonl", "page.txt")
    lines = {
        name: [json.loads(line) for line in (tmp_path / f"{name}.jsonl").read_text("utf-8").splitlines()]
        for name in ("read", "reviewed")
    }
    assert "review" not in lines["read"][0]
    assert [line.pop("review")["state"] for line in lines["reviewed"]] == ["accepted", "open"]
    assert lines["read"] == lines["reviewed"]


def test_annotations_are_json(tmp_path):
    write_claims(READING, tmp_path / "c.jsonld", "page.txt")
    assert len(json.loads((tmp_path / "c.jsonld").read_text("utf-8"))["items"]) == 2
