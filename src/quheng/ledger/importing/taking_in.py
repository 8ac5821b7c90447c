"""Take entries of the register in: the new ones are added, the others brought up to date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Model

from quheng.ledger.importing.batches import batches
from quheng.ledger.importing.result import Imported

AT_ONCE = 500
"""Rows to a statement: below the variables that SQLite allows."""


def take_in(
    table: type[Model], key: str, wanted: Mapping[str, Any], written: Sequence[str], *, dry_run: bool
) -> Imported:
    """Write the entries that are wanted: all, or nothing.

    Parameters
    ----------
    table, key
        Where they are kept, and the column by which one is known again.
    wanted
        The entries by that column.
    written
        The attributes that are brought up to date.
    dry_run
        Look, and write nothing.
    """
    rows = table._default_manager
    with transaction.atomic():
        stored: dict[str, Any] = {}
        for keys in batches(wanted, AT_ONCE):
            stored |= {getattr(one, key): one for one in rows.filter(**{f"{key}__in": keys})}
        new = [one for name, one in wanted.items() if name not in stored]
        changed = [
            _brought_up(stored[name], one, written)
            for name, one in wanted.items()
            if name in stored and any(getattr(stored[name], each) != getattr(one, each) for each in written)
        ]
        if not dry_run:
            rows.bulk_create(new, batch_size=AT_ONCE)
            rows.bulk_update(changed, list(written), AT_ONCE)
    return Imported(len(new), len(changed), len(wanted) - len(new) - len(changed), dry_run)


def _brought_up(stored: Any, wanted: Any, names: Sequence[str]) -> Any:
    for name in names:
        setattr(stored, name, getattr(wanted, name))
    return stored
