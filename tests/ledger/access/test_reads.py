"""Who looked at a case: told to those who oversee it, newest first, page by page, and to nobody else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quheng.ledger.cases import Refusal
from quheng.ledger.models import ReadRow
from quheng.ledger.reads import record_read, record_reads, who_looked
from tests.ledger.town import Town


@pytest.fixture
def town(database):
    town = Town().build()
    town.grant("watch", "supervisor", "east")
    town.grant("west-watch", "supervisor", "west")
    town.grant("half-watch", "supervisor", "east", programme="other")
    return town


def test_who_looked(town):
    number = town.searching()
    record_read(town.viewer("zhao"), town.row(number), ["owner_phone", "thing"], "case", town.now)
    town.later(minutes=1)
    record_read(town.viewer("wang"), town.row(number), ["owner_phone"], "export", town.now)
    found = who_looked(town.viewer("watch"), number)
    assert [
        (look.account, look.organisation, look.fields, look.page, look.glass) for look in found.looks
    ] == [
        ("wang", "east", ("owner_phone",), "export", None),
        ("zhao", "east", ("owner_phone", "thing"), "case", None),
    ]
    assert (found.looks[0].at, found.after) == (town.now, None)


def test_it_is_paged_by_key(town):
    number = town.searching()
    for _ in range(5):
        record_read(town.viewer("zhao"), town.row(number), ["owner_phone"], "case", town.now)
    seen, after = [], None
    for size in (2, 2, 1):
        page = who_looked(town.viewer("watch"), number, after, 2)
        assert len(page.looks) == size
        seen += [look.key for look in page.looks]
        after = page.after
    assert after is None
    assert seen == sorted(seen, reverse=True)
    assert len(set(seen)) == 5


@pytest.mark.parametrize("name", ["zhao", "west-watch", "half-watch"])
def test_it_is_told_to_nobody_else(town, name):
    number = town.searching()
    there = who_looked(town.viewer(name), number)
    nowhere = who_looked(town.viewer(name), "SW2026000099")
    assert isinstance(there, Refusal)
    assert str(there).replace(number, "N") == str(nowhere).replace("SW2026000099", "N")


def test_a_list_is_one_write(town):
    rows = [town.row(town.opens()) for _ in range(20)]
    with CaptureQueriesContext(connection) as queries:
        record_reads(town.viewer("zhao"), [(row, ["owner_phone"]) for row in rows], "list", town.now)
    written = [query for query in queries if "INSERT" in query["sql"]]
    assert len(written) == 1
    assert ReadRow.objects.count() == 20


def test_what_shows_nothing_protected_is_no_read(town):
    record_read(town.viewer("zhao"), town.row(town.opens()), [], "list", town.now)
    assert not ReadRow.objects.exists()


def test_no_value_is_recorded(town):
    number = town.searching(owner_phone="13800138000")
    record_read(town.viewer("zhao"), town.row(number), ["owner_phone"], "case", town.now)
    assert not [value for value in ReadRow.objects.values_list().get() if "13800138000" in str(value)]
