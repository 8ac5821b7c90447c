"""Put a backup back, into a database that is empty: nothing that is there is ever written over."""

from __future__ import annotations

import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from django.db import connection
from pydantic import ValidationError

from quheng.bilingual import Text
from quheng.errors import DataError, MethodError, Problem, Where
from quheng.ledger.attachments.cabinet import ALGORITHM, CHUNK, cabinet
from quheng.ledger.backup.contents import DATABASE, FILES, LABEL, Contents
from quheng.ledger.backup.copying import COPYING
from quheng.ledger.backup.tables import has_tables, known_migrations


def restore(path: Path) -> Contents:
    """Put the files and the database of a backup where the settings say.

    Files first: where it breaks off, the database is as empty as before, and the backup can be restored
    again. Each file must be what its digest says.

    Raises
    ------
    DataError
        Where the file is no backup, or is damaged.
    MethodError
        Where the database is not empty, is of another kind, or is older than the backup.
    """
    with _opened(path) as archive:
        contents = Contents.model_validate_json(archive.read(LABEL))
        _require_fit(contents, path)
        _put_files(archive, path)
        with tempfile.TemporaryDirectory(prefix="quheng-restore-") as folder:
            copy = archive.extract(DATABASE, folder)
            COPYING[connection.vendor].load(Path(copy))
    return contents


@contextmanager
def _opened(path: Path) -> Iterator[ZipFile]:
    try:
        with ZipFile(path) as archive:
            yield archive
    except (BadZipFile, KeyError, EOFError, zlib.error, ValidationError) as error:
        raise _damaged(path) from error


def _require_fit(contents: Contents, path: Path) -> None:
    """Refuse what cannot go into this database."""
    if contents.database != connection.vendor:
        raise MethodError(
            Problem(
                Text(
                    zh=f"备份来自 {contents.database}，当前数据库是 {connection.vendor}",
                    en=f"the backup is of {contents.database}, the database is {connection.vendor}",
                ),
                Where(field="QUHENG_DATABASE"),
                Text(zh="请恢复到同类数据库", en="restore it into the same kind of database"),
            )
        )
    if contents.migration not in known_migrations():
        raise MethodError(
            Problem(
                Text(
                    zh=f"备份由更新的版本 {contents.program} 制作",
                    en=f"the backup was made by a newer version, {contents.program}",
                ),
                Where(file=str(path)),
                Text(zh="请先升级区衡", en="upgrade Quheng first"),
            )
        )
    if has_tables():
        raise MethodError(
            Problem(
                Text(zh="数据库不是空的，不会覆盖", en="the database is not empty, and is not written over"),
                Where(field="QUHENG_DATABASE"),
                Text(zh="请指定一个空的数据库", en="name one that is empty"),
            )
        )


def _put_files(archive: ZipFile, path: Path) -> None:
    place = replace(cabinet(), limit=sys.maxsize)
    for member in archive.infolist():
        if not member.filename.startswith(FILES):
            continue
        with archive.open(member) as file, place.receive(iter(partial(file.read, CHUNK), b"")) as received:
            if received.digest != f"{ALGORITHM}:{member.filename.removeprefix(FILES)}":
                raise _damaged(path)
            place.keep(received)


def _damaged(path: Path) -> DataError:
    return DataError(
        Problem(
            Text(zh="不是完好的台账备份", en="this is no backup of a ledger, or it is damaged"),
            Where(file=str(path)),
            Text(zh="请换一份备份", en="take another backup"),
        )
    )
