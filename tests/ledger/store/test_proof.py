"""Whoever changes the tables behind the ledger's back is found, and the place is named."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import connection

from quheng.ledger.anchoring import anchor
from quheng.ledger.cases import Refusal
from quheng.ledger.cases.commands import Comment, Erase, Make
from quheng.ledger.erasure import erase_person
from quheng.ledger.models import (
    Anchor,
    AnchoredHead,
    CaseRow,
    DeadlineRow,
    EventRow,
    PartRow,
    Person,
    SecretRow,
)
from quheng.ledger.rebuilding import rebuild
from quheng.ledger.recorded import case_of, entries_of
from quheng.ledger.store import Store
from quheng.ledger.verifying import find_broken
from tests.ledger.town import Town

APPEND_ONLY = ("ledger_eventrow", "ledger_anchor", "ledger_anchoredhead")


@pytest.fixture
def town(database):
    return Town().build()


@pytest.fixture
def number(town):
    number = town.searching(owner_phone="13800138000", offices=["fire"])
    town.does("zhao", number, Comment("失主姓张"))
    return number


def break_in():
    """Take the triggers away, as somebody with the keys of the database could."""
    with connection.cursor() as cursor:
        for table in APPEND_ONLY:
            if connection.vendor == "sqlite":
                for verb in ("update", "delete"):
                    cursor.execute(f"DROP TRIGGER {table}_no_{verb}")
            else:
                cursor.execute(f"DROP TRIGGER {table}_append_only ON {table}")


def all_rows():
    return [
        list(CaseRow.objects.order_by("id").values()),
        list(DeadlineRow.objects.order_by("case", "clock").values("case", "clock", "due_at", "status")),
        list(PartRow.objects.order_by("case", "organisation").values("case", "organisation", "answered")),
    ]


def found():
    return [(broken.case, broken.seq, broken.what.en) for broken in find_broken()]


def changed(record, **new):
    return json.dumps(
        {**json.loads(record), **new}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def test_a_changed_record_is_named(town, number):
    break_in()
    event = EventRow.objects.get(case__number=number, seq=3)
    EventRow.objects.filter(pk=event.pk).update(record=changed(event.record, who="somebody"))
    assert found() == [(number, 3, "its content does not fit its hash")]


def test_a_changed_column_is_named(town, number):
    break_in()
    EventRow.objects.filter(case__number=number, seq=3).update(who="somebody")
    assert found() == [(number, 3, "the columns do not repeat the record")]


def test_a_missing_entry_is_named(town, number):
    break_in()
    EventRow.objects.filter(case__number=number, seq=2).delete()
    assert found() == [(number, 2, "it is missing (entry 3 follows)")]


def test_a_missing_end_is_named(town, number):
    break_in()
    last = town.row(number).seq
    EventRow.objects.filter(case__number=number, seq=last).delete()
    assert found() == [(number, last, "the end of the record is not what the case's row says")]


def test_a_head_that_is_not_the_end_of_the_chain_is_named(town, number):
    CaseRow.objects.filter(number=number).update(head="sha256:0")
    last = town.row(number).seq
    assert found() == [(number, last + 1, "the end of the record is not what the case's row says")]
    assert rebuild(number).cases == 1
    assert found() == []


def test_a_missing_end_is_named_by_the_anchor_even_if_the_row_was_made_to_fit(town, number):
    anchor(date(2026, 3, 2))
    break_in()
    last = town.row(number).seq
    EventRow.objects.filter(case__number=number, seq=last).delete()
    row = town.row(number)
    row.seq, row.head = last - 1, row.events.get(seq=last - 1).hash
    row.save()
    SecretRow.objects.filter(case=row, value='"失主姓张"').delete()
    assert found() == [(number, last, "the record lacks this anchored entry, or has another in its place")]


def test_a_personal_value_that_was_exchanged_is_named(town, number):
    SecretRow.objects.filter(value='"13800138000"').update(value='"13900139000"')
    assert found() == [(number, 2, "a personal value is not the one that was sealed")]


def test_a_row_that_was_changed_is_named_and_replay_rebuilds_it(town, number):
    town.searching()
    before = all_rows()
    CaseRow.objects.filter(number=number).update(stage="returned", due_at=None)
    DeadlineRow.objects.filter(case__number=number).delete()
    PartRow.objects.filter(case__number=number).update(answered=True)
    what = (
        "the rows are not what the record adds up to: stage, due_at, deadlines, parts (replay rebuilds them)"
    )
    assert found() == [(number, town.row(number).seq, what)]
    assert rebuild().cases == 2
    assert found() == []
    assert all_rows() == before


def test_verify_of_one_case(town, number):
    break_in()
    other = town.searching()
    EventRow.objects.filter(case__number=number, seq=1).update(who="x")
    assert [broken.case for broken in find_broken(number)] == [number]
    assert list(find_broken(other)) == []


def test_anchors_follow_from_one_another(town, number):
    first = anchor(date(2026, 3, 2))
    assert (first.heads_count, first.before) == (1, "")
    assert anchor(date(2026, 3, 2)).pk == first.pk
    town.does("zhao", number, Comment("x"))
    town.searching()
    second = anchor(date(2026, 3, 3))
    assert (second.heads_count, second.before) == (2, first.digest)
    assert anchor(date(2026, 3, 4)).heads_count == 0
    assert found() == []


@pytest.mark.parametrize("what", ["digest", "heads", "before"])
def test_a_changed_anchor_is_named(town, number, what):
    anchor(date(2026, 3, 2))
    anchor(date(2026, 3, 3))
    break_in()
    if what == "heads":
        AnchoredHead.objects.all().delete()
    else:
        Anchor.objects.filter(day=date(2026, 3, 3)).update(**{what: "sha256:0"})
    assert ("the anchor of that day does not fit") in {what for _, _, what in found()}


def test_sm3_chains_prove_too(database):
    town = Town(store=Store("sm3")).build()
    number = town.searching(owner_phone="13800138000")
    assert town.row(number).head.startswith("sm3:")
    assert found() == []


def test_no_personal_value_stands_in_the_record_or_the_rows(town, number):
    everything = json.dumps(
        [*EventRow.objects.values_list("record", flat=True), *map(str, CaseRow.objects.values_list())]
    )
    decoded = everything.encode().decode("unicode_escape")
    assert "13800138000" not in everything
    assert "失主姓张" not in decoded


def test_erasing_takes_the_values_and_keeps_the_chain(town, number):
    town.is_refused("zhou", number, Erase("第四十七条"), "stage", "can be erased when it is closed")
    town.does("fire-1", number, _answer())
    town.does("qian", number, Make("give_up", reason="失主张先生不要了"))
    head = [row.hash for row in EventRow.objects.filter(case__number=number).order_by("seq")]
    town.does("zhou", number, Erase("个人信息保护法第四十七条"))
    assert not SecretRow.objects.filter(case__number=number).exists()
    case = case_of(town.row(number).pk)
    assert "owner_phone" not in case.values
    assert case.values["thing"] == "雨伞"
    events = [entry.event for entry in entries_of(town.row(number).pk)]
    assert "失主" not in str(events)
    assert [row.hash for row in EventRow.objects.filter(case__number=number).order_by("seq")][:-1] == head
    assert found() == []
    assert rebuild(number).cases == 1
    assert found() == []


def _answer():
    from quheng.ledger.cases.commands import AnswerPart

    return AnswerPart("help", True, "未见失主")


def test_erasing_a_person_is_all_or_nothing(database):
    from quheng.ledger.cases import Subject

    town = Town().build(
        ("who: [clerk]\n", "who: [clerk]\n  subject: [person]\n"), ("needs: {parts: [help]}, ", "")
    )
    person = Person.objects.create(name="张三", identity_number="11010519491231002X", phone="13800138000")
    about = Subject("person", str(person.pk))
    closed, still_open = (
        town.opens(subject=about, values={"thing": "雨伞", "owner_phone": "13800138000"}) for _ in range(2)
    )
    for number in (closed, still_open):
        town.does("li", number, Make("search"))
    town.does("qian", closed, Make("give_up", reason="x"))
    refusal = erase_person(town.store, person, "第四十七条", town.viewer("zhou"), town.now)
    assert isinstance(refusal, Refusal)
    assert still_open in str(refusal)
    assert "owner_phone" in case_of(town.row(closed).pk).values
    town.does("qian", still_open, Make("give_up", reason="x"))
    assert erase_person(town.store, person, "第四十七条", town.viewer("zhou"), town.now) == 2
    person.refresh_from_db()
    assert (person.name, person.identity_number, person.phone) == ("", None, "")
    assert found() == []
