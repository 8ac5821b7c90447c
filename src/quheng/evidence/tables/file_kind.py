"""Whether a file is what its ending says: an export called .xls is often a web page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from quheng.bilingual import Text, listed
from quheng.errors import DataError, Problem, Where

HEAD = 4096
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|table|meta)\b",
    re.IGNORECASE | re.DOTALL,
)

KINDS = {
    ".csv": "text", ".tsv": "text", ".txt": "text", ".xlsx": "workbook", ".xlsm": "workbook", ".html": "page",
    ".htm": "page", ".pdf": "pdf",
}  # fmt: skip
"""Ending → kind."""

NAMES = {
    "text": Text(zh="文本", en="a text table"),
    "workbook": Text(zh="XLSX 工作簿", en="an XLSX workbook"),
    "page": Text(zh="HTML 网页", en="an HTML page"),
    "pdf": Text(zh="PDF", en="a PDF"),
    "zip": Text(zh="压缩文件", en="an archive"),
    "old": Text(zh="旧版 XLS 文件", en="an old XLS file"),
    "encrypted": Text(zh="加密的文件", en="an encrypted file"),
}
USUAL = {"text": ".csv", "workbook": ".xlsx", "page": ".html", "pdf": ".pdf"}


def require_own_kind(path: Path, endings: Sequence[str]) -> None:
    """Raise a DataError where a file has another ending, is of another kind than it says, or is encrypted."""
    kind = kind_of(path)
    ending = path.suffix.lower()
    if kind == "encrypted":
        raise DataError(
            Problem(
                Text(zh="文件有密码保护", en="the file is protected by a password"),
                Where(file=path.name),
                Text(zh="请打开后另存为不加密的文件", en="open it and save it without the password"),
            )
        )
    if ending in endings and (kind is None or kind == KINDS[ending]):
        return
    found = NAMES[kind] if kind else None
    raise DataError(
        Problem(
            Text(
                zh=f"扩展名是 {ending or '空的'}，内容却是{found.zh}",
                en=f"it ends in {ending!r}, but is {found.en}",
            )
            if found
            else Text(
                zh=f"不能从 {ending} 文件读取表格", en=f"tables cannot be read from a file of kind {ending!r}"
            ),
            Where(file=path.name),
            _remedy(kind, endings),
        )
    )


def kind_of(path: Path) -> str | None:
    """Return what the first bytes of a file say that it is; None for text, and where they say nothing."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(OLE):
        return "encrypted" if ENCRYPTED in path.read_bytes() else "old"
    if head.startswith(b"PK\x03\x04"):
        return "workbook" if _is_workbook(path) else "zip"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    return "page" if MARKUP.match(head.removeprefix(b"\xef\xbb\xbf")) else None


def _is_workbook(path: Path) -> bool:
    try:
        with ZipFile(path) as archive:
            return any(name.startswith("xl/") for name in archive.namelist())
    except (BadZipFile, OSError):
        return True


def _remedy(kind: str | None, endings: Sequence[str]) -> Text:
    if kind in USUAL:
        return Text(zh=f"请把扩展名改为 {USUAL[kind]}", en=f"rename it to end in {USUAL[kind]}")
    if kind == "old":
        return Text(zh="请在 Excel 中另存为 XLSX", en="save it as XLSX in Excel")
    known = listed(endings)
    return Text(zh=f"可读取 {known.zh}", en=f"these can be read: {known.en}")
