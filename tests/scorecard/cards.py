"""Scorecards for tests, written from a few lines."""

from __future__ import annotations

from pathlib import Path

from quheng.scorecard import Scorecard, load


def card_of(folder: Path, text: str, name: str = "card") -> Scorecard:
    path = folder / f"{name}.yaml"
    path.write_text(f"scorecard: {name}\ntitle: Test\n{text}", encoding="utf-8")
    return load(path)
