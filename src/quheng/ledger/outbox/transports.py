"""The ways out of the house: by name, each saying how often a letter may arrive.

A new way (a gateway for short messages, a mail server) is a class with `send` and a line in `TRANSPORTS`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from quheng.bilingual import Text, listed
from quheng.errors import MethodError, Problem, Where
from quheng.ledger.file_locks import hold_file


@dataclass(frozen=True)
class Letter:
    """What leaves the house.

    Parameters
    ----------
    key
        The same whenever it is sent again, so that the other side can tell.
    address
        A telephone number.
    words
        What it says.
    """

    key: str
    address: str
    words: Text


class Transport(Protocol):
    """A way out. It raises OSError where it could not be gone; the letter is then tried again later."""

    def send(self, letter: Letter) -> None:
        """Send a letter."""


class Console:
    """Print letters: at least once, since a printed line cannot be looked for."""

    def send(self, letter: Letter) -> None:
        """Print a letter."""
        sys.stdout.write(f"{letter.key}\t{letter.address}\t{letter.words.zh}\n")
        sys.stdout.flush()


class LetterFile:
    """Append letters to a file, one JSON object a line, for a gateway to take: exactly once.

    The keys that stand in it are looked up before each line, under a lock of the file; a line that was cut
    off by a crash is no letter, and is taken away.

    Parameters
    ----------
    path
        The file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._keys: set[str] = set()
        self._read = 0

    def send(self, letter: Letter) -> None:
        """Append a letter that is not there yet."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a+b") as file:
            hold_file(file, alone=True)
            self._catch_up(file.fileno())
            if letter.key in self._keys:
                return
            members = {"key": letter.key, "to": letter.address, "zh": letter.words.zh, "en": letter.words.en}
            line = json.dumps(members, ensure_ascii=False).encode() + b"\n"
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
            self._keys.add(letter.key)
            self._read += len(line)

    def _catch_up(self, file: int) -> None:
        """Read the keys that were appended since, and cut off a line that was not finished."""
        size = os.fstat(file).st_size
        if size < self._read:
            self._keys, self._read = set(), 0
        added = os.pread(file, size - self._read, self._read)
        whole = added[: added.rfind(b"\n") + 1]
        self._keys |= {json.loads(line)["key"] for line in whole.splitlines()}
        self._read += len(whole)
        if len(whole) < len(added):
            os.ftruncate(file, self._read)


TRANSPORTS: Mapping[str, Callable[[str], Transport]] = {
    "console": lambda _: Console(),
    "file": lambda path: LetterFile(Path(path or "outgoing.jsonl")),
}


def transport_of(address: str) -> Transport:
    """Return the way out that a setting names: `console`, or `file:outgoing.jsonl`.

    Raises
    ------
    MethodError
        Where there is no such way.
    """
    name, _, rest = address.partition(":")
    if name not in TRANSPORTS:
        known = listed(TRANSPORTS)
        raise MethodError(
            Problem(
                Text(zh=f"没有发送方式 {name}", en=f"there is no way out called {name}"),
                Where(field="QUHENG_OUTSIDE"),
                Text(zh=f"可用：{known.zh}", en=f"allowed: {known.en}"),
            )
        )
    return TRANSPORTS[name](rest)
