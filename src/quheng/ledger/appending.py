"""Append what happened to the record: entries as links of their chains, and what is sealed in them beside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quheng.ledger.canonical import canonical_json
from quheng.ledger.cases import Entry
from quheng.ledger.cases.chain import Link
from quheng.ledger.cases.sealing import Secret
from quheng.ledger.cases.wire import kind_of
from quheng.ledger.inserting import insert_rows
from quheng.ledger.models import CaseRow, EventRow, SecretRow

Appended = tuple[CaseRow, Sequence[Entry], Sequence[Link], Sequence[Secret]]
"""A case, its new entries, the same as links, and what was sealed in them."""


def append_entries(appended: Iterable[Appended]) -> None:
    """Write the new entries of some cases."""
    every = list(appended)
    insert_rows(
        EventRow,
        ("case_id", "seq", "kind", "at", "who", "record", "before", "hash"),
        (
            (row.pk, link.seq, kind_of(entry.event), entry.at, entry.who, link.record, link.before, link.hash)
            for row, entries, links, _ in every
            for link, entry in zip(links, entries, strict=True)
        ),
    )
    insert_rows(
        SecretRow,
        ("case_id", "seal", "salt", "value"),
        (
            (row.pk, secret.seal, secret.salt, canonical_json(secret.value))
            for row, _, _, secrets in every
            for secret in secrets
        ),
    )
