"""The ledger as it is served: gunicorn with two processes of four threads, login, scope, audit and CSP on."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection

PROCESSES, THREADS = 2, 4
PATIENCE = 30


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def served() -> Iterator[int]:
    """Serve the database of the environment; give the port."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "quheng.web.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", "gthread", "--workers", str(PROCESSES), "--threads", str(THREADS)]
    command += ["--keep-alive", "30", "--log-level", "error", "--no-control-socket"]
    server = subprocess.Popen(command, env=os.environ)
    try:
        _await(port)
        yield port
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _await(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.request("GET", "/account/login/")
            connection.getresponse().read()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
