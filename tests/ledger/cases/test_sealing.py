"""Personal values leave the record as salted digests, come back while kept, and go without a trace."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from quheng.ledger.canonical import canonical_json
from quheng.ledger.cases import events
from quheng.ledger.cases.sealing import opened, seal_of, sealed, seals_in
from quheng.ledger.cases.wire import KINDS, as_json, free_texts, from_json, kind_of
from tests.ledger.cases.desk import DISPATCHER, HANDLER, Desk
from tests.ledger.cases.test_moves import RECEIPT
from tests.ledger.small import small_programme


def salts():
    numbers = itertools.count()
    return lambda: f"salt-{next(numbers)}"


def through_the_record(event, personal=("owner_phone",), erased=False):
    kind = kind_of(event)
    hidden, secrets = sealed(kind, as_json(event), lambda name: name in personal, salts())
    canonical_json(hidden)
    known = {} if erased else {secret.seal: secret.value for secret in secrets}
    assert set(seals_in(kind, hidden)) == {secret.seal for secret in secrets}
    return hidden, from_json(kind, opened(kind, hidden, known))


def test_a_value_is_not_in_the_record_and_comes_back():
    event = events.Filled({"owner_phone": "13800138000", "thing": "雨伞"})
    hidden, back = through_the_record(event)
    assert "13800138000" not in canonical_json(hidden)
    assert hidden["values"]["thing"] == "雨伞"
    assert back == event


def test_erased_it_is_left_out():
    event = events.Filled({"owner_phone": "13800138000", "thing": "雨伞"})
    assert through_the_record(event, erased=True)[1] == events.Filled({"thing": "雨伞"})
    assert through_the_record(events.Commented("张三来电"), erased=True)[1] == events.Commented("")


def test_an_emptied_field_needs_no_seal():
    event = events.Corrected({"owner_phone": None}, {"owner_phone": "13800138000"}, "填错")
    hidden, back = through_the_record(event)
    assert back == event
    assert hidden["values"] == {"owner_phone": None}
    assert set(hidden["before"]["owner_phone"]) == {"sealed"}
    assert through_the_record(events.Commented(""))[0]["text"] == ""


def test_one_value_twice_has_two_seals():
    first, second = (seal_of("13800138000", salt) for salt in ("a", "b"))
    assert first != second


def test_every_free_text_of_every_event_is_sealed():
    assert {kind: free_texts(kind) for kind in KINDS if free_texts(kind)} == {
        "corrected": ("reason",),
        "entry_corrected": ("reason",),
        "assigned": ("reason",),
        "moved": ("reason",),
        "clock_paused": ("reason",),
        "clock_extended": ("reason",),
        "part_answered": ("answer",),
        "part_returned": ("reason",),
        "parts_decided": ("reason",),
        "item_marked": ("note",),
        "objection_raised": ("text",),
        "objection_answered": ("answer",),
        "merged": ("reason",),
        "file_attached": ("name",),
        "commented": ("text",),
    }


def test_the_names_in_the_record_do_not_change():
    names = """absorbed assessed assigned clock_extended clock_paused clock_recomputed clock_resumed
    clock_started clock_stopped commented corrected created derived
    entry_added entry_corrected erased file_attached filled item_marked
    link_closed link_reopened linked merged migrated migration_reverted moved notice_posted
    objection_answered objection_raised part_answered part_opened part_returned parts_decided
    parts_done routed"""
    assert sorted(KINDS) == names.split()


def test_every_event_of_a_story_goes_through_the_record_unchanged():
    desk = Desk(small_programme())
    desk.open(values={"thing": "雨伞", "offices": ["fire"], "fragile": True, "owner_phone": "13800138000"})
    from quheng.ledger.cases.commands import Make, PauseClock, ResumeClock

    for actor, command in [
        (DISPATCHER, Make("search")),
        (HANDLER, PauseClock("search_time", "等")),
        (HANDLER, ResumeClock("search_time")),
        (HANDLER, RECEIPT),
        (HANDLER, Make("hand_out", {"worth": "12.5", "found_on": "2026-02-28"})),
    ]:
        desk.does(actor, command)
    for entry in desk.entries:
        assert through_the_record(entry.event)[1] == entry.event


@given(st.text(min_size=1, max_size=40))
def test_any_text_comes_back_as_it_was(text):
    event = events.Commented(text)
    assert through_the_record(event)[1] == event
