"""Run programs side by side: when one ends, or somebody stops us, all are stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from types import FrameType

PATIENCE = 20
"""Seconds that a program is given to end before it is killed."""


class StoppedError(Exception):
    """Somebody asked us to stop."""


def run_together(*commands: Sequence[str]) -> None:
    """Run programs until the first of them ends, or SIGINT or SIGTERM comes; then end the others.

    Each is in a session of its own, so that Ctrl-C reaches us alone and they are stopped in good order.
    Exits with 1 where one ended by itself.
    """

    def stop(signum: int, frame: FrameType | None) -> None:
        raise StoppedError

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    running: list[subprocess.Popen[bytes]] = []
    ended = True
    try:
        # One by one, so that those that run are ended where the next cannot be started.
        for command in commands:
            running += [subprocess.Popen(command, start_new_session=True)]
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)
    except StoppedError:
        ended = False
    finally:
        for number in before:
            signal.signal(number, signal.SIG_IGN)
        _end(running)
        for number, handler in before.items():
            signal.signal(number, handler)
    if ended:
        sys.exit(1)


def _end(running: Sequence[subprocess.Popen[bytes]]) -> None:
    for one in running:
        if one.poll() is None:
            one.terminate()
    for one in running:
        try:
            one.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(one.pid, signal.SIGKILL)
            one.wait()
