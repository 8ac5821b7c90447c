"""A published version is frozen; versions follow one another without overlap; two people release one."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quheng.errors import MethodError
from quheng.ledger.programmes import in_force, last_day, publish
from tests.ledger.small import edited, small_programme

TODAY = date(2026, 3, 2)


def published(history, first="2026-01-01", author="wang", approver="li", today=TODAY, **more):
    edits = [("from: 2026-01-01", f"from: {first}"), *more.get("edits", ())]
    return publish(history, small_programme(*edits), edited(*edits), author, approver, today)


def test_the_first_may_begin_in_the_past_and_the_next_only_after_today():
    one = published([])
    assert (one.number, one.first) == (1, date(2026, 1, 1))
    with pytest.raises(MethodError, match="cases may have been accepted already"):
        published([one], first="2026-03-02")
    two = published([one], first="2026-03-03")
    assert two.number == 2
    assert last_day([one, two], one) == date(2026, 3, 2)
    assert last_day([one, two], two) is None


def test_overlap_is_refused():
    one = published([], first="2026-06-01")
    with pytest.raises(MethodError, match="overlaps version 1"):
        published([one], first="2026-06-01", edits=[("budget: 5 工作日", "budget: 6 工作日")])


def test_one_person_is_not_two():
    with pytest.raises(MethodError, match="wang is both author and approver"):
        published([], approver="wang")


def test_nothing_new_is_not_published():
    one = published([])
    with pytest.raises(MethodError, match="the content is that of version 1"):
        published([one])


def test_a_version_cannot_be_edited():
    one = published([])
    for attribute in ("number", "digest", "first", "text", "approver"):
        with pytest.raises(FrozenInstanceError):
            setattr(one, attribute, None)


def test_the_digest_is_of_what_it_says():
    same = small_programme(("prefix: SW\n", "prefix: SW  # a remark\n"))
    assert same.digest == small_programme().digest
    for old, new in [
        ("budget: 5 工作日", "budget: 6 工作日"),
        ("失物招领", "失物认领"),
        ("worth < 10000", "worth < 9999"),
    ]:
        assert small_programme((old, new)).digest != same.digest


@settings(max_examples=25)
@given(
    st.lists(st.dates(date(2026, 3, 3), date(2027, 12, 31)), min_size=1, max_size=5, unique=True),
    st.dates(date(2025, 1, 1), date(2028, 1, 1)),
)
def test_on_each_day_one_version_holds_at_most(firsts, day):
    history = [published([])]
    for first in sorted(firsts):
        history.append(published(history, first=str(first)))
    holding = [
        version
        for version in history
        if version.first <= day and (last_day(history, version) is None or day <= last_day(history, version))
    ]
    assert holding == [version for version in [in_force(history, day)] if version is not None]
