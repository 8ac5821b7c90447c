"""Attach a file to a case: received, looked at, kept, and then named by the record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from quheng.ledger.attachments.cabinet import Cabinet, cabinet
from quheng.ledger.attachments.names import clean_name
from quheng.ledger.attachments.sniffing import sniff
from quheng.ledger.cases import Refusal
from quheng.ledger.cases.commands import AttachFile
from quheng.ledger.cases.refusal import RefusedError, refuse
from quheng.ledger.scope import Viewer, readable
from quheng.ledger.store import Receipt, Store


def attach_file(
    store: Store,
    number: str,
    chunks: Iterable[bytes],
    name: str,
    viewer: Viewer,
    now: datetime,
    material: str | None = None,
    seen: int | None = None,
    keep_in: Cabinet | None = None,
    item: tuple[str, str] | None = None,
) -> Receipt | Refusal:
    """Attach a file to a case.

    The bytes are kept before the record names them. Where the command is refused, or the power goes between
    the two, bytes are left that nothing names, and the sweep of orphans takes them away.

    Parameters
    ----------
    store
        The writer.
    number, viewer, now, seen
        As of `Store.act`.
    chunks
        The bytes, as they come in.
    name
        What the person called it; kept as words, never used as a path.
    material
        Which of the programme's materials it is.
    keep_in
        The folder; that of the settings by default.
    item
        The checklist and the item of it that the file shows.
    """
    place = keep_in or cabinet()
    checklist, line = item or (None, None)
    try:
        if not readable(viewer).filter(number=number).exists():
            raise refuse("unknown", f"没有办件 {number}", f"there is no case {number}", field="number")
        shown = clean_name(name)
        with place.receive(chunks) as received:
            media = sniff(received.path, shown)
            command = AttachFile(shown, received.digest, received.size, media, material, checklist, line)
            with place.adding():
                place.keep(received)
                return store.act(number, command, viewer, now, seen)
    except RefusedError as refused:
        return refused.refusal
