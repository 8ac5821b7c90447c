"""Prove the files: each that was kept is there, and is what its digest says."""

from __future__ import annotations

from collections.abc import Iterator

from quheng.bilingual import Text
from quheng.ledger.attachments.cabinet import cabinet
from quheng.ledger.cases.chain import Broken
from quheng.ledger.models import AttachedFile, EventRow

BATCH = 500


def find_broken_files(number: str | None = None) -> Iterator[Broken]:
    """Yield the files that are gone or changed; of one case, or of all."""
    files = AttachedFile.objects.filter(stored=True, erased=False).select_related("case").order_by("id")
    if number is not None:
        files = files.filter(case__number=number)
    place, known = cabinet(), dict[str, bool]()
    for file in files.iterator(BATCH):
        if file.digest not in known:
            known[file.digest] = place.holds(file.digest)
        if not known[file.digest]:
            attached = EventRow.objects.filter(
                case=file.case, kind="file_attached", record__contains=file.digest
            ).first()
            yield Broken(
                file.case.number,
                attached.seq if attached else 0,
                Text(
                    zh=f"文件 {file.digest} 缺失或已被改动",
                    en=f"the file {file.digest} is gone or was changed",
                ),
            )
