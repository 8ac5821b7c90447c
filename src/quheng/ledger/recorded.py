"""Between the record in the database and cases as values: read entries back, word new ones."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import CharField, Value

from quheng.ledger.canonical import Algorithm
from quheng.ledger.cases import Case, Entry, replay
from quheng.ledger.cases.chain import Link, linked
from quheng.ledger.cases.sealing import Secret, opened, sealed
from quheng.ledger.cases.wire import as_json, from_json, kind_of
from quheng.ledger.models import EventRow, SecretRow
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import PERSONAL

SALT_BYTES = 16

NOTHING = Value("", CharField())


def links_of(rows: Iterable[EventRow]) -> list[Link]:
    """Return rows as the links of a chain."""
    return [Link(row.seq, row.record, row.before, row.hash) for row in rows]


def entries_of(case_id: int) -> list[Entry]:
    """Read the entries of a case, in order, with the personal values that are still there, in one query."""
    events = EventRow.objects.filter(case_id=case_id).order_by().values_list("seq", NOTHING, "record")
    kept = SecretRow.objects.filter(case_id=case_id).values_list(Value(0), "seal", "value")
    rows = list(events.union(kept, all=True))
    known = {seal: json.loads(value) for place, seal, value in rows if place == 0}
    records = (json.loads(text) for _, _, text in sorted(row for row in rows if row[0] > 0))
    return [entry_of(record, known) for record in records]


def entry_of(record: dict[str, Any], known: dict[str, Any]) -> Entry:
    """Return one record as an entry."""
    members = opened(record["kind"], record["members"], known)
    return Entry(
        from_json(record["kind"], members),
        datetime.fromisoformat(record["at"]),
        record["who"],
        record["for"],
    )


def case_of(case_id: int) -> Case | None:
    """Rebuild a case from its record."""
    return replay(entries_of(case_id))


def records_of(
    number: str, seq: int, before: str, entries: Sequence[Entry], programme: Programme, algorithm: Algorithm
) -> tuple[list[Link], list[Secret]]:
    """Return new entries as links that follow `before`, and the secrets sealed in them.

    Parameters
    ----------
    number
        The case.
    seq, before
        The place and the hash of its last entry; 0 and empty for a new case.
    entries
        What happened.
    programme
        Says which fields are personal.
    algorithm
        Of the digests.
    """
    links: list[Link] = []
    hidden: list[Secret] = []

    def is_personal(name: str) -> bool:
        field = programme.fields.get(name)
        return field is None or field.sensitivity in PERSONAL

    for place, entry in enumerate(entries, seq + 1):
        kind = kind_of(entry.event)
        members, found = sealed(kind, as_json(entry.event), is_personal, new_salt, algorithm)
        record = {
            "case": number,
            "seq": place,
            "kind": kind,
            "at": entry.at.isoformat(),
            "who": entry.who,
            "for": entry.on_behalf_of,
            "members": members,
        }
        links.append(linked(record, links[-1].hash if links else before, algorithm))
        hidden += found
    return links, hidden


def new_salt() -> str:
    """Return a salt that nobody can guess."""
    return secrets.token_hex(SALT_BYTES)
