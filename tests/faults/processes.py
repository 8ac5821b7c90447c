"""The ledger as processes: a server with its workers, and the worker beside, to be killed at any moment."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).resolve().parents[2]

WORKER = """
import os, time
import django
django.setup()
from quheng.ledger.working import run_all
from quheng.web.moment import now
while True:
    child = os.fork()
    if child == 0:
        while True:
            run_all(now())
            time.sleep(0.1)
    os.waitpid(child, 0)
"""
"""What `quheng ledger work` does each minute, over and over; killed, it is there again at once."""


@dataclass
class Processes:
    """What runs.

    Parameters
    ----------
    database
        Its address.
    folder
        For files, letters and the log.
    """

    database: str
    folder: Path
    port: int = field(default_factory=lambda: _free_port())
    server: subprocess.Popen[bytes] = field(init=False)
    worker: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(HOUSE),
            "DJANGO_SETTINGS_MODULE": "quheng.web.settings",
            "QUHENG_DATABASE": self.database,
            "QUHENG_FILES": str(self.folder / "files"),
            "QUHENG_SECRET_KEY": secrets.token_hex(32),
            "QUHENG_HTTP": "1",
            "QUHENG_API_RATE": "1000000",
            "QUHENG_OUTSIDE": f"file:{self.letters}",
        }

    @property
    def letters(self) -> Path:
        """Where letters to applicants are written."""
        return self.folder / "outgoing.jsonl"

    @property
    def log(self) -> Path:
        """What all of them say."""
        return self.folder / "log"

    def start_server(self) -> None:
        """Start the server; it loads the programs once, so that a worker that was killed is there at once."""
        bound = ("--bind", f"127.0.0.1:{self.port}")
        threads = ("--worker-class", "gthread", "--workers", "2", "--threads", "4")
        self.server = self._start(
            "-m", "gunicorn", "tests.faults.preloaded:application", "--preload", *bound, *threads
        )

    def start_worker(self) -> None:
        """Start the worker."""
        self.worker = self._start("-c", WORKER)

    def kill_one_of(self, parent: subprocess.Popen[bytes], which: int) -> None:
        """Kill one of the processes that another has started and starts again."""
        children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()
        if children:
            os.kill(int(children[which % len(children)]), signal.SIGKILL)

    def kill_all_of(self, parent: subprocess.Popen[bytes]) -> None:
        """Kill a process and all that it has started."""
        os.killpg(parent.pid, signal.SIGKILL)
        parent.wait()

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            command: Any = [sys.executable, *arguments]
            return subprocess.Popen(
                command, env=self.environment, cwd=self.folder, stdout=log, stderr=log, start_new_session=True
            )


@contextmanager
def running(database: str, folder: Path) -> Iterator[Processes]:
    """Give the ledger while it runs; in the end nothing of it is left."""
    found = Processes(database, folder)
    found.start_server()
    found.start_worker()
    try:
        yield found
    finally:
        found.kill_all_of(found.server)
        found.kill_all_of(found.worker)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
