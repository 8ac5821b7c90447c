"""A small programme for tests, whole and without faults, and what becomes of it when it is edited."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from quheng.ledger.programmes import Programme, parse_programme

FILE = Path(__file__).with_name("lost-property.yaml")
STALLS = Path(__file__).with_name("stalls.yaml")


@cache
def small_programme(*edits: tuple[str, str]) -> Programme:
    text = edited(*edits)
    return parse_programme(text, FILE.name)


@cache
def stalls(*edits: tuple[str, str]) -> Programme:
    """A programme with tables, derived fields, conditions, a notice: what the first one does not have."""
    return parse_programme(edited(*edits, file=STALLS), STALLS.name)


def edited(*edits: tuple[str, str], file: Path = FILE) -> str:
    text = file.read_text(encoding="utf-8")
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text
