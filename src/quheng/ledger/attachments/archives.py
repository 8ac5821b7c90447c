"""ZIP archives: how they begin and end, and whether one hides in another file."""

from __future__ import annotations

ZIP_START = b"PK\x03\x04"
ZIP_LISTING = b"PK\x01\x02"
ZIP_END = b"PK\x05\x06"
ZIP_END_LENGTH = 22

LONGEST_END = ZIP_END_LENGTH + 65_535
"""The end of an archive with the longest comment there can be."""


def has_archive(data: bytes) -> bool:
    """Whether a program that opens archives would find one: they are read from the end."""
    return ZIP_END in data[-LONGEST_END:] and ZIP_LISTING in data
