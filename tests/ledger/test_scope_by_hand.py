"""What a permit covers, what a viewer may read, which permits are the widest: by hand, without a database."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from quheng.ledger.broken_glass import BrokenGlass
from quheng.ledger.models import CaseRow
from quheng.ledger.scope import Permit, Viewer, may_read, widest

EAST, STREET, WEST = "00010001", "000100010002", "00010002"


def permit(path=EAST, role="handler", **more):
    return Permit(path, role, **more)


def viewer(*permits, **more):
    return Viewer("x", frozenset(permits), **more)


def case(path=STREET, programme="a", stage="s", sensitivity=1, number="N1"):
    return CaseRow(number=number, path=path, programme=programme, stage=stage, sensitivity=sensitivity)


@pytest.mark.parametrize(
    ("held", "covers"),
    [
        ({}, True),
        ({"programme": "a"}, True),
        ({"programme": "b"}, False),
        ({"stage": "s"}, True),
        ({"stage": "t"}, False),
        ({"sensitivity": 1}, True),
        ({"sensitivity": 0}, False),
        ({"programme": "a", "stage": "s", "sensitivity": 2}, True),
        ({"programme": "a", "stage": "t", "sensitivity": 2}, False),
    ],
)
def test_what_a_permit_covers(held, covers):
    one = permit(**held)
    assert one.covers("a", "s", 1) is covers
    assert may_read(viewer(one), case(), ()) is covers
    assert (viewer(one).roles_at(STREET, "a", "s", 1) == {"handler"}) is covers


@pytest.mark.parametrize(
    ("wide", "narrow", "includes"),
    [
        ({}, {}, True),
        ({}, {"path": STREET}, True),
        ({"path": STREET}, {}, False),
        ({}, {"path": WEST}, False),
        ({}, {"programme": "a"}, True),
        ({"programme": "a"}, {"programme": "a"}, True),
        ({"programme": "a"}, {}, False),
        ({"programme": "a"}, {"programme": "b"}, False),
        ({}, {"stage": "s"}, True),
        ({"stage": "s"}, {"stage": "t"}, False),
        ({"stage": "s"}, {}, False),
        ({"sensitivity": 2}, {"sensitivity": 2}, True),
        ({"sensitivity": 2}, {"sensitivity": 1}, True),
        ({"sensitivity": 1}, {"sensitivity": 2}, False),
    ],
)
def test_which_permit_includes_another(wide, narrow, includes):
    assert permit(**wide).includes(permit(**narrow)) is includes
    left = widest([permit(**wide), permit(**narrow)])
    same = wide == narrow
    assert (len(left) == 1) is (includes or same or permit(**narrow).includes(permit(**wide)))


def test_the_widest_are_in_order_and_without_roles():
    held = [permit(WEST, "lead"), permit(EAST, "lead"), permit(EAST, "handler"), permit(STREET)]
    assert widest(held) == [permit(EAST, ""), permit(WEST, "")]
    assert widest([]) == []


def test_roles_are_held_where_they_were_granted():
    someone = viewer(permit(role="handler"), permit(STREET, "lead"), permit(WEST, "clerk"))
    assert someone.roles_at(STREET, "a", "s", 1) == {"handler", "lead"}
    assert someone.roles_at(EAST, "a", "s", 1) == {"handler"}
    assert someone.roles_at("0001", "a", "s", 1) == frozenset()


def test_the_level_is_the_highest_that_is_granted_there():
    someone = viewer(permit(sensitivity=1), permit(STREET, sensitivity=3), permit(WEST, sensitivity=2))
    assert [someone.sees_level(path, "a", "s") for path in (STREET, EAST, WEST, "0001")] == [3, 1, 2, -1]
    narrow = viewer(permit(programme="a", sensitivity=2), permit(stage="t", sensitivity=3))
    assert [narrow.sees_level(EAST, *which) for which in (("a", "s"), ("b", "t"), ("b", "s"))] == [2, 3, -1]
    assert viewer(permit(sensitivity=0)).sees_level(EAST, "a", "s") == 0


def test_a_case_is_read_where_it_lies_or_a_department_is_asked():
    someone = viewer(permit())
    assert may_read(someone, case(EAST), ())
    assert may_read(someone, case(STREET), ())
    assert not may_read(someone, case(WEST), ())
    assert not may_read(someone, case("0001"), ())
    assert may_read(someone, case(WEST), (WEST, STREET))
    assert not may_read(someone, case(WEST), (WEST, "0002"))
    assert not may_read(viewer(), case(), (STREET,))


def test_glass_for_a_case_is_for_that_case_and_up_to_its_level():
    moment = datetime(2026, 3, 2, tzinfo=UTC)
    glass = (
        BrokenGlass(1, STREET, "N1", 1, moment),
        BrokenGlass(2, STREET, "N1", 2, moment),
        BrokenGlass(3, STREET, "N2", 3, moment),
        BrokenGlass(4, STREET, "", 3, moment),
    )
    someone = viewer(glass=glass)
    assert [someone.glass_level(number) for number in ("N1", "N2", "N3")] == [2, 3, -1]
    assert may_read(someone, case(sensitivity=2), ())
    assert not may_read(someone, case(sensitivity=3), ())
    assert not may_read(someone, case(number="N3", sensitivity=0), ())
