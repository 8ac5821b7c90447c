"""Decode a text file: UTF-8, UTF-16 with its mark, else GB18030."""

from __future__ import annotations

import codecs

from quheng.bilingual import Text
from quheng.errors import DataError, Problem, Where

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(raw: bytes, name: str) -> tuple[str, tuple[Text, ...]]:
    """Return the text of a file, and a note where it is not UTF-8.

    Parameters
    ----------
    raw
        The file's bytes.
    name
        The file's name, for messages.

    Raises
    ------
    DataError
        Where it is in none of the encodings.
    """
    if is_utf16(raw):
        return _decoded(raw, "utf-16", name), (
            Text(zh=f"{name} 按 UTF-16 编码读取", en=f"{name} was read as UTF-16, as its first bytes say"),
        )
    try:
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return _decoded(raw, "gb18030", name), (
            Text(zh=f"{name} 按 GB18030 编码读取", en=f"{name} was read as GB18030, since it is not UTF-8"),
        )


def is_utf16(raw: bytes) -> bool:
    """Whether a file begins with the mark of UTF-16, as the "Unicode text" of Excel does."""
    return raw.startswith(UTF16_MARKS)


def _decoded(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise DataError(
            Problem(
                Text(
                    zh=f"文件不是 UTF-8、UTF-16 或 GB18030 编码（第 {error.start} 字节处）",
                    en=f"the file is neither UTF-8, UTF-16 nor GB18030 (at byte {error.start})",
                ),
                Where(file=name),
                Text(zh="请另存为“CSV UTF-8”", en='save it again as "CSV UTF-8"'),
            )
        ) from None
