"""Nobody acts for another whom the register of mandates does not name; where it does, both are recorded."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from quheng.ledger.cases import Refusal, Subject
from quheng.ledger.cases.commands import Comment, Create, Make
from quheng.ledger.cases.refusal import RefusedError
from quheng.ledger.mandates import end_mandate, register_mandate
from quheng.ledger.models import Mandate, Person
from quheng.ledger.recorded import entries_of
from quheng.ledger.store import Receipt
from tests.ledger.town import Town

ABOUT_PEOPLE = ("channels: {counter: {zh: 窗口", "subject: [person]\n  channels: {counter: {zh: 窗口")


@pytest.fixture
def town(database):
    town = Town().build(ABOUT_PEOPLE)
    town.person = Person.objects.create(name="张桂兰")
    town.principal = f"person:{town.person.pk}"
    return town


def mandates(town, name="wang", **more):
    agent = User.objects.get(username=name)
    more = {"basis": "委托书 12 号", "registered_by": "qian", "since": town.now.date(), **more}
    principal, basis = more.pop("principal", town.principal), more.pop("basis")
    return register_mandate(agent, principal, basis, more.pop("registered_by"), town.now, **more)


def opens_for(town, subject=None, name="wang"):
    viewer = town.viewer(name, on_behalf_of=town.principal)
    command = Create("", "east", "counter", {"thing": "雨伞"}, subject)
    return town.store.open_case("lost-property", command, viewer, town.now)


def test_without_a_mandate_nobody_acts_for_another(town):
    with pytest.raises(RefusedError, match="the register has no mandate"):
        town.viewer("wang", on_behalf_of=town.principal)


def test_both_names_stand_in_the_record(town):
    assert isinstance(mandates(town), Mandate)
    found = opens_for(town, Subject("person", str(town.person.pk)))
    assert isinstance(found, Receipt), str(found)
    entries = entries_of(town.row(found.number).pk)
    assert {(entry.who, entry.on_behalf_of) for entry in entries} == {("wang", town.principal)}


def test_it_holds_from_its_first_day_to_its_last(town):
    today = town.now.date()
    mandate = mandates(town, since=today + timedelta(1), until=today + timedelta(2))
    for days, holds in [(0, False), (1, True), (2, True), (3, False)]:
        town.now += timedelta(days)
        if holds:
            assert town.viewer("wang", on_behalf_of=town.principal).mandated.principal == town.principal
        else:
            with pytest.raises(RefusedError):
                town.viewer("wang", on_behalf_of=town.principal)
        town.now -= timedelta(days)
    town.now += timedelta(1)
    end_mandate(mandate, town.now.date())
    with pytest.raises(RefusedError):
        town.viewer("wang", on_behalf_of=town.principal)


def test_it_is_the_agents_own(town):
    mandates(town, "zhao")
    with pytest.raises(RefusedError):
        town.viewer("wang", on_behalf_of=town.principal)


def test_another_programme_is_not_covered(town):
    mandates(town, programmes=["other"])
    refused = opens_for(town)
    assert isinstance(refused, Refusal)
    assert "does not cover the programme lost-property" in str(refused)
    mandates(town, programmes=["lost-property"])
    assert isinstance(opens_for(town), Receipt)
    mandates(town)
    assert town.viewer("wang", on_behalf_of=town.principal).mandated.programmes == frozenset()


def test_a_case_of_somebody_else_is_none_of_it(town):
    mandates(town, "li")
    mandates(town, "wang")
    other = Person.objects.create(name="李四")
    assert "does not concern" in str(opens_for(town, Subject("person", str(other.pk))))
    foreign, own = town.opens(), town.opens(subject=Subject("person", str(town.person.pk)))
    viewer = town.viewer("li", on_behalf_of=town.principal)
    assert "does not concern" in str(town.store.act(foreign, Make("search"), viewer, town.now))
    assert isinstance(town.store.act(own, Make("search"), viewer, town.now), Receipt)


def test_a_case_that_was_opened_for_the_principal_concerns_him(town):
    mandates(town, "wang")
    mandates(town, "li")
    number = opens_for(town).number
    viewer = town.viewer("li", on_behalf_of=town.principal)
    assert isinstance(town.store.act(number, Make("search"), viewer, town.now), Receipt)


def test_an_account_can_be_acted_for(town):
    mandates(town, "li", principal="account:wang")
    number = town.opens("wang")
    viewer = town.viewer("li", on_behalf_of="account:wang")
    assert isinstance(town.store.act(number, Make("search"), viewer, town.now), Receipt)
    assert isinstance(
        town.store.act(
            town.opens("wang"), Comment("x"), town.viewer("li", on_behalf_of="account:wang"), town.now
        ),
        Refusal,
    )


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"basis": " "}, "the basis of the mandate is missing"),
        ({"registered_by": "wang"}, "nobody registers a mandate for himself"),
        ({"principal": "张桂兰"}, "names nobody"),
        ({"principal": "person:999"}, "there is nobody to act for"),
        ({"principal": "enterprise:999"}, "there is nobody to act for"),
        ({"principal": "account:nobody"}, "there is nobody to act for"),
        ({"principal": "account:wang"}, "there is nobody to act for"),
    ],
)
def test_what_the_register_refuses(town, more, words):
    found = mandates(town, **more)
    assert isinstance(found, Refusal)
    assert words in str(found)
    assert not Mandate.objects.exists()


def test_it_does_not_end_before_it_begins(town):
    found = mandates(town, until=town.now.date() - timedelta(1))
    assert "lies before" in str(found)
