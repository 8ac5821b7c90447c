"""Take a backup, while the ledger is used."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import connection

from quheng.bilingual import Text
from quheng.errors import MethodError, Problem, Where
from quheng.ledger.attachments.cabinet import Cabinet, cabinet
from quheng.ledger.backup.contents import DATABASE, FILES, LABEL, Contents
from quheng.ledger.backup.copying import COPYING
from quheng.ledger.backup.tables import newest_migration
from quheng.ledger.out_of_service import no_tables
from quheng.version import __version__

FAST = 1
"""How hard to compress: pictures and dumps are compressed already."""


def back_up(path: Path, now: datetime) -> None:
    """Write a backup into a file that is not there yet: the whole of it, or no file.

    Attached files go in first, while others work. Then the folder is held, so that nothing is removed from it
    (an erasure waits) while the database is copied and the files follow that have come in meanwhile: whatever
    the copy of the database names is in the backup.

    Raises
    ------
    MethodError
        Where the file is there, or the database has no tables.
    """
    migration = newest_migration()
    if not migration:
        raise MethodError(no_tables().problem)
    place = cabinet()
    with (
        _new_file(path) as part,
        ZipFile(part, "w", ZIP_DEFLATED, compresslevel=FAST, strict_timestamps=False) as archive,
    ):
        files = _add_files(archive, place, frozenset())
        with place.adding():
            _add_database(archive, path.parent)
            _add_files(archive, place, files)
        contents = Contents(database=connection.vendor, made_at=now, program=__version__, migration=migration)
        archive.writestr(LABEL, contents.model_dump_json(indent=2))


def _add_database(archive: ZipFile, beside: Path) -> None:
    with tempfile.TemporaryDirectory(dir=beside, prefix=".quheng-backup-") as folder:
        copy = Path(folder) / DATABASE
        COPYING[connection.vendor].dump(copy)
        archive.write(copy, DATABASE)


def _add_files(archive: ZipFile, place: Cabinet, known: AbstractSet[str]) -> set[str]:
    """Add the files that are not in it yet, and return their digests."""
    added = set()
    for digest, path in place.files():
        if digest in known:
            continue
        try:
            archive.write(path, FILES + path.name)
        except FileNotFoundError:  # erased since it was listed
            continue
        added.add(digest)
    return added


@contextmanager
def _new_file(path: Path) -> Iterator[Path]:
    """Give a file to be written, which is given its name when it is whole and on the disk."""
    part = path.with_name(f"{path.name}.part")
    for there in (path, part):
        if there.exists():
            raise MethodError(
                Problem(
                    Text(zh="文件已存在，不会覆盖", en="the file is there, and is not overwritten"),
                    Where(file=str(there)),
                    Text(zh="请换一个文件名，或先移走它", en="name another, or move it away first"),
                )
            )
    handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        yield part
        os.fsync(handle)
        part.rename(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    finally:
        os.close(handle)
