"""What the tables of methods share: their data, their columns, and the proof that all compute the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from benchmarks.timing import shown

UNITS, INDICATORS = 900, 20
ALIKE = 1e-6
"""The scores of a row must agree to this, or the row says nothing."""


@dataclass(frozen=True)
class Row:
    """One method: our seconds, those of the floor if there is one, and those of the peers by name."""

    title: str
    ours: float
    peers: dict[str, float]
    floor: tuple[str, float] | None = None

    def __str__(self) -> str:
        peers = ", ".join(
            f"{name} {shown(took)} ({took / self.ours:.1f} ×)" for name, took in self.peers.items()
        )
        bare = "— | —"
        if self.floor:
            name, seconds = self.floor
            bare = f"{shown(seconds)} ({name}) | {self.ours / seconds:.2f}"
        return f"| {self.title} | {shown(self.ours)} | {bare} | {peers} |"


def table_of(rows: Iterable[Row], rounds: str) -> str:
    """Return the table in Markdown, below a line that says how often each row was measured."""
    return "\n".join(
        [
            f"{UNITS} units × {INDICATORS} indicators, medians of {rounds} rounds taken in turn, one thread; "
            "* measured on a part and scaled up.",
            "",
            "| method | Quheng | floor | ratio | peers, and how many times Quheng is faster |",
            "| --- | --- | --- | --- | --- |",
            *map(str, rows),
        ]
    )


def independent() -> np.ndarray:
    """Return uniform indicators that have nothing to do with one another: most units are best somehow."""
    return np.random.default_rng(0).random((UNITS, INDICATORS))


def correlated() -> np.ndarray:
    """Return indicators that share one factor, as those of a real index do."""
    rng = np.random.default_rng(0)
    return 0.7 * rng.random((UNITS, 1)) + 0.3 * rng.random((UNITS, INDICATORS))


def require_alike(what: str, ours: np.ndarray, theirs: np.ndarray) -> None:
    """Raise an AssertionError where two programs compute different scores."""
    apart = float(np.abs(ours - theirs).max())
    if apart > ALIKE:
        raise AssertionError(f"{what}: scores differ by {apart:.1e}")
