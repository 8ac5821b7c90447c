"""A PostgreSQL server for tests: the one that QUHENG_TEST_POSTGRES names, else one of our own, in /tmp."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
USER = "postgres"
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses=''"


class NoServerError(Exception):
    """Why there is no server to test on."""


@contextmanager
def server() -> Iterator[str]:
    """Give the address of a server, without a database: a name is put behind it."""
    given = os.environ.get("QUHENG_TEST_POSTGRES")
    if given:
        yield given.rsplit("/", 1)[0]
        return
    folder = _folder()
    try:
        _run(
            folder,
            "initdb",
            "-D",
            folder / "data",
            "-U",
            USER,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        options = f"-k {folder} {FAST}"
        _run(folder, "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgres://{USER}@{quote(str(folder), safe='')}"
        finally:
            _run(folder, "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _folder() -> Path:
    if not BINARIES:
        raise NoServerError("no PostgreSQL in /usr/lib/postgresql, and QUHENG_TEST_POSTGRES is not set")
    if os.geteuid() == 0 and shutil.which("runuser") is None:
        raise NoServerError("PostgreSQL does not run as root, and there is no runuser to be another")
    folder = Path(tempfile.mkdtemp(prefix="quheng-pg-"))
    if os.geteuid() == 0:
        try:
            shutil.chown(folder, USER, USER)
        except LookupError:
            raise NoServerError(f"PostgreSQL does not run as root, and there is no user {USER}") from None
    return folder


def _run(folder: Path, program: str, *arguments: object) -> None:
    command: Sequence[str] = [str(BINARIES[-1] / program), *map(str, arguments)]
    if os.geteuid() == 0:
        command = ["runuser", "-u", USER, "--", *command]
    # Not captured by a pipe: the server would keep it open.
    with (folder / "out").open("ab") as out:
        done = subprocess.run(command, cwd=folder, stdout=out, stderr=out, check=False)
    if done.returncode:
        raise NoServerError(f"{program}: {(folder / 'out').read_text(errors='replace')[-300:]}")
