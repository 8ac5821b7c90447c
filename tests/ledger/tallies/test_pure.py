"""Marks, durations and spells, without a database."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.calendars import china
from quheng.calendars.beijing_time import BEIJING
from quheng.ledger.cases import replay
from quheng.ledger.cases.commands import Comment, Make
from quheng.ledger.tallies.counting import Place, Tally, counted_in
from quheng.ledger.tallies.durations import tenths_between
from quheng.ledger.tallies.marks import Mark, read_marks, written
from quheng.ledger.tallies.spells import Spell, spells_in
from tests.ledger.cases.desk import CLERK, DISPATCHER, HANDLER, LEAD, MONDAY, Desk
from tests.ledger.small import small_programme

NAMES = st.from_regex(r"[a-z]{1,6}(\.(created|sum))?", fullmatch=True)
MARKS = st.builds(
    Mark, NAMES, st.lists(st.sampled_from("abc"), unique=True).map(tuple), st.integers(-5, 10**12)
)


@given(st.lists(MARKS, min_size=1, unique=True))
def test_marks_are_read_as_they_were_written(marks):
    text = written(marks)
    assert sorted(read_marks(text)) == sorted(marks)
    assert all(f"|{mark.name}:" in text for mark in marks)


def test_a_mark_counts_as_a_whole_and_by_each_breakdown():
    found = counted_in("|done.sum:sort=2500000|created:|", '{"channel":"phone","sort":"big"}')
    assert [(*one, total) for one, total in found] == [
        ("done.sum", "", "", 0, 2_500_000),
        ("created", "", "", 0, 0),
        ("done.sum", "sort", "big", 0, 2_500_000),
    ]


def test_what_is_taken_back_leaves_nothing():
    tally, place = Tally.empty(), Place("p", MONDAY.date(), "0001", 1)
    for times in (2, -2):
        tally.add(place, "|done.sum:=5|created:|", "{}", times)
    assert list(tally) == []


@pytest.mark.parametrize(
    ("start", "end", "measure", "tenths"),
    [
        ((2, 9, 0), (2, 10, 30), "hour", 15),
        ((2, 9, 0), (2, 9, 3), "hour", 1),
        ((2, 9, 0), (2, 9, 2), "hour", 0),
        ((2, 23, 59), (3, 0, 1), "day", 10),
        ((6, 9, 0), (9, 9, 0), "workday", 10),
        ((2, 9, 0), (2, 18, 0), "workday", 0),
    ],
)
def test_durations(start, end, measure, tenths):
    moments = [datetime(2026, 3, day, hour, minute, tzinfo=BEIJING) for day, hour, minute in (start, end)]
    assert tenths_between(*moments, measure, china()) == tenths


def test_a_duration_over_years_without_a_calendar_is_not_known():
    start = datetime(1999, 3, 1, tzinfo=BEIJING)
    assert tenths_between(start, MONDAY, "workday", china()) is None
    assert tenths_between(MONDAY, MONDAY + timedelta(days=9), "workday", None) is None


def late_desk() -> Desk:
    """Return a desk with a case whose five working days from 2 March were over on the 9th."""
    desk = Desk(small_programme(("needs: {parts: [help]}, ", "")))
    desk.open(CLERK, values={"thing": "伞"})
    desk.does(DISPATCHER, Make("search"))
    desk.at(2026, 3, 20)
    return desk


def test_a_spell_ends_with_the_case():
    desk = late_desk()
    due = min(clock.deadline.moment for clock in desk.case.running.values())
    desk.does(LEAD, Make("give_up", reason="x"))
    assert spells_in(None, desk.entries) == (Spell(due, desk.now),)


def test_a_spell_that_lasts_is_none_yet():
    desk = late_desk()
    desk.does(HANDLER, Comment("x"))
    assert spells_in(None, desk.entries) == ()


def test_spells_are_the_same_step_by_step():
    desk = late_desk()
    desk.does(HANDLER, Make("ask", reason="x"))
    desk.does(HANDLER, Make("told"))
    desk.does(LEAD, Make("give_up", reason="x"))
    desk.does(LEAD, Make("again", reason="x"))
    desk.at(2026, 4, 20)
    desk.does(LEAD, Make("give_up", reason="x"))
    whole = spells_in(None, desk.entries)
    assert len(whole) == 1
    steps, before, done = [], None, 0
    for end in range(1, len(desk.entries) + 1):
        steps += spells_in(before, desk.entries[done:end])
        before, done = replay(desk.entries[:end]), end
    assert tuple(steps) == whole
