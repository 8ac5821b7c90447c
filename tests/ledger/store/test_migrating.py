"""A plan says what an order comes to; two people stand behind it; replay and proof hold."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, transaction

from quheng.errors import DeclarationError, NotFoundError
from quheng.ledger.cases import Refusal
from quheng.ledger.cases.commands import AttachFile, Comment, Erase, Make
from quheng.ledger.migrating import approve_migration, order_migration, plan_migration, waiting_orders
from quheng.ledger.models import CaseRow, EventRow, MigrationOrder, RetiredVersion, SecretRow
from quheng.ledger.published import publish_version, rules_of
from quheng.ledger.rebuilding import rebuild
from quheng.ledger.recorded import case_of
from quheng.ledger.retiring import retire_version
from quheng.ledger.verifying import find_broken
from tests.ledger.cases.migrated import LATER
from tests.ledger.small import edited
from tests.ledger.town import Town

PHONE = "13800138000"

OFFICE = (
    ("  - {id: offices,", "  - {id: office, type: organisation, title: {zh: 承办, en: Office}}\n"
     "  - {id: offices,"),
    ("to: searching, who: [dispatcher],", "to: searching, who: [dispatcher], hands_to: office,"),
)  # fmt: skip


@pytest.fixture
def town(database):
    town = Town().build()
    User.objects.create(username="sun")
    publish_version(edited(*LATER), "lost-property.yaml", "author", "approver", town.now)
    return town


def three_cases(town):
    """Give one that comes over, one that cannot (its time stands otherwise), one that is closed."""
    comes = town.searching(owner_phone=PHONE, found_on="2026-02-28", worth=5)
    stays = town.opens(values={"thing": "雨伞", "found_on": "2026-02-28"})
    closed = town.searching(worth=5)
    town.does("zhao", closed, AttachFile("a.pdf", "d", 1, "pdf", "receipt"))
    town.does("zhao", closed, Make("hand_out"))
    town.later(days=1)
    return comes, stays, closed


def migrates(town, **more):
    order = order_migration("lost-property", 2, "qian", town.now, **more)
    return approve_migration(order.pk, "sun", town.store, town.now)


def tables():
    rows = CaseRow.objects.order_by("id")
    return list(rows.values())


def test_the_plan_is_what_happens(town):
    comes, stays, closed = three_cases(town)
    before = tables()
    planned = plan_migration("lost-property", 2, town.now)
    assert tables() == before
    assert (planned.origin, planned.target, planned.done, planned.left) == (1, 2, (comes, stays), ())
    applied = migrates(town)
    assert applied == planned
    assert [town.row(number).version for number in (comes, stays, closed)] == [2, 2, 1]
    assert town.row(comes).digest == case_of(town.row(comes).pk).digest
    assert list(find_broken()) == []
    after = tables()
    rebuild()
    assert tables() == after


def test_who_cannot_and_why(town):
    number = town.searching(worth=5)
    text = edited(*LATER, ("{id: search_time, promise", "{id: looking_time, promise"))
    text = text.replace("2026-03-03", "2026-03-04")
    publish_version(text, "lost-property.yaml", "author", "approver", town.now)
    other = town.opens()
    town.later(days=3)
    planned = plan_migration("lost-property", 3, town.now)
    assert planned.done == (other,)
    ((left, reason),) = planned.left
    assert (left, "that version has no clock search_time" in str(reason)) == (number, True)
    order = order_migration("lost-property", 3, "qian", town.now)
    assert approve_migration(order.pk, "sun", town.store, town.now) == planned
    assert town.row(number).version == 1


def test_one_event_a_case_with_both_digests_and_both_names(town):
    comes, *_ = three_cases(town)
    before = town.row(comes)
    migrates(town)
    events = EventRow.objects.filter(kind="migrated")
    assert events.count() == 2
    record = events.get(case__number=comes).record
    for text in (before.digest, town.row(comes).digest, '"ordered_by":"qian"', '"approved_by":"sun"'):
        assert text in record
    assert "2026-02-28" not in record
    assert town.row(comes).due_at == before.due_at


def test_work_goes_on_under_the_new_version(town):
    comes, *_ = three_cases(town)
    migrates(town)
    town.does("zhao", comes, Make("ask", {"colour": "红"}, "颜色"))
    assert town.row(comes).stage == "asking"
    assert rules_of(town.row(comes).digest, 2).programme.stages["asking"]
    town.is_refused("zhao", comes, Make("ask", {"found_on": "2026-02-28"}, "x"), "stage")
    assert list(find_broken()) == []


def test_it_is_taken_back(town):
    comes, stays, _ = three_cases(town)
    before = {number: case_of(town.row(number).pk) for number in (comes, stays)}
    migrates(town)
    native = town.opens()
    assert town.row(native).version == 2
    planned = plan_migration("lost-property", 2, town.now, reverts=True)
    back = migrates(town, reverts=True)
    assert planned == back
    assert back.done == (comes, stays)
    assert [number for number, _ in back.left] == [native]
    for number, case in before.items():
        found = case_of(town.row(number).pk)
        assert (found.values, found.digest, found.stage, found.clocks) == (
            case.values, case.digest, case.stage, case.clocks,
        )  # fmt: skip
        assert (town.row(number).version, town.row(number).digest) == (1, case.digest)
    assert list(find_broken()) == []


def test_not_after_thirty_days(town):
    three_cases(town)
    migrates(town)
    town.later(days=30, seconds=1)
    late = migrates(town, reverts=True)
    assert late.done == ()
    assert all("more than 30 days old" in str(reason) for _, reason in late.left)


def test_another_person_approves_and_nothing_happens_before(town):
    comes, *_ = three_cases(town)
    order = order_migration("lost-property", 2, "qian", town.now)
    assert list(waiting_orders("lost-property")) == [order]
    assert town.row(comes).version == 1
    assert "another person approves it" in str(approve_migration(order.pk, "qian", town.store, town.now))
    assert "there is no account nobody" in str(approve_migration(order.pk, "nobody", town.store, town.now))
    assert "there is no account nobody" in str(order_migration("lost-property", 2, "nobody", town.now))
    assert "there is no order 99" in str(approve_migration(99, "sun", town.store, town.now))
    approve_migration(order.pk, "sun", town.store, town.now)
    assert not waiting_orders().exists()
    assert "sun has approved it already" in str(approve_migration(order.pk, "wang", town.store, town.now))


def test_what_was_broken_off_goes_on(town):
    comes, stays, _ = three_cases(town)
    order = order_migration("lost-property", 2, "qian", town.now)
    MigrationOrder.objects.filter(pk=order.pk).update(approved_by="sun", approved_at=town.now)
    first = approve_migration(order.pk, "sun", town.store, town.now)
    assert first.done == (comes, stays)
    again = approve_migration(order.pk, "sun", town.store, town.now)
    assert (again.done, again.left) == ((), ())
    assert EventRow.objects.filter(kind="migrated").count() == 2


@pytest.mark.parametrize(
    ("to", "days", "words"),
    [
        (1, 1, "version 1 declares no migration"),
        (9, 1, "there is no version 9"),
        (2, 0, "holds from 2026-03-03"),
    ],
)
def test_what_cannot_be_planned(town, to, days, words):
    found = plan_migration("lost-property", to, town.now + timedelta(days=days))
    assert isinstance(found, Refusal)
    assert words in str(found)


def test_a_migration_that_does_not_fit_is_not_published(town):
    text = edited(*LATER).replace("2026-03-03", "2026-03-10")
    with pytest.raises(DeclarationError, match="there is no version 7 to come over from") as raised:
        publish_version(text.replace("{from: 1, stages", "{from: 7, stages"), "x.yaml", "a", "b", town.now)
    assert raised.value.problems[0].where.row == 44
    with pytest.raises(DeclarationError, match="there is no field found_on in the new version"):
        publish_version(text.replace(", drop: [found_on]", ""), "x.yaml", "a", "b", town.now)


def test_erasure_after_a_migration_takes_what_was_set_aside(town):
    comes, *_ = three_cases(town)
    migrates(town)
    town.does("zhao", comes, AttachFile("a.pdf", "d", 1, "pdf", "receipt"))
    town.does("zhao", comes, Make("hand_out"))
    town.does("zhou", comes, Erase("第四十七条"))
    assert not SecretRow.objects.filter(case__number=comes).exists()
    assert case_of(town.row(comes).pk) == town.store.remembered.case_of(town.row(comes))
    assert list(find_broken()) == []


def test_a_version_with_open_cases_is_not_retired(town):
    comes, *_ = three_cases(town)
    refused = retire_version("lost-property", 1, "a", "b", town.now)
    assert "2 cases are open under version 1" in str(refused)
    migrates(town)
    assert "is both author and approver" in str(retire_version("lost-property", 1, "a", "a", town.now))
    assert "there is no version 5" in str(retire_version("lost-property", 5, "a", "b", town.now))
    assert isinstance(retire_version("lost-property", 1, "a", "b", town.now), RetiredVersion)
    assert "is retired already" in str(retire_version("lost-property", 1, "a", "b", town.now))
    with pytest.raises(NotFoundError, match=r"version 1 of the programme lost-property.*is retired"):
        town.tries_to_open(accepted_on=town.now.date() - timedelta(days=1))
    town.does("zhao", comes, Comment("仍可办理"))
    town.opens()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        RetiredVersion.objects.all().delete()


def test_live_words_and_routing_follow_the_version_in_force(database):
    town = Town().build(
        ("acts: {assign", "live: true\nrouting: [{if: fragile, to: fire}]\nacts: {assign"), *OFFICE
    )
    later = edited(("acts: {assign", "routing: [{if: fragile, to: police}]\nacts: {assign"), *OFFICE)
    publish_version(
        later.replace("from: 2026-01-01", "from: 2026-03-03"), "lost-property.yaml", "a", "b", town.now
    )
    first, second = (town.opens(values={"thing": "瓷瓶", "fragile": True}) for _ in range(2))
    town.does("li", first, Make("search"))
    town.later(days=1)
    town.does("li", second, Make("search"))
    assert [town.row(number).organisation.code for number in (first, second)] == ["fire", "police"]
    assert town.row(second).version == 1
