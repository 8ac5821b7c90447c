"""Conditions in SQL, each with its parameters, put together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Clause = tuple[str, list[Any]]
"""A piece of SQL, and what stands for its parameters in order."""


def all_of(*clauses: Clause) -> Clause:
    """Return the condition that all of some conditions hold."""
    return _joined(" AND ", clauses)


def any_of(clauses: Iterable[Clause]) -> Clause:
    """Return the condition that one of some conditions holds."""
    return _joined(" OR ", clauses)


def _joined(word: str, clauses: Iterable[Clause]) -> Clause:
    listed = list(clauses)
    return f"({word.join(sql for sql, _ in listed)})", [value for _, values in listed for value in values]
