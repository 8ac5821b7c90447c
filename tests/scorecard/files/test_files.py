"""Subjects from files: each is assessed as it would be alone, and none is lost."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from quheng.errors import DataError, NotFoundError
from quheng.scorecard import Scorecard, load
from quheng.scorecard.files import Titles, assess_file, read_subjects

from ..cards import card_of
from ..subjects import subjects

FIRM = {
    "employees": 100,
    "tech_staff": 30,
    "revenue": 5000,
    "assets": 6000,
    "rd_expense": 300,
    "cost_total": 4000,
    "ip_class1": 0,
    "ip_class2": 1,
    "mainland_resident": True,
    "product_prohibited": False,
    "bad_record": False,
    "abnormal_or_blacklist": False,
    "hnte_valid": False,
    "national_award_top3_5y": False,
    "provincial_rd_institution": False,
    "led_standard_5y": False,
}
"""30 / 100 = 30 % gives 20, 300 / 5000 = 6 % gives 50, one of class II gives 6: 76 points, a pass."""


def lines(path: Path, *rows: Any) -> Path:
    path.write_text(
        "\n".join(one if isinstance(one, str) else json.dumps(one) for one in rows), encoding="utf-8"
    )
    return path


def table(path: Path, rows: list[dict[str, Any]]) -> Path:
    """Write rows as text cells, as a spreadsheet would save them."""
    frame = pl.DataFrame(
        [{key: None if value is None else str(value) for key, value in row.items()} for row in rows]
    )
    frame.write_csv(path)
    return path


def same(card: Scorecard, path: Path, given: list[dict[str, Any]]) -> None:
    found = assess_file(card, path)
    assert found.errors == {}
    assert [found.result(at) for at in range(len(found))] == [card.assess(one).as_result() for one in given]


@pytest.mark.parametrize("name", ["sme115", "hnte", "zz_green"])
def test_every_way_of_writing_a_subject_gives_the_same(name: str, tmp_path: Path) -> None:
    card = load(name)
    given = subjects(card, 40, seed=3, missing=0.1)
    given = [
        {key: one[key] for key in one} | ({"ip": one["ip"] or {}} if "ip" in one else {}) for one in given
    ]
    same(card, lines(tmp_path / "plain.jsonl", *given), given)
    same(card, lines(tmp_path / "apart.jsonl", *({"id": 1, "inputs": one} for one in given)), given)
    flat = [_flat(one) for one in given]
    same(card, table(tmp_path / "flat.csv", flat), given)
    pl.read_csv(tmp_path / "flat.csv", infer_schema=False).write_parquet(tmp_path / "flat.parquet")
    same(card, tmp_path / "flat.parquet", given)
    typed = pl.DataFrame(given, infer_schema_length=None, strict=False)
    typed.write_parquet(tmp_path / "typed.parquet")
    same(card, tmp_path / "typed.parquet", given)


def _flat(one: dict[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for key, value in one.items():
        if isinstance(value, dict):
            row |= {f"{key}.{field}": value.get(field) for field in FIELDS}
        elif isinstance(value, list):
            row[key] = json.dumps(value)
        else:
            row[key] = value
    return row


FIELDS = ("advance", "support", "class1", "class2", "own_rd", "standard")


def test_labels_are_titles_too(tmp_path: Path) -> None:
    card = load("hnte")
    subject = subjects(card, 1, seed=5, missing=0)[0]
    book = openpyxl.Workbook()
    sheet = book.active
    titles: list[str] = []
    cells: list[Any] = []
    for one in card.versions[-1].declared.inputs:
        value = subject[one.id]
        if one.id == "ip":
            for field in one.fields_:  # type: ignore[union-attr]
                titles.append(f"{one.name.zh}.{field.name.zh}")
                cell = value[field.id]
                cells.append(field.choices[cell].zh if field.type == "choice" else cell)
        elif one.id in ("sales3", "rd3"):
            titles += [f"{one.name.en}.{at}" for at in range(1, len(value) + 1)]
            cells += value
        else:
            titles.append(f"{one.name.zh}（{one.measure.zh}）" if one.measure else one.name.zh)
            is_day = one.type == "date"
            cell = "；".join(map(str, value)) if isinstance(value, list) else value
            cells.append(date.fromisoformat(cell) if is_day else cell)
    sheet.append(titles)
    sheet.append(cells)
    book.save(tmp_path / "labels.xlsx")
    same(card, tmp_path / "labels.xlsx", [subject])


def test_an_entry_left_out_of_a_list_is_unknown_and_shifts_nothing(tmp_path: Path) -> None:
    card = card_of(
        tmp_path,
        "inputs: [{id: s, type: list, of: integer, size: [1, 3]}]\ngates: [{id: last, when: last(s) >= 5}]",
    )
    path = table(tmp_path / "lists.csv", [{"s": "9;;1"}, {"s": "9;1;"}, {"s": "1 9"}, {"s": "[1, 9]"}])
    verdicts = assess_file(card, path).table["verdict"].to_list()
    assert verdicts == ["fail", "needs_review", "pass", "pass"]
    numbered = table(
        tmp_path / "numbered.csv", [{"s.1": 9, "s.2": 1, "s.3": None}, {"s.1": 1, "s.2": 2, "s.3": 9}]
    )
    assert assess_file(card, numbered).table["verdict"].to_list() == ["needs_review", "pass"]


def test_numbers_are_read_exactly(tmp_path: Path) -> None:
    """29.99…9 % of 17 digits is not 30 %, in no file."""
    card = card_of(tmp_path, "inputs: [{id: x, type: decimal}]\ngates: [{id: g, when: x >= 30}]")
    text = "29.9999999999999999"
    assert assess_file(card, lines(tmp_path / "a.jsonl", f'{{"x": {text}}}')).table["verdict"][0] == "fail"
    assert assess_file(card, table(tmp_path / "a.csv", [{"x": text}])).table["verdict"][0] == "fail"


def test_a_key_left_out_has_its_default_and_null_is_unknown(tmp_path: Path) -> None:
    card = card_of(
        tmp_path,
        "inputs: [{id: x, type: boolean, default: false}, {id: y, type: integer}]\n"
        'gates: [{id: g, when: "!x && y >= 0"}]',
    )
    path = lines(tmp_path / "a.jsonl", {"y": 1}, {"y": 1, "x": None}, {"y": 1, "x": True})
    assert assess_file(card, path).table["verdict"].to_list() == ["pass", "needs_review", "fail"]


def test_bad_lines_keep_their_place_and_say_what_is_wrong(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "bad.jsonl",
        FIRM,
        "{",
        "[1]",
        '{"employees": NaN}',
        '{"employees": 1, "employees": 2}',
        {"id": 6, "inputs": {"employes": 3}},
        {"employees": [1]},
        {"employees": -1},
        "",
        "[" * 100_000,
        {"inputs": 5},
        FIRM,
    )
    found = assess_file(load("sme115"), path)
    assert list(found.errors) == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert found.subjects.rows.tolist() == [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12]
    assert (found.counts.passed, found.counts.errors) == (2, 9)
    assert "employees" in (found.errors[5][0].remedy or "").en  # type: ignore[union-attr]
    assert found.table["error"].is_null().to_list() == [at not in found.errors for at in range(11)]


def test_a_cell_that_cannot_be_read_spoils_its_row_alone(tmp_path: Path) -> None:
    rows = [{**FIRM, "name": name} for name in "甲乙丙丁"]
    rows[1]["employees"] = "约一百"  # type: ignore[assignment]
    rows[2]["hnte_valid"] = "maybe"  # type: ignore[assignment]
    found = assess_file(load("sme115"), table(tmp_path / "a.csv", rows))
    assert found.table["verdict"].to_list() == ["pass", None, None, "pass"]
    assert [one[0].where.field for one in found.errors.values()] == ["employees", "hnte_valid"]
    assert found.subjects.own["name"].to_list() == ["甲", "乙", "丙", "丁"]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([{"employees": 1, "职工总数": 2}], "the same input"),
        ([{"firm": "a"}], "no column is an input"),
    ],
)
def test_files_that_cannot_be_used(rows: list[dict[str, Any]], words: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=words):
        assess_file(load("sme115"), table(tmp_path / "a.csv", rows))


def test_two_columns_of_one_title(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("employees,employees\n1,2\n", encoding="utf-8")
    book = openpyxl.Workbook()
    book.active.append(["employees", "employees"])
    book.active.append([1, 2])
    book.save(tmp_path / "a.xlsx")
    for name in ("a.csv", "a.xlsx"):
        with pytest.raises(DataError, match="two columns have one name"):
            assess_file(load("sme115"), tmp_path / name)


def test_a_list_with_a_gap_in_its_columns(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no column sales3\.2"):
        assess_file(load("hnte"), table(tmp_path / "a.csv", [{"sales3.1": 1, "sales3.3": 2}]))
    with pytest.raises(DataError, match="keep one way"):
        assess_file(load("hnte"), table(tmp_path / "b.csv", [{"sales3.1": 1, "sales3": 2}]))


def test_files_that_are_empty_or_not_there(tmp_path: Path) -> None:
    card = load("sme115")
    (tmp_path / "a.csv").write_text("", encoding="utf-8")
    (tmp_path / "b.csv").write_text("employees\n,\n".replace(",\n", "\n\n"), encoding="utf-8")
    (tmp_path / "c.jsonl").write_text("\n\n", encoding="utf-8")
    for name in ("a.csv", "b.csv", "c.jsonl"):
        with pytest.raises(DataError):
            assess_file(card, tmp_path / name)
    with pytest.raises(NotFoundError):
        assess_file(card, tmp_path / "none.csv")
    (tmp_path / "a.docx").write_text("x", encoding="utf-8")
    with pytest.raises(DataError, match=r"\.docx"):
        assess_file(card, tmp_path / "a.docx")


def test_what_a_reader_should_know_is_noted(tmp_path: Path) -> None:
    rows = [{"id": one, "employees": 5, "tech_staf": 1} for one in ("A", "B", "A", None, None)]
    path = table(tmp_path / "a.csv", rows)
    path.write_bytes(path.read_bytes() + b"\n,,\n")
    notes = " | ".join(note.en for note in assess_file(load("sme115"), path).subjects.notes)
    assert "did you mean tech_staff?" in notes
    assert "not in the file, and so unknown for all: tech_staff" in notes
    assert "1 subject stands more than once (by column 'id'; rows 2, 4)" in notes
    assert "empty row" in notes


def test_gb18030_is_read_and_noted(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("名称,职工总数\n甲,600\n".encode("gb18030"))
    found = assess_file(load("sme115"), path)
    assert found.table["verdict"].to_list() == ["fail"]
    assert "GB18030" in found.subjects.notes[0].en


def test_a_rule_that_asks_for_nothing(tmp_path: Path) -> None:
    card = card_of(tmp_path, "status: template")
    found = assess_file(card, table(tmp_path / "a.csv", [{"name": "a"}, {"name": "b"}]))
    assert found.table["verdict"].to_list() == ["needs_review", "needs_review"]


def test_a_table_without_some_of_the_numbers() -> None:
    """600 > 500 fails whatever is missing; 5 stays open."""
    titles = Titles.of_card(load("sme115"))
    assert titles.find("Employees") == titles.find("职工总数") == "employees"
    assert titles.find("年销售收入（万元）") == titles.find("年销售收入(万元)") == "revenue"
    assert titles.find("年销售收入（元）") is None
    assert titles.find("name") is None


def test_one_subject_of_a_file(tmp_path: Path) -> None:
    card = load("hnte")
    subject = subjects(card, 1, seed=7, missing=0)[0]
    found = read_subjects(table(tmp_path / "a.csv", [_flat(subject)]), Titles.of_card(card))
    assert card.assess(found.subject(0)).as_result() == card.assess(subject).as_result()
