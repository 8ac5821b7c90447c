"""A database on a server: by PostgreSQL's own pg_dump and pg_restore."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from django.db import connection

from quheng.bilingual import Text
from quheng.errors import MethodError, Problem


def dump(path: Path) -> None:
    """Dump the database, as it stands at one moment, into a file.

    Raises
    ------
    MethodError
        Where the program is missing, or fails.
    """
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={path}")


def load(path: Path) -> None:
    """Load a dump into the database, which is empty: all of it, or nothing.

    Raises
    ------
    MethodError
        Where the program is missing, or fails.
    """
    options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
    _run("pg_restore", *options, f"--dbname={connection.settings_dict['NAME']}", str(path))


def _run(program: str, *arguments: str) -> None:
    if shutil.which(program) is None:
        raise MethodError(
            Problem(
                Text(zh=f"找不到程序 {program}", en=f"the program {program} is not there"),
                remedy=Text(
                    zh="它随 PostgreSQL 客户端提供，Debian 上请安装：apt-get install postgresql-client",
                    en="it comes with PostgreSQL's client; on Debian: apt-get install postgresql-client",
                ),
            )
        )
    ran = subprocess.run([program, *arguments], env=_environment(), capture_output=True, check=False)
    if ran.returncode:
        said = ran.stderr.decode(errors="replace").strip()
        raise MethodError(
            Problem(
                Text(zh=f"{program} 失败：{said}", en=f"{program} failed: {said}"),
                remedy=Text(
                    zh="客户端程序的主版本不得低于服务器；其余见其说明",
                    en="the client must not be older than the server; for the rest see what it says",
                ),
            )
        )


def _environment() -> dict[str, str]:
    """Return where the database is, as the programs read it: the password stands in no list of processes."""
    settings = connection.settings_dict
    named = {
        "PGHOST": settings["HOST"],
        "PGPORT": settings["PORT"],
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
        "PGDATABASE": settings["NAME"],
    }
    return {**os.environ, **{name: value for name, value in named.items() if value}}
