"""What a foreign table becomes: indicators, units and observations, not yet written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from quheng.bilingual import Text
from quheng.index.new_folder import NO_MEASURE
from quheng.index.starting.keys import Keys

OWN_DATA = "own-data"
"""The source of observations of which the table names none."""

PILLAR = "total"


@dataclass(frozen=True)
class Indicator:
    """An indicator that was found in the table: "GDP (亿元)" gives GDP, GDP and 亿元."""

    code: str
    title: str
    measure: str


@dataclass(frozen=True)
class StartingDraft:
    """An index that a table was taken for.

    Parameters
    ----------
    file
        The table's file.
    keys
        Who its rows speak of.
    indicators
        In the order of the table.
    units
        code, name, coordinates, groups and remarks.
    observations
        unit, indicator, period, value (text, null where missing), measure, status, source.
    sources
        The sources that the table names.
    notes
        On how it was read.
    """

    file: str
    keys: Keys
    indicators: tuple[Indicator, ...]
    units: pl.DataFrame
    observations: pl.DataFrame
    sources: tuple[str, ...]
    notes: tuple[Text, ...]


def indicators(captions: Iterable[tuple[str, str | None]]) -> tuple[Indicator, ...]:
    """Give each title, with its measure, a code that no other indicator and no pillar has."""
    made: list[Indicator] = []
    used = {PILLAR}
    for title, measure in captions:
        base = re.sub(r"[^\w.\-]+", "_", title).strip("_")[:60] or "indicator"
        code, number = base, 2
        while code in used:
            code, number = f"{base}_{number}", number + 1
        used.add(code)
        made.append(Indicator(code, title, measure or NO_MEASURE))
    return tuple(made)
