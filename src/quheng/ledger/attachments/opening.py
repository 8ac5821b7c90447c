"""Open a file of a case: for who may see the case, and what the file says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db.models import F

from quheng.bilingual import Text
from quheng.ledger.attachments.cabinet import Cabinet, cabinet
from quheng.ledger.cases import Refusal
from quheng.ledger.cases.refusal import RefusedError, refuse
from quheng.ledger.models import AttachedFile, CaseRow
from quheng.ledger.programmes.declared import SENSITIVITIES
from quheng.ledger.published import compiled
from quheng.ledger.recorded import case_of
from quheng.ledger.scope import Viewer, readable

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Opened:
    """A file that may be shown.

    Parameters
    ----------
    row
        The case.
    path
        Where its bytes lie.
    name
        What it was called; empty where the name was erased.
    content_type
        As it is sent: always that of its content, never of its name.
    size
        In bytes.
    material, sensitive
        Which material it is, and whether opening it is to be noted as a reading of personal data.
    """

    row: CaseRow
    path: Path
    name: str
    content_type: str
    size: int
    material: str
    sensitive: bool


def open_attachment(
    viewer: Viewer, number: str, digest: str, keep_in: Cabinet | None = None
) -> Opened | Refusal:
    """Return a file of a case; out of scope, not of this case and not there at all are one answer.

    Parameters
    ----------
    viewer
        Who; must reach the sensitivity of the material, and of a file that is none, `personal`.
    number, digest
        Which.
    keep_in
        The folder; that of the settings by default.
    """
    place = keep_in or cabinet()
    rows = list(readable(viewer).filter(number=number).annotate(asked=F("parts__path")))
    row = rows[0] if rows else None
    files = list(AttachedFile.objects.filter(case=row, digest=digest)) if row else []
    try:
        if row is None or not files:
            raise refuse("unknown", "没有这个文件", "there is no such file", field="digest")
        level = max(_level(row, file) for file in files)
        if level > _seen(viewer, row, [one.asked for one in rows if one.asked]):
            raise refuse(
                "role",
                "该材料含个人信息，您的授权级别不能查看",
                "the material holds personal data, and your grant does not reach it",
                Text(zh="确需查看的，请申请相应授权", en="ask for a grant that does, if you need to see it"),
            )
        if any(file.erased for file in files):
            raise refuse("unknown", "文件已依法删除", "the file was erased by law", field="digest")
        if not place.has(digest):
            raise refuse(
                "unknown",
                "文件不在本机",
                "the file is not on this machine",
                Text(
                    zh="请联系管理员核对文件夹和备份", en="have the folder of files and its backup looked at"
                ),
                "digest",
            )
    except RefusedError as refused:
        return refused.refusal
    case = case_of(row.pk)
    names = {one.digest: one.name for one in case.files} if case else {}
    first = files[0]
    media = MEDIA_TYPES[first.media]
    sensitive = SENSITIVITIES[level] in ("personal", "sensitive")
    name = names.get(digest, "")
    return Opened(row, place.path_of(digest), name, media, first.size, first.material, sensitive)


def _level(row: CaseRow, file: AttachedFile) -> int:
    declared = compiled(row.digest).materials.get(file.material)
    return SENSITIVITIES.index(declared.sensitivity if declared else "personal")


def _seen(viewer: Viewer, row: CaseRow, asked: Iterable[str]) -> int:
    """Return the highest level that a viewer sees of a case: where it lies, or where it is asked."""
    return max(viewer.sees_level(path, row.programme, row.stage) for path in (row.path, *asked))
