"""PDF, DOCX and XLSX: whole, of one kind, without programs, and no more when unpacked than they look."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import PurePosixPath

from quheng.bilingual import Text
from quheng.ledger.attachments.archives import ZIP_END, ZIP_END_LENGTH, has_archive
from quheng.ledger.attachments.refusing import damaged, not_taken, two_in_one, with_program

MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
CONTENT_TYPES = "[Content_Types].xml"

MOST_ENTRIES = 2_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 200
"""How many times larger than its packed bytes an entry of a megabyte may be."""

A_MEGABYTE = 1024 * 1024
CHUNK = 64 * 1024

PROGRAMS = re.compile(r"vbaproject|vbadata|activex/|macrosheets/|dialogsheets/", re.IGNORECASE)
MACRO_TYPES = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)

ACTIVE_PDF = re.compile(rb"/(JavaScript|JS|Launch|RichMedia|XFA)\b")
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
LONGEST_DICTIONARY = 1024
MOST_OBJECTS = 8 * 1024 * 1024
PDF_TAIL = 2048


def check_pdf(data: bytes) -> None:
    """Refuse a PDF that is cut off, runs something by itself, or carries another file."""
    if b"%%EOF" not in data[-PDF_TAIL:]:
        raise damaged("PDF")
    if has_archive(data):
        raise two_in_one("PDF")
    if any(ACTIVE_PDF.search(_unescaped(part)) for part in _structure(data)):
        raise with_program("PDF")


def _structure(data: bytes) -> Iterator[bytes]:
    """Yield what a PDF says of itself: all but its streams, and of these the ones that hold objects."""
    yield STREAM.sub(b"", data)
    for stream in STREAM.finditer(data):
        told = data[max(0, stream.start() - LONGEST_DICTIONARY) : stream.start()].rpartition(b"obj")[2]
        if b"/ObjStm" in told:
            with suppress(zlib.error):
                yield zlib.decompressobj().decompress(stream[1], MOST_OBJECTS)


def _unescaped(part: bytes) -> bytes:
    """Return names as they are meant: /J#53 is /JS."""
    return ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), part)


def office_kind(data: bytes) -> str | None:
    """Return docx or xlsx, None for another archive.

    Raises
    ------
    RefusedError
        Where it is an Office document that is damaged, hides something, has a program in it, or unpacks to
        far more than it is.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
        raise damaged("Office") from None
    names = {entry.filename for entry in entries}
    kind = next((kind for kind, part in MAIN_PARTS.items() if part in names), None)
    if kind is None or CONTENT_TYPES not in names:
        return None
    _check_shape(data, entries, kind)
    _check_unpacked(archive, entries, kind)
    return kind


def _check_shape(data: bytes, entries: list[zipfile.ZipInfo], kind: str) -> None:
    """Refuse an archive with anything before, between or after its entries, or with entries of odd names."""
    label = kind.upper()
    begins, ends = min(entry.header_offset for entry in entries), data.rfind(ZIP_END)
    comment = int.from_bytes(data[ends + 20 : ends + 22], "little")
    if begins or ends + ZIP_END_LENGTH != len(data) or comment:
        raise two_in_one(label)
    if len({entry.filename.casefold() for entry in entries}) != len(entries):
        raise two_in_one(label)
    for entry in entries:
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        odd = path.is_absolute() or ".." in path.parts or ":" in entry.filename
        link = (entry.external_attr >> 16) & 0o170000 == 0o120000
        if odd or link:
            raise two_in_one(label)
        if entry.flag_bits & 1:
            raise not_taken(
                f"{label} 文件已加密",
                f"the {label} file is encrypted",
                Text(zh="请去掉密码后上传", en="take the password off, and hand it in anew"),
            )
        if PROGRAMS.search(entry.filename):
            raise with_program(label)


def _check_unpacked(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], kind: str) -> None:
    """Unpack every entry, and stop where it becomes too much; what an entry claims is not believed."""
    label = kind.upper()
    too_much = not_taken(
        f"{label} 文件解开后过大",
        f"the {label} file unpacks to far more than it is",
        Text(zh="请另存为新文件，或打印为 PDF", en="save it as a new file, or print it to a PDF"),
    )
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise too_much
    unpacked = 0
    for entry in entries:
        size = 0
        try:
            with archive.open(entry) as stream:
                while chunk := stream.read(CHUNK):
                    size += len(chunk)
                    unpacked += len(chunk)
                    packed = max(entry.compress_size, 1)
                    if unpacked > MOST_UNPACKED or (size > A_MEGABYTE and size > MOST_RATIO * packed):
                        raise too_much
                    if entry.filename == CONTENT_TYPES and MACRO_TYPES.search(chunk):
                        raise with_program(label)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
            raise damaged(label) from None
