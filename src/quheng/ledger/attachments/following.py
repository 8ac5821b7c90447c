"""Rows of files follow the record: attached with it, and their bytes removed where a case is erased."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from django.db import transaction

from quheng.ledger.attachments.cabinet import cabinet
from quheng.ledger.cases.events import Erased, FileAttached
from quheng.ledger.change import Change
from quheng.ledger.models import AttachedFile
from quheng.ledger.programmes.declared import PERSONAL


def follow_files(change: Change) -> None:
    """Write a row for each new file; where the case was erased, let the bytes of personal ones go."""
    for entry in change.entries:
        if isinstance(entry.event, FileAttached):
            _attach(change, entry.event)
        elif isinstance(entry.event, Erased):
            _erase(change)


def follow_no_files(_: Sequence[Change]) -> None:
    """Write nothing: a case that was opened just now has no file."""


def is_personal(change: Change, material: str | None) -> bool:
    """Whether the bytes concern a person: by what the material declares, and where it is none, yes."""
    declared = change.programme.materials.get(material or "")
    return declared is None or declared.sensitivity in PERSONAL


def _attach(change: Change, event: FileAttached) -> None:
    AttachedFile.objects.get_or_create(
        case=change.row,
        digest=event.digest,
        material=event.material or "",
        defaults={
            "size": event.size,
            "media": event.media,
            "personal": is_personal(change, event.material),
            "stored": cabinet().has(event.digest),
        },
    )


def _erase(change: Change) -> None:
    files = AttachedFile.objects.filter(case=change.row)
    personal = files.filter(personal=True, erased=False)
    digests = set(personal.values_list("digest", flat=True))
    stored = set(personal.filter(stored=True).values_list("digest", flat=True))
    files.filter(digest__in=digests).update(erased=True)
    for digest in sorted(stored):
        transaction.on_commit(partial(_remove_if_unused, digest))


def _remove_if_unused(digest: str) -> None:
    """Remove bytes that no case has any more; where the power goes before, the sweep of orphans does it."""
    place = cabinet()
    with place.removing():
        if place.has(digest) and not AttachedFile.objects.filter(digest=digest, erased=False).exists():
            place.remove(digest)
