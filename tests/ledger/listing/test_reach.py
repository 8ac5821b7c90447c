"""From where a case is seen follows every step of the case, and replay writes the same."""

from __future__ import annotations

import pytest

from quheng.ledger.cases.commands import AddPart, Assign, AttachFile, Create, Make, MergeInto, OpenLinked
from quheng.ledger.listing import Filters, list_cases
from quheng.ledger.listing.reach import NEVER
from quheng.ledger.models import CaseRow, Organisation, PartRow, ReachRow
from quheng.ledger.paths import lies_under, upwards
from quheng.ledger.rebuilding import rebuild
from quheng.ledger.scope import readable
from tests.ledger.town import PEOPLE, Town


@pytest.fixture
def town(database):
    town = Town().build()
    town.grant("mayor", "lead", "city", sensitivity=3)
    return town


def kept():
    columns = (
        "case",
        "root",
        "lies",
        "programme",
        "stage",
        "sensitivity",
        "opened_at",
        "due_at",
        "warn_at",
        "is_open",
    )
    return sorted(ReachRow.objects.values_list(*columns))


def as_the_rows_say():
    found = []
    for row in CaseRow.objects.all():
        asked = PartRow.objects.filter(case=row).values_list("path", flat=True)
        found += [
            (
                row.pk, root, lies_under(row.path, root), row.programme, row.stage, row.sensitivity,
                row.opened_at, row.due_at or NEVER, row.warn_at, row.closed_at is None,
            )
            for root in {root for path in (row.path, *asked) for root in upwards(path)}
        ]  # fmt: skip
    return sorted(found)


def check(town):
    assert kept() == as_the_rows_say()
    for name in ("mayor", *PEOPLE):
        someone = town.viewer(name)
        listed = [row.number for row in list_cases(someone).rows]
        assert sorted(listed) == sorted(readable(someone).values_list("number", flat=True)), name


def test_it_follows_every_step(town):
    number = town.opens(values={"thing": "雨伞", "offices": ["fire", "west"]})
    check(town)
    steps = [
        ("li", Make("search")),
        ("zhao", Make("ask", reason="颜色")),
        ("zhao", Make("told")),
        ("qian", AddPart("help", "police")),
        ("li", Assign("street-1", None, "就近")),
        # From there it was seen because fire is asked; now it lies there, and then no more.
        ("li", Assign("fire", None, "主责")),
        ("li", Assign("street-2", "zhao", "就近")),
        ("zhao", AttachFile("a.pdf", "d", 1, "pdf", "receipt")),
        ("zhao", Make("hand_out", {"worth": 5})),
    ]
    for name, command in steps:
        town.later(hours=1)
        town.does(name, number, command)
        check(town)
    assert [row.number for row in list_cases(town.viewer("stranger")).rows] == [number]
    before = kept()
    ReachRow.objects.filter(root="0001").delete()
    ReachRow.objects.update(stage="x", lies=False)
    assert rebuild().cases == 1
    assert kept() == before


def test_duplicates_and_linked_cases_are_followed(town):
    first, second = town.searching(), town.searching(offices=["west"])
    town.does("li", second, MergeInto(first, "重复"))
    check(town)
    town.grant("zhao", "clerk", "east")
    linked = town.store.open_linked(
        first, OpenLinked("twin", ""), Create("", "east", "counter", {}), town.viewer("zhao"), town.now
    )
    assert isinstance(linked, tuple), linked
    check(town)


def test_a_place_is_seen_from_the_place_itself_and_all_above(town):
    number = town.opens(where="east", values={"thing": "雨伞"})
    town.does("li", number, Assign("street-1", None, "就近"))
    path = Organisation.objects.get(code="street-1").path
    assert list(ReachRow.objects.order_by("root").values_list("root", flat=True)) == [
        path[:4],
        path[:8],
        path,
    ]
    town.grant("neighbour", "lead", "street-2")
    assert list_cases(town.viewer("neighbour")).rows == ()


def test_what_is_due_can_be_listed(town):
    number = town.searching()
    someone = town.viewer("mayor")
    assert list_cases(someone, Filters(due="soon", now=town.now)).rows == ()
    town.later(days=6)
    assert [row.number for row in list_cases(someone, Filters(due="soon", now=town.now)).rows] == [number]
    town.later(days=1)
    assert [row.number for row in list_cases(someone, Filters(due="today", now=town.now)).rows] == [number]
    town.later(days=1)
    assert [row.number for row in list_cases(someone, Filters(due="overdue", now=town.now)).rows] == [number]
