"""Versions by date, local rules over national ones, hand-on by an input, templates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from quheng.errors import DataError, DeclarationError, NotFoundError
from quheng.scorecard import assess_many, load

from .cards import card_of

VERSIONS = """
inputs:
  - {id: day, type: date}
  - {id: x, type: integer}
  - {id: staff, type: integer, default: 0}
version_by: day
gates:
  - {id: least, when: x >= 1000 || staff >= 50}
versions:
  - valid: {to: 2019-12-31}
  - valid: {from: 2020-01-01, to: 2020-06-30}
    gates: [{id: least, when: x >= 2000 && staff >= 0}]
  - valid: {from: 2021-01-01}
    gates: [{id: most, when: x <= 9000 && staff >= 0}]
    remove: [least]
"""


def test_the_version_of_the_day_holds(tmp_path: Path) -> None:
    card = card_of(tmp_path, VERSIONS)
    assert card.assess({"x": 10, "staff": 50}, on=date(2019, 12, 31)).verdict == "pass"
    assert card.assess({"x": 1999}, on=date(2020, 1, 1)).failed == ("least",)
    assert card.assess({"x": 1999, "day": "2020-06-30"}).failed == ("least",)
    assert card.assess({"x": 9001}).failed == ("most",)  # the latest
    assert card.assess({"x": 9001}).version == "2021-01-01"
    assert card.assess({"x": 9001, "day": "2019-01-01"}, on=date(2021, 1, 1)).failed == ("most",)


def test_between_versions_nothing_is_decided(tmp_path: Path) -> None:
    found = card_of(tmp_path, VERSIONS).assess({"x": 1999}, on=date(2020, 12, 31))
    assert found.verdict == "needs_review"
    assert "2020-12-31" in found.reasons[0].text.zh


@pytest.mark.parametrize(
    ("spans", "words"),
    [
        ("[{valid: {from: 2020-01-01}}, {valid: {from: 2021-01-01}}]", "overlap"),
        ("[{valid: {to: 2021-01-01}}, {valid: {from: 2021-01-01}}]", "overlap"),
        ("[{valid: {from: 2022-01-01, to: 2021-01-01}}]", "ends 2021-01-01, before it begins"),
        ("[{valid: {from: 2022-01-01}, remove: [nothing]}]", "nothing"),
    ],
)
def test_spans_that_cannot_be(tmp_path: Path, spans: str, words: str) -> None:
    with pytest.raises(DeclarationError, match=words):
        card_of(
            tmp_path,
            f"inputs: [{{id: x, type: integer}}]\ngates: [{{id: g, when: x > 1}}]\nversions: {spans}",
        )


NATIONAL = """
inputs:
  - {id: accepted, type: date}
  - {id: special, type: boolean, default: false}
derived:
  - {id: count, cases: [{when: special, gives: 45}, {otherwise: true, gives: 30}]}
outputs:
  - {id: due, due: {from: accepted, count: count, unit: workday}}
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    card_of(tmp_path, NATIONAL, "national")
    (tmp_path / "local.yaml").write_text(
        "scorecard: local\ntitle: Local\nextends: national\nderived:\n"
        "  - {id: count, cases: [{when: special, gives: 40}, {otherwise: true, gives: 25}]}\n",
        encoding="utf-8",
    )
    (tmp_path / "both.yaml").write_text(
        "scorecard: both\ntitle: Both\n"
        "choose: {by: rule, among: {national: national, local: local}, otherwise: national}\n",
        encoding="utf-8",
    )
    return tmp_path


def test_a_local_rule_replaces_lines(rules: Path) -> None:
    card = load(rules / "both.yaml")
    given = {"accepted": "2024-11-25"}
    # 4 working days in November; 20 by 12-27 is the 24th, 12-30 the 25th
    assert card.assess({**given, "rule": "local"}).outputs["due"] == date(2024, 12, 30)
    # 12-31 is the 26th, 01-01 off, then 02, 03, 06, 07
    assert card.assess({**given, "rule": "national"}).as_result()["due"] == "2025-01-07"
    assert card.assess(given).scorecard == "both"
    assert card.assess(given).outputs["due"] == date(2025, 1, 7)
    with pytest.raises(DataError, match="elsewhere"):
        card.assess({**given, "rule": "elsewhere"})


def test_rows_of_a_table_are_handed_on_too(rules: Path) -> None:
    card = load(rules / "both.yaml")
    rows = [
        {"rule": rule, "accepted": "2024-11-25", "special": special}
        for rule in ("local", "national", None, "elsewhere")
        for special in (False, True)
    ]
    found = assess_many(card, pl.DataFrame(rows))
    assert found.frame()["due"].to_list()[:3] == ["2024-12-30", "2025-01-21", "2025-01-07"]
    assert list(found.errors) == [6, 7]
    for row, result in zip(rows[:6], found.results(), strict=False):
        assert result == card.assess(row).as_result()


def test_a_card_that_hands_on_has_no_lines(tmp_path: Path) -> None:
    with pytest.raises(DeclarationError, match="hands on"):
        card_of(tmp_path, "choose: {by: x, among: {a: b}}\ngates: [{id: g, when: 'true'}]")


def test_a_deadline_beyond_the_calendar_needs_review(rules: Path) -> None:
    found = load(rules / "national.yaml").assess({"accepted": "2026-12-20"})
    assert found.outputs["due"] is None
    assert found.verdict == "needs_review"
    assert "2027" in found.reasons[0].text.zh
    assert found.missing == ()


def test_a_line_of_an_extended_rule_is_found_in_its_file(rules: Path) -> None:
    (rules / "local.yaml").write_text(
        "scorecard: local\ntitle: Local\nextends: national\nderived:\n  - {id: count, value: specail}\n",
        encoding="utf-8",
    )
    with pytest.raises(DeclarationError) as caught:
        load(rules / "local.yaml")
    where = caught.value.problems[0].where
    assert (Path(str(where.file)).name, where.row) == ("local.yaml", 5)


def test_a_rule_that_extends_another_may_have_versions(rules: Path) -> None:
    (rules / "local.yaml").write_text(
        "scorecard: local\ntitle: Local\nextends: national\nversions:\n"
        "  - valid: {to: 2023-12-31}\n"
        "  - valid: {from: 2024-01-01}\n"
        "    derived: [{id: count, cases: [{when: special, gives: 2}, {otherwise: true, gives: 1}]}]\n",
        encoding="utf-8",
    )
    card = load(rules / "local.yaml")
    # 2024-11-25 is a Monday; 30 working days as in the national rule
    assert card.assess({"accepted": "2024-11-25"}, on=date(2023, 12, 31)).outputs["due"] == date(2025, 1, 7)
    assert card.assess({"accepted": "2024-11-25"}, on=date(2024, 1, 1)).outputs["due"] == date(2024, 11, 26)


def test_a_year_chooses_the_version_at_its_end(tmp_path: Path) -> None:
    text = VERSIONS.replace("{id: day, type: date}", "{id: day, type: integer}")
    card = card_of(tmp_path, text)
    assert card.assess({"x": 10, "staff": 50, "day": 2019}).verdict == "pass"
    assert card.assess({"x": 9001, "day": 2021}).failed == ("most",)
    assert card.assess({"x": 9001, "day": 2020}).reasons[0].standing == "undecided"  # the gap


def test_circles_and_names_that_are_not_there(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("scorecard: a\ntitle: A\nextends: b\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("scorecard: b\ntitle: B\nextends: a\n", encoding="utf-8")
    with pytest.raises(DeclarationError, match="circle"):
        load(tmp_path / "a.yaml")
    (tmp_path / "c.yaml").write_text(
        "scorecard: c\ntitle: C\nchoose: {by: x, among: {c: c}}\n", encoding="utf-8"
    )
    with pytest.raises(DeclarationError, match="circle"):
        load(tmp_path / "c.yaml")
    with pytest.raises(NotFoundError, match="sme115"):
        load("sme116")
    with pytest.raises(NotFoundError):
        load(tmp_path / "none.yaml")


def test_a_template_decides_nothing(tmp_path: Path) -> None:
    card = card_of(tmp_path, "status: template\ninputs: [{id: x, type: integer}]")
    found = card.assess({"x": 1})
    assert found.verdict == "needs_review"
    assert "not confirmed" in found.reasons[0].text.en
    assert card.levers({"x": 1}) == ()
