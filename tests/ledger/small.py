"""A small programme for tests, whole and without faults, and what becomes of it when it is edited."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from quheng.ledger.programmes import Programme, parse_programme

FILE = Path(__file__).with_name("lost-property.yaml")


@cache
def small_programme(*edits: tuple[str, str]) -> Programme:
    text = edited(*edits)
    return parse_programme(text, FILE.name)


def edited(*edits: tuple[str, str]) -> str:
    text = FILE.read_text(encoding="utf-8")
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text
