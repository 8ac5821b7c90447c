"""JPEG and PNG: how large the picture is, and that the file is a picture alone."""

from __future__ import annotations

import struct
import zlib

from quheng.bilingual import Text
from quheng.ledger.attachments.archives import has_archive
from quheng.ledger.attachments.refusing import damaged, not_taken, two_in_one

MOST_PIXELS = 80_000_000
"""More than any telephone takes by default, and what a viewer can still open."""

PNG_START = b"\x89PNG\r\n\x1a\n"
JPEG_START = b"\xff\xd8\xff"

FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""The markers of a JPEG frame, which says how large the picture is."""

FOREIGN = (b"%PDF-", b"<html", b"<script", b"<?php", b"<!DOCTYPE")
"""By what another file shows inside a picture; longer than what chance brings about in one."""


def check_jpeg(data: bytes) -> None:
    """Refuse a JPEG that is cut off, too large as a picture, or more than a picture.

    Some telephones append a few bytes or a second picture: that is let pass, another kind of file is not.
    """
    place = 2
    size: tuple[int, int] | None = None
    while True:
        if place + 4 > len(data) or data[place] != 0xFF:
            raise damaged("JPEG")
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        length = int.from_bytes(data[place + 2 : place + 4], "big")
        if marker in FRAMES and place + 9 <= len(data):
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            size = (width, height)
        place += 2 + length
        if marker == 0xDA:
            break
    if size is None or b"\xff\xd9" not in data[place:]:
        raise damaged("JPEG")
    _check_size(*size, "JPEG")
    _alone(data, "JPEG")


def check_png(data: bytes) -> None:
    """Refuse a PNG that is cut off or changed, too large as a picture, or followed by anything."""
    place = len(PNG_START)
    size: tuple[int, int] | None = None
    while True:
        if place + 12 > len(data):
            raise damaged("PNG")
        length = int.from_bytes(data[place : place + 4], "big")
        kind, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        stated = data[place + 8 + length : place + 12 + length]
        if len(body) < length or zlib.crc32(kind + body).to_bytes(4, "big") != stated:
            raise damaged("PNG")
        if kind == b"IHDR" and size is None and length == 13:
            width, height = struct.unpack(">II", body[:8])
            size = (width, height)
        place += 12 + length
        if kind == b"IEND":
            break
    if size is None:
        raise damaged("PNG")
    if place != len(data):
        raise two_in_one("PNG")
    _check_size(*size, "PNG")
    _alone(data, "PNG")


def _check_size(width: int, height: int, kind: str) -> None:
    if not width or not height:
        raise damaged(kind)
    if width * height > MOST_PIXELS:
        most = MOST_PIXELS // 1_000_000
        raise not_taken(
            f"图片有 {width}×{height} 像素",
            f"the picture has {width} × {height} pixels",
            Text(zh=f"至多 {most} 百万像素，请缩小后上传", en=f"at most {most} million: make it smaller"),
        )


def _alone(data: bytes, kind: str) -> None:
    if any(mark in data for mark in FOREIGN) or has_archive(data):
        raise two_in_one(kind)
