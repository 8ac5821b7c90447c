"""What a file is, by its content: one of five kinds, whole and harmless, or refused in words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import puremagic

from quheng.bilingual import Text
from quheng.ledger.attachments.archives import ZIP_START
from quheng.ledger.attachments.documents import check_pdf, office_kind
from quheng.ledger.attachments.images import JPEG_START, PNG_START, check_jpeg, check_png
from quheng.ledger.attachments.names import ending_of
from quheng.ledger.attachments.refusing import ALLOWED, not_taken
from quheng.ledger.programmes.declared.material import MediaType

ENDINGS: Mapping[MediaType, tuple[str, ...]] = {
    "pdf": (".pdf",),
    "jpeg": (".jpg", ".jpeg"),
    "png": (".png",),
    "docx": (".docx",),
    "xlsx": (".xlsx",),
}


def sniff(path: Path, name: str) -> MediaType:
    """Return what a file is.

    Parameters
    ----------
    path
        The file.
    name
        What it was called; its ending must fit.

    Raises
    ------
    RefusedError
        Where it is empty, of no allowed kind, damaged, not what its name says, larger inside than outside, or
        carries a program or another file.
    """
    data = path.read_bytes()
    if not data:
        raise not_taken("文件是空的", "the file is empty", ALLOWED)
    media = _media(data)
    if media is None:
        found = _called(data)
        raise not_taken(
            f"不接受这种文件（{found.zh}）", f"this kind of file is not taken ({found.en})", ALLOWED
        )
    if ending_of(name) not in ENDINGS[media]:
        endings = "、".join(ENDINGS[media])
        raise not_taken(
            f"文件内容是 {media.upper()}，名称却是“{name}”",
            f"the content is {media.upper()}, and the name is {name!r}",
            Text(zh=f"请把结尾改为 {endings}", en=f"let its name end with {' or '.join(ENDINGS[media])}"),
        )
    return media


def _media(data: bytes) -> MediaType | None:
    if data.startswith(b"%PDF-"):
        check_pdf(data)
        return "pdf"
    if data.startswith(JPEG_START):
        check_jpeg(data)
        return "jpeg"
    if data.startswith(PNG_START):
        check_png(data)
        return "png"
    if data.startswith(ZIP_START):
        kind = office_kind(data)
        return "docx" if kind == "docx" else "xlsx" if kind == "xlsx" else None
    return None


def _called(data: bytes) -> Text:
    """Return what a file that is not taken seems to be."""
    try:
        guesses = puremagic.magic_string(data[: 64 * 1024])
    except (puremagic.PureError, ValueError):
        guesses = []
    name = next((guess.name for guess in guesses if guess.name), "")
    return Text(zh=name or "类型不明", en=name or "of an unknown kind")
