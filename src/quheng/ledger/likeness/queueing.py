"""Cases that look alike are written one after another, so that each sees the one before.

SQLite has one writer anyway. In PostgreSQL two callers from one telephone would else be written at the same
moment, and neither be the repeated one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from django.db import connection

BYTES = 8


def alone_with(programme: str, digests: Collection[str]) -> None:
    """Wait for whoever writes cases with some digests, until this transaction ends."""
    if connection.vendor == "postgresql" and digests:
        keys = sorted(_key(digest) for digest in digests)
        # A statement for each: within one, PostgreSQL chooses the order, and two could wait for each other.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_key(programme)])
            for key in keys:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def alone_in_programme(programme: str) -> None:
    """Wait for whoever writes digests of a programme: many cases would be too many locks."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_key(programme)])


def _key(text: str) -> int:
    digest = hashlib.blake2b(text.encode(), digest_size=BYTES, person=b"likeness").digest()
    return int.from_bytes(digest, signed=True)
