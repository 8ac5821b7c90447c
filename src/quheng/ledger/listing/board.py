"""The board of a programme: for each stage the first cases and a capped count, in three queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quheng.ledger.at_once import ask_at_once
from quheng.ledger.listing.filters import Filters
from quheng.ledger.listing.page import CEILING, Capped, capped, fetched
from quheng.ledger.listing.streams import Order, counting, merging, streams_of
from quheng.ledger.models import CaseRow
from quheng.ledger.scope import Viewer

SHOWN = 20
"""How many cases a column shows."""


@dataclass(frozen=True)
class Column:
    """A stage on the board.

    Parameters
    ----------
    stage
        Its id.
    rows
        The first cases in it.
    count
        How many open cases there are in it.
    """

    stage: str
    rows: tuple[CaseRow, ...]
    count: Capped


def board(
    viewer: Viewer, programme: str, stages: Sequence[str], order: Order = "due", size: int = SHOWN
) -> tuple[Column, ...]:
    """Return the open cases of a programme by stage, as far as a viewer may see them.

    Parameters
    ----------
    viewer
        Who.
    programme, stages
        Which columns, from left to right.
    order
        due: the most urgent first. newest: the latest opened first.
    size
        How many cases a column shows.
    """
    keys = _first(viewer, programme, stages, order, size)
    counts = _counts(viewer, programme, stages)
    rows = {row.pk: row for row in fetched(viewer, [key for found in keys.values() for key in found])}
    return tuple(
        Column(
            stage,
            tuple(rows[key] for key in keys[stage] if key in rows),
            capped(counts.get(stage, 0)),
        )
        for stage in stages
    )


def _first(
    viewer: Viewer, programme: str, stages: Sequence[str], order: Order, size: int
) -> dict[str, list[int]]:
    """Return the keys of the first cases of each stage, in order."""
    asked = [merging(streams_of(viewer, _in_stage(programme, one), order), order, size) for one in stages]
    keys: dict[str, list[int]] = {stage: [] for stage in stages}
    rows = [(place, moment, key) for place, key, moment in ask_at_once(asked)]
    for place, _, key in sorted(rows, reverse=order == "newest"):
        keys[stages[place]].append(key)
    return keys


def _counts(viewer: Viewer, programme: str, stages: Sequence[str]) -> dict[str, int]:
    asked = [counting(streams_of(viewer, _in_stage(programme, one), "newest"), CEILING + 1) for one in stages]
    return {stages[row[0]]: int(row[1]) for row in ask_at_once(asked)}


def _in_stage(programme: str, stage: str) -> Filters:
    return Filters(programme=programme, stage=stage, state="open")
