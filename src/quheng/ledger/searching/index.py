"""The index over the words of cases, behind one interface for both databases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db import connection

from quheng.ledger.searching.clauses import Clause
from quheng.ledger.searching.texts import Texts


@dataclass(frozen=True)
class Entry:
    """What is indexed of a case.

    Parameters
    ----------
    place
        Its place among all: the later it was opened, the larger.
    case
        Its key.
    roots
        The places from which it is seen.
    texts
        Its words.
    """

    place: int
    case: int
    roots: tuple[str, ...]
    texts: Texts


@dataclass(frozen=True)
class Look:
    """From where, and how deep, somebody looks into the index.

    Parameters
    ----------
    level
        The texts up to this level are looked into.
    roots
        What is seen from one of these places; without any, everything.
    """

    level: int
    roots: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """What is asked of the index.

    Parameters
    ----------
    words
        All of them are sought.
    looks
        Each finds what may hold the words: more than what does, never less.
    seen
        What holds of a row `s` that holds them and may be seen.
    """

    words: tuple[str, ...]
    looks: tuple[Look, ...]
    seen: Clause


class WordIndex(Protocol):
    """An index over words."""

    def write(self, entries: Sequence[tuple[Entry, Entry | None]]) -> None:
        """Write entries, each with the one that stood there before: nothing of that is found any more."""

    def newest(self, question: Question, before: int | None, limit: int) -> Clause:
        """Return the statement that yields the case and place of the newest, before a place if given."""

    def counted(self, question: Question, limit: int) -> Clause:
        """Return the statement that counts what is found, no further than a limit."""


def word_index() -> WordIndex:
    """Return the index of the database in use."""
    if connection.vendor == "sqlite":
        from quheng.ledger.searching.sqlite import SQLiteIndex

        return SQLiteIndex()
    from quheng.ledger.searching.postgresql import PostgreSQLIndex

    return PostgreSQLIndex()
