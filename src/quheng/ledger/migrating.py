"""Bring the open cases of one version to another: planned, ordered by one person, approved by another.

The plan decides for every open case what the order would come to, and writes nothing; the order then decides
the same way, a case at a time, each in a transaction of its own. Where it is broken off, approving it again
goes on with the cases that are left. An order can lead back, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet

from quheng.bilingual import Text
from quheng.ledger.cases import SYSTEM, Refusal, decide
from quheng.ledger.cases.commands import Command, Migrate, RevertMigration
from quheng.ledger.cases.refusal import RefusedError, refuse
from quheng.ledger.models import CaseRow, MigrationOrder, VersionRow
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.coming_over import ComingOver, find_way
from quheng.ledger.published import compiled, rules_of
from quheng.ledger.recorded import case_of
from quheng.ledger.store import Store
from quheng.scorecard.places import Places

BATCH = 500

AUTHOR, APPROVER = "(author)", "(approver)"
"""Who stands behind a plan, before anybody does."""

Asking = Callable[[str, str], Command]
"""What is asked for of each case, by who ordered and who approved it."""


@dataclass(frozen=True)
class Outcome:
    """What a migration comes to, or came to.

    Parameters
    ----------
    programme, origin, target
        Which cases, from which version to which.
    done
        The cases that come over, by number.
    left
        Those that cannot, each with the reasons.
    """

    programme: str
    origin: int
    target: int
    done: tuple[str, ...]
    left: tuple[tuple[str, Refusal], ...]


@dataclass(frozen=True)
class _Way:
    """From which version to which, and what is asked of each case."""

    programme: str
    origin: int
    target: int
    ask: Asking


def plan_migration(programme: str, to: int, now: datetime, *, reverts: bool = False) -> Outcome | Refusal:
    """Return what a migration would come to, and write nothing.

    Parameters
    ----------
    programme, to
        The programme, and the version that declares the migration.
    now
        When.
    reverts
        Whether the way is back: the cases that were brought to `to`, to where they came from.
    """
    try:
        way = _way(programme, to, now, reverts=reverts)
    except RefusedError as refused:
        return refused.refusal
    command = way.ask(AUTHOR, APPROVER)
    done, left = [], []
    for row in _rows(way):
        case = case_of(row.pk)
        found = decide(rules_of(row.digest, row.version), case, command, SYSTEM, now)
        if isinstance(found, Refusal):
            left.append((row.number, found))
        else:
            done.append(row.number)
    return Outcome(programme, way.origin, way.target, tuple(done), tuple(left))


def order_migration(
    programme: str, to: int, author: str, now: datetime, *, reverts: bool = False
) -> MigrationOrder | Refusal:
    """Order a migration: it waits until another person approves it."""
    try:
        way = _way(programme, to, now, reverts=reverts)
        _require_account(author, "author")
    except RefusedError as refused:
        return refused.refusal
    return MigrationOrder.objects.create(
        programme=programme,
        origin=way.origin,
        target=way.target,
        reverts=reverts,
        ordered_by=author,
        ordered_at=now,
    )


def approve_migration(key: int, approver: str, store: Store, now: datetime) -> Outcome | Refusal:
    """Approve an order as another person than who gave it, and carry it out.

    Parameters
    ----------
    key, approver
        Which order, and who approves it. Approved again by the same person, it goes on where it was broken
        off.
    store, now
        The writer, and when.
    """
    try:
        with transaction.atomic():
            order = _approved(key, approver, now)
        way = _way(order.programme, order.target if not order.reverts else order.origin, now, order.reverts)
    except RefusedError as refused:
        return refused.refusal
    command = way.ask(order.ordered_by, order.approved_by)
    done, left = [], []
    for row in _rows(way):
        found = store.follow_up(row.number, command, now)
        if isinstance(found, Refusal):
            left.append((row.number, found))
        else:
            done.append(row.number)
    return Outcome(way.programme, way.origin, way.target, tuple(done), tuple(left))


def waiting_orders(programme: str | None = None) -> QuerySet[MigrationOrder]:
    """Return the orders that wait for a second person, the oldest first."""
    orders = MigrationOrder.objects.filter(approved_at=None).order_by("pk")
    return orders if programme is None else orders.filter(programme=programme)


def find_order(programme: str, to: int, approver: str, *, reverts: bool = False) -> MigrationOrder | None:
    """Return the order that waits for approval, or that this approver has approved and may go on with."""
    orders = MigrationOrder.objects.filter(
        Q(approved_at=None) | Q(approved_by=approver),
        programme=programme,
        reverts=reverts,
        **{"origin" if reverts else "target": to},
    )
    return orders.order_by("-pk").first()


def _approved(key: int, approver: str, now: datetime) -> MigrationOrder:
    order = MigrationOrder.objects.select_for_update().filter(pk=key).first()
    if order is None:
        raise refuse("unknown", f"没有迁移指令 {key}", f"there is no order {key}", field="key")
    _require_account(approver, "approver")
    if approver == order.ordered_by:
        raise refuse(
            "gate",
            f"提出人与批准人同为 {approver}",
            f"{approver} ordered it: another person approves it",
            Text(zh="请由另一人批准", en="let another person approve it"),
            "approver",
        )
    if order.approved_at is not None and order.approved_by != approver:
        raise refuse(
            "changed",
            f"已由 {order.approved_by} 批准",
            f"{order.approved_by} has approved it already",
            field="approver",
        )
    if order.approved_at is None:
        order.approved_by, order.approved_at = approver, now
        order.save(update_fields=["approved_by", "approved_at"])
    return order


def _way(programme: str, to: int, now: datetime, reverts: bool) -> _Way:
    """Return the way of a migration that the version `to` declares, or the way back.

    Raises
    ------
    RefusedError
        Where there is no such version, it declares none, or it does not hold yet.
    """
    target = VersionRow.objects.filter(programme=programme, number=to).first()
    if target is None:
        raise refuse(
            "unknown",
            f"没有服务事项 {programme} 第 {to} 版",
            f"there is no version {to} of the programme {programme}",
            field="to",
        )
    if target.first > now.date():
        raise refuse(
            "time",
            f"第 {to} 版自 {target.first} 起施行，此前不能迁移",
            f"version {to} holds from {target.first}: nothing is brought to it before",
            field="to",
        )
    new = compiled(target.digest)
    migration = new.declared.migrate
    if migration is None:
        raise refuse(
            "unknown",
            f"第 {to} 版没有写迁移",
            f"version {to} declares no migration",
            Text(zh="请在新版本中写 migrate", en="write migrate in a new version"),
            "to",
        )
    origin = VersionRow.objects.get(programme=programme, number=migration.from_)
    old = compiled(origin.digest)
    if reverts:
        return _Way(programme, to, origin.number, lambda by, approved: RevertMigration(old, by, approved))
    way = _checked(old, new, target)
    return _Way(programme, origin.number, to, lambda by, approved: Migrate(way, to, by, approved))


def _checked(old: Programme, new: Programme, target: VersionRow) -> ComingOver:
    """Return the way between two versions; what is wrong with it was found when it was published."""
    file = f"{target.programme}.yaml"
    way, problems = find_way(old, new, Places(((file, target.text),)))
    if way is None or problems:
        raise RefusedError(Refusal("gate", problems))
    return way


def _rows(way: _Way) -> Iterator[CaseRow]:
    """Yield the open cases of the version, a batch at a time; those that come up in between are met too."""
    last = 0
    while batch := list(
        CaseRow.objects.filter(
            programme=way.programme, version=way.origin, closed_at=None, pk__gt=last
        ).order_by("pk")[:BATCH]
    ):
        yield from batch
        last = batch[-1].pk


def _require_account(name: str, field: str) -> None:
    if not User.objects.filter(username=name, is_active=True).exists():
        raise refuse("unknown", f"没有账号 {name}", f"there is no account {name}", field=field)
