"""A table is assessed exactly as its rows are one by one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from quheng.errors import DataError
from quheng.scorecard import RowShape, Scorecard, assess_many, load, scorecard_names

from .cards import card_of
from .subjects import subjects


def one_by_one(
    card: Scorecard, rows: list[dict[str, Any]]
) -> tuple[pl.DataFrame, list[dict[str, Any] | None]]:
    shape = RowShape.of(card)
    table, results = [], []
    for row in rows:
        try:
            found = card.assess(row)
        except DataError as error:
            table.append(shape.row(error.problems))
            results.append(None)
        else:
            table.append(shape.row(found))
            results.append(found.as_result())
    return shape.frame(table), results


def same(card: Scorecard, rows: list[dict[str, Any]]) -> None:
    frame = pl.DataFrame(rows, infer_schema_length=None, strict=False)
    bulk = assess_many(card, frame)
    table, results = one_by_one(card, rows)
    assert bulk.frame().equals(table)
    for expected, found in zip(results, bulk.results(), strict=True):
        assert found == expected if expected is not None else "error" in found


def test_ten_thousand_firms() -> None:
    card = load("sme115")
    same(card, subjects(card, 10_000, seed=21, missing=0.03))


@pytest.mark.parametrize("name", scorecard_names())
def test_every_scorecard(name: str) -> None:
    card = load(name)
    if card.versions:
        same(card, subjects(card, 300, seed=22, missing=0.15))


def test_values_on_the_edges() -> None:
    """Values on the edges of brackets, large and small, with many decimals."""
    card = load("sme115")
    base = subjects(card, 1, seed=1, missing=0)[0]
    rows = [
        {**base, "rd_expense": rd, "revenue": sales, "tech_staff": staff, "employees": 100}
        for rd in (None, 0.0, 0.1, 0.06, 59.99, 60.0, 1e-7, 123456789.123456, 6e12)
        for sales in (None, 0.0, 1.0, 1000.0, 999.9999, 1e14, 0.3)
        for staff in (9, 10, 29, 30)
    ]
    same(card, rows)


def test_bad_rows_are_reported_and_none_lost() -> None:
    card = load("sme115")
    good = subjects(card, 5, seed=2, missing=0)
    frame = pl.DataFrame(good).with_columns(
        pl.Series("employees", ["100", "约一百", "-3", None, "7.5"]),
        pl.Series("firm", ["甲", "乙", "丙", "丁", "戊"]),
    )
    found = assess_many(card, frame, keep=["firm"])
    table = found.frame()
    assert table["firm"].to_list() == ["甲", "乙", "丙", "丁", "戊"]
    assert table["error"].is_null().to_list() == [True, False, False, True, False]
    assert list(found.errors) == [1, 2, 4]
    assert [problem.where.field for problem in found.errors[1]] == ["employees"]
    assert "约一百" in table["error"][1]
    assert table["verdict"].is_null().to_list() == [False, True, True, False, True]
    assert len(list(found.results())) == len(found) == 5


def test_a_column_that_is_no_input_is_named() -> None:
    with pytest.raises(DataError, match="emploees"):
        assess_many(load("sme115"), pl.DataFrame({"emploees": [1]}))


def test_an_empty_table_and_columns_left_out() -> None:
    card = load("zz_green")
    assert (
        assess_many(card, pl.DataFrame({"v1_not_normal": []}, schema={"v1_not_normal": pl.Boolean}))
        .frame()
        .height
        == 0
    )
    found = assess_many(card, pl.DataFrame({"v1_not_normal": [True, False, None]})).frame()
    assert found["verdict"].to_list() == ["fail", "needs_review", "needs_review"]


def test_fields_and_lists_of_flat_tables() -> None:
    card = load("hnte")
    subject = subjects(card, 1, seed=5, missing=0)[0]
    flat = {key: value for key, value in subject.items() if key != "ip"}
    flat |= {f"ip.{key}": value for key, value in subject["ip"].items()}
    flat |= {
        name: "; ".join(map(str, subject[name]))
        for name in ("sales3", "rd3", "conversions", "mgmt", "net_assets3")
    }
    found = assess_many(card, pl.DataFrame([flat]))
    assert next(found.results()) == card.assess(subject).as_result()


def test_rows_of_several_versions(tmp_path: Path) -> None:
    card = card_of(
        tmp_path,
        """
inputs:
  - {id: day, type: date}
  - {id: x, type: integer}
version_by: day
gates: [{id: least, when: x >= 5}]
versions:
  - valid: {to: 2020-12-31}
  - valid: {from: 2021-01-01}
    gates: [{id: least, when: x >= 9}]
""",
    )
    rows = [{"day": day, "x": x} for day in ("2020-12-31", "2021-01-01", None, "never") for x in (4, 5, 9)]
    same(card, rows)
    assert assess_many(card, pl.DataFrame(rows)).frame()["verdict"].to_list()[:6] == [
        *("fail", "pass", "pass"),
        *("fail", "fail", "pass"),
    ]
