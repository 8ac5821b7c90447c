"""Why the ledger cannot be used just now, in words: no room on the disk, no tables, no database.

What the ledger itself did wrong is not among these.
"""

from __future__ import annotations

import errno
import sqlite3
from dataclasses import dataclass

from django.db import Error, InterfaceError, OperationalError

from quheng.bilingual import Text
from quheng.errors import Problem, Where

NO_ROOM = Text(zh="磁盘已满", en="the disk is full")
NO_DATABASE = Text(zh="数据库没有响应", en="the database does not answer")
NO_TABLES = Text(zh="数据库还没有建好，或不是最新", en="the database is not set up, or not up to date")

DATABASE = Where(field="QUHENG_DATABASE")

DISK_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
SQLITE_UNREADABLE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
SQLITE_NO_TABLES = ("no such table", "no such column")
STATE_NO_ROOM = "53100"
STATES_NO_TABLES = frozenset({"42P01", "42703"})
"""By the numbers of PostgreSQL: no such table, no such column."""


@dataclass(frozen=True)
class OutOfService:
    """What is in the way.

    Parameters
    ----------
    words
        For everybody.
    problem
        For whoever runs the ledger: with what the database says of itself, and what to do.
    """

    words: Text
    problem: Problem


def why_out_of_service(error: BaseException | None) -> OutOfService | None:
    """Return what an error tells of the disk or the database; None for any other error."""
    if isinstance(error, OSError):
        return _no_room() if error.errno in DISK_ERRORS else None
    if not isinstance(error, Error):
        return None
    state = getattr(error.__cause__, "sqlstate", None)
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    if state == STATE_NO_ROOM or code == sqlite3.SQLITE_FULL:
        return _no_room()
    if state in STATES_NO_TABLES or str(error).startswith(SQLITE_NO_TABLES):
        return no_tables()
    if code == sqlite3.SQLITE_ERROR:  # SQL that is wrong, which SQLite calls operational too
        return None
    if isinstance(error, OperationalError | InterfaceError) or code in SQLITE_UNREADABLE:
        return _no_database(str(error))
    return None


def _no_room() -> OutOfService:
    remedy = Text(zh="请清理或扩充磁盘后重试", en="make room, or take a larger disk, and try again")
    return OutOfService(NO_ROOM, Problem(NO_ROOM, remedy=remedy))


def no_tables() -> OutOfService:
    """Return that the tables are not there, or are those of an older program."""
    remedy = Text(
        zh="请先运行：quheng ledger init --approver 批准人",
        en="run first: quheng ledger init --approver NAME",
    )
    return OutOfService(NO_DATABASE, Problem(NO_TABLES, DATABASE, remedy))


def _no_database(said: str) -> OutOfService:
    reason = said.strip().partition("\n")[0] or "—"
    what = Text(zh=f"数据库不能使用：{reason}", en=f"the database cannot be used: {reason}")
    remedy = Text(
        zh="请检查数据库是否在运行，地址和口令是否正确，文件是否可以读写",
        en="see whether it runs, whether its address and password are right, "
        "and whether its file can be read and written",
    )
    return OutOfService(NO_DATABASE, Problem(what, DATABASE, remedy))
