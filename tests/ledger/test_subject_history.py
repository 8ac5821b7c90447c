"""A subject's history holds all that the viewer may read about it, and what is linked."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quheng.ledger.cases import Subject
from quheng.ledger.cases.commands import Create, Make, OpenLinked
from quheng.ledger.models import Enterprise, Person, Project, Site
from quheng.ledger.published import publish_version
from quheng.ledger.subject_history import subject_history
from tests.ledger.small import edited
from tests.ledger.town import Town

ABOUT = ("who: [clerk]\n", "who: [clerk]\n  subject: [enterprise, person, project, site]\n")
FOUND = ("programme: lost-property\n", "programme: found-property\n"), ("prefix: SW", "prefix: JD")
FIRM = Subject("enterprise", "1")


@pytest.fixture
def town(database):
    town = Town().build(ABOUT)
    publish_version(edited(ABOUT, *FOUND), "found-property.yaml", "author", "approver", town.now)
    firm = Enterprise.objects.create(pk=1, credit_code="91350100M000100Y43", name="星网")
    Project.objects.create(pk=7, code="P-1", name="园区", enterprise=firm)
    Site.objects.create(pk=8, code="S-1", name="车间", enterprise=firm)
    Project.objects.create(pk=9, code="P-2", name="别家")
    Person.objects.create(pk=1, name="欧阳明")
    town.grant("wang", "clerk", "west")
    town.grant("zhao", "clerk", "east")
    town.grant("officer", "lead", "city", sensitivity=2)
    return town


def told(town, who, subject=FIRM, **more):
    history = subject_history(town.viewer(who), subject, **more)
    return [row.number for row in history.page.rows], {row.number for row in history.linked}


def test_it_goes_across_programmes_and_stops_at_the_scope(town):
    first = town.opens(subject=FIRM)
    town.later(minutes=1)
    town.programme = "found-property"
    second = town.opens(subject=FIRM)
    town.later(minutes=1)
    third = town.opens("wang", "west", subject=FIRM)
    town.opens()
    town.opens(subject=Subject("person", "1"))
    assert told(town, "officer") == ([third, second, first], set())
    assert told(town, "zhao") == ([second, first], set())
    assert told(town, "stranger") == ([third], set())


def test_what_is_linked_stands_beside_it(town):
    number = town.opens(subject=FIRM)
    town.does("li", number, Make("search"))
    child = town.store.open_linked(
        number,
        OpenLinked("twin", ""),
        Create("", "east", "counter", {}, Subject("project", "9")),
        town.viewer("zhao"),
        town.now,
    )[1].number
    about = {town.opens(subject=Subject(kind, key)) for kind, key in (("project", "7"), ("site", "8"))}
    elsewhere = town.opens("wang", "west", subject=Subject("project", "7"))
    assert told(town, "zhao") == ([number], {child, *about})
    assert told(town, "officer") == ([number], {child, *about, elsewhere})
    assert told(town, "zhao", Subject("project", "9")) == ([child], {number})


def test_that_a_person_has_a_case_is_personal(town):
    number = town.opens(subject=Subject("person", "1"))
    assert told(town, "zhao", Subject("person", "1")) == ([], set())
    assert told(town, "officer", Subject("person", "1")) == ([number], set())


def test_it_has_pages_and_few_queries(town):
    numbers = []
    for _ in range(3):
        numbers.append(town.opens(subject=FIRM))
        town.later(minutes=1)
    someone = town.viewer("zhao")
    with CaptureQueriesContext(connection) as queries:
        first = subject_history(someone, FIRM, size=2)
    assert len(queries) <= 5
    second = subject_history(someone, FIRM, first.page.after, 2)
    shown = [row.number for row in (*first.page.rows, *second.page.rows)]
    assert shown == numbers[::-1]
    assert second.page.after is None
