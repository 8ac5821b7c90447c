"""Bytes that nothing names: uploads that were refused or cut off, and files of erased cases."""

from __future__ import annotations

from datetime import datetime, timedelta

from quheng.ledger.attachments.cabinet import Cabinet, cabinet
from quheng.ledger.models import AttachedFile

GRACE = timedelta(days=1)
"""How long bytes may lie before the record names them: far longer than an upload takes."""

AT_ONCE = 500


def remove_orphans(now: datetime, place: Cabinet | None = None) -> int:
    """Remove what no case has and nobody handed in lately; return how many files."""
    folder, removed, batch = place or cabinet(), 0, []
    for digest, path in folder.files():
        if folder.untouched(path, now - GRACE):
            batch.append(digest)
        if len(batch) == AT_ONCE:
            removed, batch = removed + _remove(folder, batch, now), []
    removed += _remove(folder, batch, now)
    for path in folder.left_aside(now - GRACE):
        path.unlink(missing_ok=True)
        removed += 1
    return removed


def _remove(folder: Cabinet, digests: list[str], now: datetime) -> int:
    """Remove those that still are as they were found, while nobody adds any."""
    with folder.removing():
        kept = AttachedFile.objects.filter(digest__in=digests, erased=False)
        named = set(kept.values_list("digest", flat=True))
        unnamed = [
            digest
            for digest in digests
            if digest not in named and folder.untouched(folder.path_of(digest), now - GRACE)
        ]
        for digest in unnamed:
            folder.remove(digest)
    return len(unnamed)
