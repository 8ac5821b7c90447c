"""Random grants over random cases: the list holds exactly what each case says of itself."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.contrib.auth.models import User
from hypothesis import given, settings
from hypothesis import strategies as st

from quheng.calendars.beijing_time import BEIJING
from quheng.ledger.models import CaseRow, Organisation, PartRow
from quheng.ledger.paths import lies_under, subtree
from quheng.ledger.scope import Permit, Viewer, may_read, readable, scope_filter, viewer_of, widest
from tests.ledger.town import Town

PATHS = [
    "0001",
    "00010001",
    "000100010001",
    "000100010002",
    "00010002",
    "00019999",
    "0002",
    "00020001",
    "9999",
]
PROGRAMMES, STAGES = ["a", "b"], ["s", "t"]

permits = st.builds(
    Permit,
    path=st.sampled_from(PATHS),
    role=st.sampled_from(["handler", "lead"]),
    programme=st.sampled_from(["", *PROGRAMMES]),
    stage=st.sampled_from(["", *STAGES]),
    sensitivity=st.integers(0, 3),
)


def viewer(held):
    return Viewer("x", frozenset(held))


@pytest.fixture
def cases(database):
    """Give every combination of place, programme, stage and level; every fifth has a part elsewhere."""
    moment = datetime(2026, 3, 2, 9, tzinfo=BEIJING)
    organisations = [
        Organisation.objects.create(code=path, name_zh=path, name_en=path, kind="street", path=path)
        for path in PATHS
    ]
    combinations = [
        (organisation, programme, stage, level)
        for organisation in organisations
        for programme in PROGRAMMES
        for stage in STAGES
        for level in range(4)
    ]
    CaseRow.objects.bulk_create(
        CaseRow(
            number=f"N{place}", programme=programme, version=1, stage=stage, sensitivity=level,
            organisation=organisation, path=organisation.path, channel="c", accepted_on=moment.date(),
            opened_at=moment, seq=1,
        )
        for place, (organisation, programme, stage, level) in enumerate(combinations)
    )  # fmt: skip
    rows = list(CaseRow.objects.order_by("id"))
    parts = {row.pk: [PATHS[row.pk % len(PATHS)]] for row in rows[::5]}
    PartRow.objects.bulk_create(
        PartRow(case_id=key, parts="p", organisation=path, path=path, is_open=True, answered=False)
        for key, paths in parts.items()
        for path in paths
    )
    return rows, parts


def test_the_list_is_what_each_case_says(cases):
    rows, parts = cases

    @settings(max_examples=150, deadline=None)
    @given(st.lists(permits, max_size=5))
    def check(held):
        someone = viewer(held)
        listed = set(readable(someone).values_list("id", flat=True))
        assert listed == {row.pk for row in rows if may_read(someone, row, parts.get(row.pk, ()))}

    check()


def test_without_a_grant_nothing_is_seen(cases):
    assert not readable(viewer([])).exists()


@given(st.sampled_from(PATHS), st.sampled_from(PATHS))
def test_a_subtree_is_a_range(path, root):
    first, last = subtree(root)
    assert (first <= path < last) == lies_under(path, root)


@given(st.lists(permits, max_size=6))
def test_permits_that_say_nothing_new_are_left_out(held):
    kept = widest(held)
    assert all(any(one.includes(permit) for one in kept) for permit in held)
    assert not any(one is not other and one.includes(other) for one in kept for other in kept)


def test_the_head_of_a_city_is_one_range():
    held = [
        Permit("0001", "lead", sensitivity=3),
        *(Permit(f"0001{place:04d}", "lead") for place in range(1, 900)),
    ]
    sql = str(CaseRow.objects.filter(scope_filter(held)).query)
    # One range for the cases that lie there, and one for those in which an organisation there is asked.
    assert sql.count('path" >=') == 2


def test_roles_are_those_held_where_the_case_lies():
    someone = viewer(
        [
            Permit("00010001", "handler"), Permit("0001", "lead", programme="a"),
            Permit("00010001", "clerk", stage="t"), Permit("0002", "supervisor"),
        ]
    )  # fmt: skip
    assert someone.roles_at("000100010002", "a", "s", 1) == {"handler", "lead"}
    assert someone.roles_at("000100010002", "b", "t", 1) == {"handler", "clerk"}
    assert someone.roles_at("000100010002", "b", "t", 2) == frozenset()
    assert someone.sees_level("000100010002", "a", "s") == 1
    assert someone.sees_level("0003", "a", "s") == -1


def test_grants_hold_from_a_day_to_a_day_and_not_for_who_has_left(database):
    town = Town().build()
    town.grant("temp", "handler", "street-1", until=date(2026, 3, 31))
    account = User.objects.get(username="temp")
    held = [len(viewer_of(account, date(2026, 3, day)).permits) for day in (1, 2, 31)]
    assert held == [0, 1, 1]
    assert viewer_of(account, date(2026, 4, 1)).permits == frozenset()
    account.is_active = False
    assert viewer_of(account, date(2026, 3, 2)).permits == frozenset()


def test_one_acts_for_an_organisation_that_is_granted(database):
    town = Town().build()
    town.grant("zhao", "lead", "fire")
    assert town.viewer("zhao").organisation == "east"
    assert town.viewer("zhao", organisation="fire").organisation == "fire"
    assert town.viewer("zhao", organisation="west").organisation is None
