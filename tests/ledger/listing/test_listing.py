"""Every list, under random grants and filters, is what each case says of itself, in order, page by page."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from quheng.calendars.beijing_time import BEIJING
from quheng.errors import DataError
from quheng.ledger.broken_glass import BrokenGlass
from quheng.ledger.cases import Subject
from quheng.ledger.listing import Filters, list_cases
from quheng.ledger.listing.filters import due_when
from quheng.ledger.listing.reach import NEVER
from quheng.ledger.models import CaseRow, Organisation, PartRow, ReachRow
from quheng.ledger.paths import lies_under, upwards
from quheng.ledger.scope import Permit, Viewer, may_read

NOW = datetime(2026, 3, 4, 15, tzinfo=BEIJING)
PATHS = ["0001", "00010001", "000100010001", "000100010002", "00010002", "00019999", "0002", "00020001"]
PROGRAMMES, STAGES, CHANNELS, HANDLERS = ["a", "b"], ["s", "t", "end"], ["phone", "web"], ["", "li", "wang"]
SUBJECTS = [("", ""), ("enterprise", "1"), ("person", "1")]
DUE = [None, *(NOW + timedelta(hours=hours) for hours in (-30, -1, 0, 1, 9, 10, 30, 200))]

permits = st.builds(
    Permit,
    path=st.sampled_from([*PATHS, "9999"]),
    role=st.sampled_from(["handler", "lead"]),
    programme=st.sampled_from(["", *PROGRAMMES]),
    stage=st.sampled_from(["", *STAGES]),
    sensitivity=st.integers(0, 3),
)
filters = st.builds(
    Filters,
    programme=st.sampled_from(["", *PROGRAMMES]),
    stage=st.sampled_from(["", *STAGES]),
    channel=st.sampled_from(["", *CHANNELS]),
    handler=st.sampled_from(["", "", "", *HANDLERS]),
    under=st.sampled_from(["", "", *PATHS]),
    state=st.sampled_from([None, "open", "closed"]),
    due=st.sampled_from([None, None, "overdue", "today", "soon"]),
    now=st.just(NOW),
    opened_since=st.sampled_from([None, date(2026, 3, 2)]),
    opened_until=st.sampled_from([None, date(2026, 3, 3)]),
    subject=st.sampled_from([None, None, Subject("enterprise", "1")]),
)


broken = st.builds(
    BrokenGlass,
    key=st.just(1),
    path=st.just(""),
    case=st.integers(0, 239).map("N{}".format),
    sensitivity=st.integers(0, 3),
    until=st.just(NOW),
)


def viewer(held, glass=()):
    return Viewer("x", frozenset(held), glass=tuple(glass))


@pytest.fixture
def cases(database):
    """Give 240 cases in which all that is filtered by varies apart; every third has parts elsewhere."""
    organisations = [
        Organisation.objects.create(code=path, name_zh=path, name_en=path, kind="street", path=path)
        for path in PATHS
    ]

    def made(place):
        organisation = organisations[place % 8]
        stage = STAGES[place // 3 % 3]
        is_open = stage != "end"
        due = DUE[place // 5 % len(DUE)] if is_open else None
        kind, key = SUBJECTS[place // 7 % 3]
        return CaseRow(
            number=f"N{place}", programme=PROGRAMMES[place // 8 % 2], version=1, stage=stage,
            sensitivity=place // 2 % 4, organisation=organisation, path=organisation.path,
            handler=HANDLERS[place // 4 % 3], channel=CHANNELS[place // 6 % 2], subject_kind=kind,
            subject_key=key, accepted_on=NOW.date(), opened_at=NOW - timedelta(hours=place // 3), seq=1,
            closed_at=None if is_open else NOW, due_at=due, due_status="published" if due else "",
            warn_at=due - timedelta(hours=48) if due else None,
        )  # fmt: skip

    CaseRow.objects.bulk_create(made(place) for place in range(240))
    rows = list(CaseRow.objects.order_by("id"))
    parts = {row.pk: [PATHS[row.pk % 8], PATHS[row.pk * 5 % 8]] for row in rows[::3]}
    PartRow.objects.bulk_create(
        PartRow(case_id=key, parts="p", organisation=path, path=path, is_open=True, answered=False)
        for key, paths in parts.items()
        for path in set(paths)
    )
    reach_as_the_follower_does(rows, parts)
    return rows, parts


def reach_as_the_follower_does(rows, parts):
    ReachRow.objects.bulk_create(
        ReachRow(
            case=row, root=root, lies=lies_under(row.path, root), programme=row.programme, stage=row.stage,
            sensitivity=row.sensitivity, opened_at=row.opened_at, due_at=row.due_at or NEVER,
            warn_at=row.warn_at, is_open=row.closed_at is None,
        )
        for row in rows
        for root in {root for path in (row.path, *parts.get(row.pk, ())) for root in upwards(path)}
    )  # fmt: skip


def passes(row, wanted):
    """Say in Python what a filter asks for."""
    evening = datetime(2026, 3, 5, tzinfo=BEIJING)
    due = {
        None: True,
        "overdue": row.due_at is not None and row.due_at < NOW,
        "today": row.due_at is not None and NOW <= row.due_at <= evening,
        "soon": row.due_at is not None and row.due_at > evening and row.warn_at <= NOW,
    }[wanted.due]
    opened = row.opened_at.astimezone(BEIJING).date()
    return (
        wanted.programme in ("", row.programme)
        and wanted.stage in ("", row.stage)
        and wanted.channel in ("", row.channel)
        and wanted.handler in ("", row.handler)
        and lies_under(row.path, wanted.under)
        and wanted.state in (None, "open" if row.closed_at is None else "closed")
        and due
        and (wanted.opened_since is None or opened >= wanted.opened_since)
        and (wanted.opened_until is None or opened <= wanted.opened_until)
        and (wanted.subject is None or (row.subject_kind, row.subject_key) == ("enterprise", "1"))
    )


def expected(cases, someone, wanted, order):
    rows, parts = cases
    found = [
        row for row in rows if may_read(someone, row, parts.get(row.pk, ())) and passes(row, wanted)
    ]  # fmt: skip
    if order == "newest":
        return [row.pk for row in sorted(found, key=lambda row: (row.opened_at, row.pk), reverse=True)]
    urgent = [row for row in found if row.closed_at is None]
    return [row.pk for row in sorted(urgent, key=lambda row: (row.due_at or NEVER, row.pk))]


def all_pages(someone, wanted, order, size):
    keys, after = [], None
    while True:
        page = list_cases(someone, wanted, order, after, size)
        keys += [row.pk for row in page.rows]
        after = page.after
        if after is None:
            return keys, page.count


@pytest.mark.parametrize("order", ["newest", "due"])
def test_every_list_is_what_each_case_says(cases, order):
    @settings(max_examples=60, deadline=None)
    @given(
        st.lists(permits, max_size=5), st.lists(broken, max_size=2), filters, st.sampled_from([17, 60, 200])
    )
    def check(held, glass, wanted, size):
        someone = viewer(held, glass)
        keys, count = all_pages(someone, wanted, order, size)
        assert keys == expected(cases, someone, wanted, order)
        assert (count.number, count.is_more) == (len(keys), False)

    check()


@pytest.mark.parametrize("order", ["newest", "due"])
def test_very_many_grants_list_the_same(cases, order):
    held = [
        Permit("0001", "lead", sensitivity=1),
        *(Permit(f"0002{place:04d}", "lead") for place in range(1, 130)),
    ]
    keys, _ = all_pages(viewer(held), Filters(), order, 50)
    assert keys == expected(cases, viewer(held), Filters(), order)


def test_without_a_grant_a_list_is_empty(cases):
    page = list_cases(viewer([]))
    assert (page.rows, page.after, str(page.count)) == ((), None, "0")


@pytest.mark.parametrize("size", [1, 50, 200])
@pytest.mark.parametrize("wanted", [Filters(), Filters(handler="li"), Filters(due="soon", now=NOW)])
def test_a_page_takes_three_queries_however_large(cases, size, wanted):
    someone = viewer([Permit("0001", "lead", sensitivity=3), Permit("0002", "lead", programme="a")])
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = list_cases(someone, wanted, size=size)
        assert all(row.organisation.path for row in page.rows)
    assert len(queries) <= 3


def test_a_count_goes_no_further_than_a_thousand(cases):
    rows, _ = cases
    more = [
        CaseRow(
            number=f"M{place}", programme="a", version=1, stage="s", sensitivity=0,
            organisation_id=rows[0].organisation_id, path=rows[0].path, channel="web",
            accepted_on=NOW.date(), opened_at=NOW, seq=1,
        )
        for place in range(1001)
    ]  # fmt: skip
    CaseRow.objects.bulk_create(more)
    reach_as_the_follower_does(CaseRow.objects.filter(number__startswith="M"), {})
    someone = viewer([Permit("0001", "lead", sensitivity=3)])
    page = list_cases(someone, size=20)
    assert (str(page.count), page.count.is_more) == ("1000+", True)
    assert str(list_cases(someone, Filters(programme="b")).count) == str(
        len(expected(cases, someone, Filters(programme="b"), "newest"))
    )


@pytest.mark.parametrize("size", [0, -1, 201])
def test_a_page_has_a_size(cases, size):
    with pytest.raises(DataError, match="1 to 200"):
        list_cases(viewer([]), size=size)


def test_a_filter_by_due_knows_the_moment():
    with pytest.raises(ValueError, match="now"):
        Filters(due="overdue")


@pytest.mark.parametrize("text", ["a\0", "\ud800"])
def test_a_filter_that_cannot_be_shown_is_refused(text):
    with pytest.raises(DataError, match="characters that cannot be shown"):
        Filters(programme=text)


def test_days_at_the_ends_of_the_calendar_are_days(cases):
    someone = viewer([Permit("0001", "lead", sensitivity=3)])
    wanted = Filters(opened_since=date.min, opened_until=date.max)
    assert list_cases(someone, wanted).count == list_cases(someone).count


def test_no_case_is_due_in_two_ways(cases):
    rows, _ = cases
    found = [
        set(CaseRow.objects.filter(due_when(state, NOW)).values_list("pk", flat=True))
        for state in ("overdue", "today", "soon")
    ]
    assert all(found)
    assert sum(map(len, found)) == len(set.union(*found))
    assert sum(map(len, found)) < len(rows)
