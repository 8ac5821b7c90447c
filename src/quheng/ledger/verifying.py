"""Prove the record: chains, anchors, sealed values, and the rows that follow — or name what is broken."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from quheng.bilingual import Text
from quheng.ledger.anchoring import find_broken_anchors
from quheng.ledger.attachments.proving import find_broken_files
from quheng.ledger.canonical import algorithm_of
from quheng.ledger.cases import Case, Entry, replay
from quheng.ledger.cases.chain import Broken, find_break
from quheng.ledger.cases.sealing import seal_of, seals_in
from quheng.ledger.models import CaseRow, EventRow, SecretRow
from quheng.ledger.projection import rows_of
from quheng.ledger.published import compiled
from quheng.ledger.recorded import entry_of, links_of
from quheng.ledger.tallies.checking import find_wrong_tallies, wrong_facts

BATCH = 500

DEADLINE_COLUMNS = ("due_at", "warn_at", "status", "promise")


def find_broken(number: str | None = None) -> Iterator[Broken]:
    """Yield everything in the record that does not hold; of one case, or of all, with tallies and anchors.

    Of each case: its chain; that the columns repeat what the record says; that every value kept beside it is
    the one that was sealed; that its rows are those that its entries add up to.
    """
    rows = CaseRow.objects.order_by("id")
    if number is not None:
        rows = rows.filter(number=number)
    for row in rows.iterator(BATCH):
        found = list(_of_case(row))
        yield from found
    yield from find_broken_files(number)
    if number is None:
        yield from find_wrong_tallies()
        yield from find_broken_anchors()


def _of_case(row: CaseRow) -> Iterator[Broken]:
    events = list(EventRow.objects.filter(case=row).order_by("seq"))
    broken = find_break(row.number, links_of(events))
    if broken is not None:
        yield broken
        return
    if not events or events[-1].hash != row.head or len(events) != row.seq:
        yield Broken(
            row.number,
            len(events) + 1,
            Text(zh="记录的末尾与办件行不符", en="the end of the record is not what the case's row says"),
        )
        return
    records = [json.loads(event.record) for event in events]
    yield from _columns(row, events, records)
    secrets = {secret.seal: secret for secret in SecretRow.objects.filter(case=row)}
    yield from _secrets(row, records, secrets)
    yield from _rows(row, records, {seal: json.loads(one.value) for seal, one in secrets.items()})


def _columns(row: CaseRow, events: list[EventRow], records: list[dict[str, Any]]) -> Iterator[Broken]:
    for event, record in zip(events, records, strict=True):
        said = (record["kind"], datetime.fromisoformat(record["at"]), record["who"])
        if (event.kind, event.at, event.who) != said:
            what = Text(zh="列与记录内容不符", en="the columns do not repeat the record")
            yield Broken(row.number, event.seq, what)


def _secrets(row: CaseRow, records: list[dict[str, Any]], secrets: dict[str, SecretRow]) -> Iterator[Broken]:
    sealed = {
        seal: record["seq"] for record in records for seal in seals_in(record["kind"], record["members"])
    }
    for seal, secret in secrets.items():
        algorithm = algorithm_of(seal)
        fits = algorithm and seal_of(json.loads(secret.value), secret.salt, algorithm) == seal
        if seal not in sealed or not fits:
            what = Text(zh="个人信息与封存摘要不符", en="a personal value is not the one that was sealed")
            yield Broken(row.number, sealed.get(seal, 0), what)


def _rows(row: CaseRow, records: list[dict[str, Any]], known: dict[str, Any]) -> Iterator[Broken]:
    try:
        entries = [entry_of(record, known) for record in records]
        case = replay(entries)
    except (KeyError, ValueError) as error:
        what = Text(zh=f"记录无法重放：{error!r}", en=f"the record cannot be replayed: {error!r}")
        yield Broken(row.number, len(records), what)
        return
    wrong = [] if case is None else _differences(row, case, entries)
    if wrong:
        names = ", ".join(wrong)
        what = Text(
            zh=f"办件行与记录不符：{names}（可用 replay 重建）",
            en=f"the rows are not what the record adds up to: {names} (replay rebuilds them)",
        )
        yield Broken(row.number, row.seq, what)


def _differences(row: CaseRow, case: Case, entries: list[Entry]) -> list[str]:
    """Return the columns, and the kinds of rows, that are not what the record adds up to."""
    rows = rows_of(case, compiled(row.digest))
    wrong = [name for name, value in rows.case.items() if getattr(row, name) != value]
    organisation = row.organisation
    if (organisation.code, organisation.path) != (case.organisation, row.path):
        wrong.append("organisation")
    deadlines = {
        (one.clock, one.organisation): {name: getattr(one, name) for name in DEADLINE_COLUMNS}
        for one in row.deadlines.all()
    }
    parts = {
        (one.parts, one.organisation): {"is_open": one.is_open, "answered": one.answered}
        for one in row.parts.all()
    }
    if deadlines != rows.deadlines:
        wrong.append("deadlines")
    if parts != rows.parts:
        wrong.append("parts")
    return wrong + wrong_facts(row, case, entries, compiled(row.digest))
