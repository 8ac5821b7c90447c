"""Colours of pillars: neighbours differ in lightness as well as in hue."""

from __future__ import annotations

from typing import Final

PILLARS: Final = (
    "#0e5a60",
    "#d9a441",
    "#5b7fb5",
    "#b5573f",
    "#8fbfa0",
    "#6d4f86",
    "#c9b79c",
    "#3f4a57",
    "#d48fa3",
    "#7a8b3c",
    "#9db9d8",
    "#8a6148",
)
"""Enough for twelve pillars; a thirteenth begins again."""


def pillar_colours(number: int) -> list[str]:
    """Return a colour for each of `number` pillars."""
    return [PILLARS[position % len(PILLARS)] for position in range(number)]
