"""The file of decisions: lines go out and come back, are only added, and a bad one is told of by its row."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.errors import DataError, DeclarationError, NotFoundError
from quheng.evidence.claim import KINDS
from quheng.evidence.review import (
    Correction,
    Decision,
    decision_line,
    parse_decisions,
    read_decisions,
    record,
)
from tests.evidence.readings import claim_at, decision_on, reading_with

TEXT = "全区高新技术企业65家。"
READING = reading_with(TEXT, [claim_at(TEXT, "65家", value=65.0)])

codes = st.none() | st.text("abc_1", max_size=8)
corrections = st.builds(
    Correction,
    value=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    measure=st.none() | st.sampled_from(["家", "元", "%"]),
    kind=st.none() | st.sampled_from(KINDS),
    period=st.none() | st.sampled_from(["2024", "2024-Q1", "2024-11-30", "2024-01-01/2024-10-31"]),
    place=codes,
    indicator=codes,
).filter(lambda correction: correction.fields)
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=zones)
actions = st.sampled_from(["accept", "correct", "reject", "keep-both", "ask", "undo"])


@st.composite
def decisions(draw):
    action = draw(actions)
    return decision_on(
        READING,
        0,
        action,
        who=draw(st.text(min_size=1).filter(str.strip)),
        when=draw(moments),
        reason=draw(st.text(min_size=1).filter(str.strip)),
        corrected=draw(corrections).fields if action == "correct" else None,
    )


@given(decisions())
def test_what_is_written_is_what_is_read(decision):
    line = decision_line(decision)
    assert "\n" not in line
    assert parse_decisions(line, "d.jsonl") == (decision,)


def test_a_line_is_readable_by_itself():
    decision = decision_on(READING, 0, "correct", corrected={"value": 67.0, "period": "2024"})
    written = json.loads(decision_line(decision))
    assert list(written) == [
        *("sha256", "start", "end", "text", "says", "action", "who", "when", "reason", "corrected"),
    ]
    assert (written["text"], written["who"], written["when"]) == ("65家", "李", "2024-12-13T12:00:00.000Z")
    assert written["corrected"] == {"value": 67, "period": "2024"}
    assert '"value":67,' in decision_line(decision)


def test_recording_adds_lines_and_changes_none(tmp_path):
    path = tmp_path / "d.jsonl"
    first, second = decision_on(READING, 0), decision_on(READING, 0, "undo", after=1)
    record(path, [first])
    before = path.read_bytes()
    record(path, [second])
    assert path.read_bytes().startswith(before)
    assert read_decisions(path) == (first, second)


def test_a_line_that_a_crash_cut_off_stays_and_is_told_of(tmp_path):
    path = tmp_path / "d.jsonl"
    record(path, [decision_on(READING, 0)])
    path.write_bytes(path.read_bytes() + b'{"sha256":"ab')
    record(path, [decision_on(READING, 0, "undo", after=1)])
    with pytest.raises(DataError) as raised:
        read_decisions(path)
    (problem,) = raised.value.problems
    assert (problem.where.file, problem.where.row) == ("d.jsonl", 2)
    assert "JSON" in problem.what.zh


def test_every_bad_line_is_named_with_its_row_and_field():
    good = decision_line(decision_on(READING, 0))
    lines = [
        good,
        good.replace('"accept"', '"approve"'),
        "",
        good.replace('"accept"', '"reject"'),
        good.replace("12:00:00.000Z", "12:00:00"),
        '["no object"]',
        good.replace('"accept"', '"correct"'),
    ]
    with pytest.raises(DataError) as raised:
        parse_decisions("\n".join(lines), "d.jsonl")
    rows = {(problem.where.row, problem.where.field) for problem in raised.value.problems}
    assert {row for row, _ in rows} == {2, 4, 5, 6, 7}
    assert (2, "action") in rows
    assert (5, "when") in rows


@pytest.mark.parametrize(
    "given_",
    [
        {"action": "reject", "reason": "  "},
        {"action": "correct"},
        {"action": "accept", "corrected": {"value": 1.0}},
        {"action": "correct", "corrected": {"period": "2024-13"}},
        {"action": "correct", "corrected": {"value": float("nan")}},
        {"who": " "},
        {"end": 3, "start": 3},
    ],
)
def test_an_incomplete_decision_is_refused(given_):
    from quheng.declarations import checked

    plain = json.loads(decision_line(decision_on(READING, 0)))
    with pytest.raises(DeclarationError) as raised:
        checked(Decision, plain | given_)
    assert raised.value.problems[0].what.zh


def test_a_missing_file_is_no_empty_file(tmp_path):
    with pytest.raises(NotFoundError):
        read_decisions(tmp_path / "none.jsonl")


def test_the_time_is_of_one_moment_wherever_it_was_written():
    beijing = timezone(timedelta(hours=8))
    here = decision_on(READING, 0, when=datetime(2024, 12, 13, 20, tzinfo=beijing))
    there = decision_on(READING, 0, when=datetime(2024, 12, 13, 12, tzinfo=UTC))
    assert here == there
    assert decision_line(here) != decision_line(there)
