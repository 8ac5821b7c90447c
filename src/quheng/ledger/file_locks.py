"""Locks of files between processes; where the system has none, nothing is held."""

from __future__ import annotations

from typing import IO


def hold_file(file: IO[bytes], *, alone: bool) -> None:
    """Wait for a file and hold it until it is closed: alone, or beside others that do not hold it alone."""
    try:
        import fcntl
    except ImportError:
        return
    fcntl.flock(file, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
