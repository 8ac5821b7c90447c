"""Which database: from one address, such as `sqlite:///ledger.sqlite3` or `postgres://user@host/name`."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from quheng.bilingual import Text
from quheng.errors import MethodError, Problem, Where

SQLITE_START = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
"""A write that was acknowledged survives a power cut; readers do not wait for the writer."""

WAIT_SECONDS = 20
"""How long a writer waits for another."""


def database_of(address: str) -> dict[str, Any]:
    """Return Django's settings for an address.

    Parameters
    ----------
    address
        `sqlite:///FILE` (three slashes and a relative path, four and an absolute one), or
        `postgres://USER:PASSWORD@HOST:PORT/NAME` (without HOST, the local socket).

    Raises
    ------
    MethodError
        Where it is neither.
    """
    parts = urlsplit(address)
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme == "sqlite" and name:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(Path(name).absolute()),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": WAIT_SECONDS,
                "init_command": SQLITE_START,
            },
        }
    if parts.scheme in ("postgres", "postgresql") and name:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"connect_timeout": 5},
        }
    shown = f"{parts.scheme}://…" if parts.scheme else "…"
    raise MethodError(
        Problem(
            Text(zh=f"读不懂数据库地址 {shown}", en=f"the database address {shown} is not understood"),
            Where(field="QUHENG_DATABASE"),
            Text(
                zh="请写 sqlite:///文件 或 postgres://用户:口令@主机/库名",
                en="write sqlite:///FILE or postgres://USER:PASSWORD@HOST/NAME",
            ),
        )
    )
