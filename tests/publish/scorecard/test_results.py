"""Results as files: every subject in its place, the same in every format, nothing that computes."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from quheng.errors import DataError
from quheng.publish.scorecard import require_result_ending, write_results
from quheng.scorecard import load
from quheng.scorecard.files import Assessed, assess_file
from tests.scorecard.files.test_files import FIRM, lines, table
from tests.scorecard.subjects import subjects


@pytest.fixture
def found(tmp_path: Path) -> Assessed:
    rows = [
        {"name": "甲", "total": "own", **FIRM},
        {"name": "=cmd|' /C calc'!A0", "total": None, **FIRM, "employees": "约一百"},
        {"name": "丙", "total": None, **FIRM, "employees": 501, "tech_staff": 200},
        {"name": "丁", "total": None, **FIRM, "bad_record": None},
    ]
    return assess_file(load("sme115"), table(tmp_path / "firms.csv", rows))


def written(found: Assessed, path: Path) -> Path:
    write_results(found, path)
    first = path.read_bytes()
    write_results(found, path)
    assert path.read_bytes() == first or path.suffix == ".parquet"
    return path


def test_lines_carry_what_as_result_gives_and_the_subjects_own_keys(tmp_path: Path) -> None:
    card = load("hnte")
    given = subjects(card, 30, seed=11, missing=0.1)
    source = lines(
        tmp_path / "in.jsonl",
        *({"id": at, "x": {"deep": [1]}, "inputs": one} for at, one in enumerate(given)),
    )
    out = written(assess_file(card, source), tmp_path / "out.jsonl")
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    for at, (row, one) in enumerate(zip(rows, given, strict=True)):
        assert row == {"id": at, "x": {"deep": [1]}, **card.assess(one).as_result()}


def test_lines_with_errors_keep_their_inputs(found: Assessed, tmp_path: Path) -> None:
    rows = [
        json.loads(line)
        for line in written(found, tmp_path / "o.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert [row["verdict"] for row in rows] == ["pass", None, "fail", "needs_review"]
    assert rows[0]["own.total"] == "own"
    assert rows[0]["total"] == 76
    assert rows[1]["error"][0]["row"] == 3
    assert rows[1]["error"][0]["field"] == "employees"
    assert rows[1]["inputs"]["employees"] == "约一百"
    assert rows[2]["failed"] == ["employees_gt_500"]
    assert rows[3]["missing"] == ["bad_record"]


def test_csv_is_in_order_and_starts_no_formula(found: Assessed, tmp_path: Path) -> None:
    with written(found, tmp_path / "o.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["row"] for row in rows] == ["2", "3", "4", "5"]
    assert [row["name"] for row in rows] == ["甲", "'=cmd|' /C calc'!A0", "丙", "丁"]
    assert [row["total"] for row in rows] == ["76", "", "76", "76"]
    assert [bool(row["error"]) for row in rows] == [False, True, False, False]
    assert rows[0]["own.total"] == "own"


def test_titles_of_columns_start_no_formula(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", [{"=1+1": "x", "employees": 501}])
    out = written(assess_file(load("sme115"), path), tmp_path / "o.csv")
    assert out.read_text(encoding="utf-8").startswith("row,'=1+1,verdict")


def test_parquet_keeps_types(found: Assessed, tmp_path: Path) -> None:
    frame = pl.read_parquet(written(found, tmp_path / "o.parquet"))
    assert frame["failed"].to_list()[2] == ["employees_gt_500"]
    assert frame["staff"].dtype == pl.Int64
    assert frame["name"].to_list()[1].startswith("=cmd")


def cells(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_workbook_has_results_errors_and_what_was_assessed(found: Assessed, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(found, tmp_path / "o.xlsx"))
    results, errors, about = (cells(book[name]) for name in book.sheetnames)
    heads = results[0]
    assert heads[:4] == ["行 row", "name", "own.total", "结论 verdict"]
    assert "科技人员指标 staff" in heads
    assert [(row[0], row[3]) for row in results[1:]] == [
        (2, "符合 pass"),
        (4, "不符合 fail"),
        (5, "待核 needs_review"),
    ]
    assert [cell.data_type for row in book.worksheets[1].iter_rows() for cell in row].count("f") == 0
    (error,) = errors[1:]
    assert error[:2] == [3, "employees"]
    assert dict(zip(errors[0], error, strict=True))["employees"] == "约一百"
    named = dict(row[:2] for row in about[1:])
    assert (named["符合 pass"], named["错误 errors"], named["对象数 subjects"]) == (1, 1, 4)
    assert "国科发政〔2017〕115号" in str(named["依据 source"])


def test_every_scorecard_can_be_written_in_every_format(tmp_path: Path) -> None:
    for name in ("innov2022", "gf2018", "zz_green"):
        card = load(name)
        path = lines(tmp_path / "in.jsonl", *subjects(card, 20, seed=1, missing=0.2))
        found = assess_file(card, path)
        for ending in ("jsonl", "csv", "parquet", "xlsx"):
            write_results(found, tmp_path / f"{name}.{ending}")
        frame = pl.read_parquet(tmp_path / f"{name}.parquet")
        assert frame["verdict"].to_list() == [
            None if one is None else one["verdict"] for one in map(found.result, range(20))
        ]


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"\.jsonl, \.csv, \.parquet, \.xlsx"):
        require_result_ending(tmp_path / "a.pdf")
