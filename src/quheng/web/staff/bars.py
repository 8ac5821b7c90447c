"""Bars as SVG, drawn on the server: each as long as its number, with the number written behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LEFT, WIDTH, RIGHT = 150, 360, 110
STEP, THICK = 24, 16
LONGEST_LABEL = 10
"""How many Chinese signs stand before a bar; Latin letters count half."""


@dataclass(frozen=True)
class Bar:
    """A bar: where it begins, how long it is, and its words."""

    label: str
    number: str
    top: int
    middle: int
    length: int
    end: int


@dataclass(frozen=True)
class Bars:
    """A drawing of bars."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    left: int = LEFT
    thick: int = THICK


def bars_of(rows: Sequence[tuple[str, str, float | None]]) -> Bars:
    """Return the bars of labels, numbers in words, and numbers; what has none has no length."""
    largest = max((value for _, _, value in rows if value is not None), default=0) or 1
    bars = []
    for place, (label, number, value) in enumerate(rows):
        length = round(WIDTH * max(value or 0, 0) / largest)
        top = place * STEP + 4
        bars.append(Bar(_short(label), number, top, top + THICK - 4, length, LEFT + length + 6))
    return Bars(tuple(bars), LEFT + WIDTH + RIGHT, len(rows) * STEP + 8)


def _short(label: str) -> str:
    """Return a label that fits before its bar."""
    room = LONGEST_LABEL * 2
    for place, sign in enumerate(label):
        room -= 2 if sign >= "\u2e80" else 1
        if room < 0:
            return f"{label[:place]}…"
    return label
