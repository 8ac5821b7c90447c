"""How each kind of database is copied out and in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from quheng.ledger.backup import postgresql, sqlite


@dataclass(frozen=True)
class Copying:
    """The two ways of one kind of database.

    Parameters
    ----------
    dump
        Writes the database, as it stands at one moment, into a file.
    load
        Writes such a file into a database that is empty: all of it, or nothing.
    """

    dump: Callable[[Path], None]
    load: Callable[[Path], None]


COPYING: Mapping[str, Copying] = {
    "sqlite": Copying(sqlite.dump, sqlite.load),
    "postgresql": Copying(postgresql.dump, postgresql.load),
}
