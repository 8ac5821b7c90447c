"""Walk through every address as five people and a program: nobody sees or changes what is not theirs."""

from __future__ import annotations

import pytest
from django.urls import path

import quheng.web.urls
from quheng.ledger.models import CaseRow, EventRow
from tests.web.walk.addresses import Address, addresses
from tests.web.walk.table import GIVEN, TABLE, Row
from tests.web.walk.world import FOREIGN_WORDS, NOWHERE, WALKERS, Place, World, build, steady

EAST = ("head", "fire-1", "nobody", "program")
"""Those who have no business in the west."""


@pytest.fixture
def world(database, monkeypatch) -> World:
    return build(monkeypatch)


def known() -> list[Address]:
    """Return the addresses that have a row; that all have one is a test of its own."""
    return [one for one in addresses() if one.route in TABLE]


def row_of(address: Address) -> Row:
    return TABLE[address.route]


def filled(address: Address, place: Place) -> str:
    return address.filled({**GIVEN, "number": place.number, "key": place.key})


def asked(address: Address, place: Place) -> list[str]:
    """Return the ways in which an address is asked."""
    bare = filled(address, place)
    return [bare, *(bare + query.format(foreign=FOREIGN_WORDS[0]) for query in row_of(address).asked)]


def without_a_row() -> list[str]:
    return sorted({one.route for one in addresses()} - set(TABLE))


def test_every_address_has_a_row():
    assert without_a_row() == []


def test_every_row_has_an_address():
    assert sorted(set(TABLE) - {one.route for one in addresses()}) == []


def test_an_address_without_a_row_is_noticed(monkeypatch):
    from django.urls import clear_url_caches

    extra = path("new/<str:number>/", lambda request: None, name="new")
    monkeypatch.setattr(quheng.web.urls, "urlpatterns", [*quheng.web.urls.urlpatterns, extra])
    clear_url_caches()
    try:
        assert "new/<str:number>/" in without_a_row()
    finally:
        monkeypatch.undo()
        clear_url_caches()


def test_nothing_that_happens_in_the_west_shows_in_the_east(world):
    """Every page of the east is the same, to the letter, so that no count leaks either."""
    before = {}
    for name in EAST:
        client = world.client(name)
        for address in known():
            for where in asked(address, world.east):
                before[name, where] = steady(client.get(where))
    west = world.fill_the_west()
    for name in EAST:
        client = world.client(name)
        for address in known():
            if row_of(address).changes_by_reading:
                continue
            for where in asked(address, world.east):
                after = steady(client.get(where))
                assert after == before[name, where], (name, where)
                assert west.number not in after


def test_no_foreign_word_is_found_by_any_way_of_asking(world):
    west = world.fill_the_west()
    for name in EAST:
        client = world.client(name)
        for address in known():
            for place in (world.east, west):
                for where in asked(address, place):
                    said = (
                        steady(client.get(where)).replace(FOREIGN_WORDS[0], "")
                        if "?" in where
                        else (steady(client.get(where)))
                    )
                    found = [word for word in FOREIGN_WORDS if word in said]
                    assert not found, (name, where, found)


def test_what_is_out_of_scope_is_answered_like_what_is_not_there(world):
    west = world.fill_the_west()
    walked = 0
    for name in EAST:
        client = world.client(name)
        for address in known():
            if not address.parameters & {"number", "key"}:
                continue
            real = steady(client.get(filled(address, west)))
            none = steady(client.get(filled(address, NOWHERE)))
            put = real.replace(west.number, NOWHERE.number).replace(f"/{west.key}/", f"/{NOWHERE.key}/")
            put = put.replace(f"%2F{west.key}%2F", f"%2F{NOWHERE.key}%2F")
            assert put == none, (name, address.route)
            walked += 1
    assert walked > 60


def test_the_walker_would_see_it(world):
    """Whoever may see the west does: the walk is no walk through empty rooms."""
    west = world.fill_the_west()
    for name in ("boss", "head-west"):
        client = world.client(name)
        seen = [one.route for one in known() if west.number in steady(client.get(filled(one, west)))]
        assert {"", "cases/", "cases/<str:number>/"} - {"" if name == "boss" else None} <= set(seen), seen


def test_nobody_is_let_in_beyond_what_is_public(world):
    client = world.client("nobody")
    for address in known():
        answer = client.get(filled(address, world.east))
        match row_of(address).reach:
            case "own" | "staff" | "case":
                assert answer.status_code == 302, address.route
                assert answer.headers["Location"].startswith("/account/login/"), address.route
            case "token" | "token case":
                assert answer.status_code in (400, 401, 403, 404, 405), (address.route, answer.status_code)
                assert world.east.number not in answer.content.decode()


def test_a_program_with_a_key_is_nobody_at_the_desk(world):
    client = world.client("program")
    for address in known():
        if row_of(address).reach in ("own", "staff", "case"):
            assert client.get(filled(address, world.east)).status_code == 302, address.route


def test_a_signed_in_person_is_nobody_to_the_api(world):
    """A cookie opens no address of the API, so that no page of others can ride on it."""
    client = world.client("head")
    for address in known():
        if row_of(address).reach in ("token", "token case"):
            status = client.get(filled(address, world.east)).status_code
            assert status in (400, 401, 403, 404, 405), (address.route, status)


def test_no_address_changes_anything_for_those_without_the_right(world):
    west = world.fill_the_west()
    before = (EventRow.objects.count(), CaseRow.objects.count())
    for name in ("fire-1", "nobody", "head", "program"):
        client = world.client(name)
        for address in known():
            if address.route.startswith("services/") or address.route == "account/logout/":
                continue  # open to everybody: see tests/web/public
            place = west if name in ("head", "program") else world.east
            if place is west and not address.parameters & {"number"}:
                continue
            where, body = filled(address, place), {"text": "x", "reason": "x", "move": "search"}
            for send in (client.post, client.put, client.patch, client.delete):
                answer = send(where, body, "application/json") if send != client.post else send(where, body)
                assert answer.status_code < 500, (name, send, where)
    assert (EventRow.objects.count(), CaseRow.objects.count()) == before


def test_no_address_changes_anything_by_reading(world):
    before = (EventRow.objects.count(), CaseRow.objects.count())
    for name in WALKERS:
        client = world.client(name)
        for address in known():
            for send in (client.get, client.head, client.options):
                assert send(filled(address, world.east)).status_code < 500, (name, address.route)
    assert (EventRow.objects.count(), CaseRow.objects.count()) == before


RIGHTFUL = {
    "/cases/{number}/do/comment/": {"text": "看过了"},
    "/cases/{number}/do/correct/": {"f-thing": "蓝雨伞", "reason": "记错了颜色"},
    "/cases/{number}/do/assign/": {"organisation": "fire", "reason": "归口"},
    "/cases/{number}/do/move/hand_out/": {"reason": "x"},
    "/programmes/lost-property/new/": {"f-thing": "手套", "organisation": "east", "channel": "counter"},
}


def test_whoever_has_the_right_is_named_in_the_record(world):
    made = 0
    for route, form in RIGHTFUL.items():
        before = set(EventRow.objects.values_list("pk", flat=True))
        where = route.format(number=world.east.number)
        answer = world.client("head").post(where, {**form, "seen": ""})
        new = EventRow.objects.exclude(pk__in=before)
        if answer.status_code == 302 and new:
            made += 1
            assert set(new.values_list("who", flat=True)) <= {"head", "system"}, route
            assert new.filter(who="head").exists(), route
        else:
            assert not new, route
    assert made >= 3, made


def test_the_program_is_named_as_its_account(world):
    before = EventRow.objects.count()
    where = f"/api/v1/cases/{world.east.number}/comments"
    answer = world.client("program").post(where, {"text": "看过了"}, "application/json")
    assert answer.status_code in (200, 201), answer.content.decode()
    assert EventRow.objects.count() == before + 1
    assert EventRow.objects.order_by("-pk")[0].who == "head"
