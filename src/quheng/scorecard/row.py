"""An assessment as one row of a table: the same columns for every subject of a scorecard."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from quheng.errors import Problem
from quheng.scorecard.assessment import Assessment, shown_value
from quheng.scorecard.judge import NOT_ASKED
from quheng.scorecard.points import Points
from quheng.scorecard.scorecard import Scorecard
from quheng.scorecard.version import TOTAL, Result

TOTALS = ("total", "total_low", "total_high")
HEAD = ("verdict",)
TAIL = ("route", "failed", "missing", "reasons_zh", "reasons_en", "version", "error")

TYPES: dict[str, pl.DataType] = {
    "verdict": pl.String(),
    "route": pl.String(),
    "failed": pl.List(pl.String),
    "missing": pl.List(pl.String),
    "reasons_zh": pl.List(pl.String),
    "reasons_en": pl.List(pl.String),
    "version": pl.String(),
    "error": pl.String(),
}


@dataclass(frozen=True)
class RowShape:
    """The columns of a scorecard's results.

    Parameters
    ----------
    points
        Items and blocks, each with its points: a number, none where they are open.
    outputs
        Outputs and their types. An output goes before a point of the same name.
    scored
        Whether there is a total: with its least and greatest where it is open.
    """

    points: tuple[str, ...]
    outputs: dict[str, pl.DataType]
    scored: bool

    @classmethod
    def of(cls, card: Scorecard) -> RowShape:
        """Return the shape that all versions of a scorecard share."""
        outputs: dict[str, pl.DataType] = {}
        points: dict[str, None] = {}
        for version in card.all_versions:
            for one in version.results:
                kind = _type_of(one)
                same = outputs.setdefault(one.line.id, kind) == kind
                outputs[one.line.id] = kind if same else pl.String()
            points |= {item.declared.id: None for item in version.all_items}
        free = tuple(
            name for name in points if name not in outputs and name not in TYPES and name not in TOTALS
        )
        return cls(free, outputs, any(version.items for version in card.all_versions))

    @property
    def totals(self) -> tuple[str, ...]:
        """The columns of the total; an output of that name goes before."""
        return tuple(name for name in TOTALS if name not in self.outputs) if self.scored else ()

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns in order."""
        tail = (name for name in TAIL if name not in self.outputs)
        return (*HEAD, *self.totals, *self.points, *self.outputs, *tail)

    @property
    def types(self) -> dict[str, pl.DataType]:
        """The type of each column."""
        numbers = dict.fromkeys((*self.totals, *self.points), pl.Float64())
        return {name: ({**TYPES, **numbers} | self.outputs)[name] for name in self.columns}

    def row(self, found: Assessment | Sequence[Problem]) -> dict[str, Any]:
        """Return one assessment, or the problems of one subject, as a row."""
        empty = dict.fromkeys(self.columns)
        if not isinstance(found, Assessment):
            return {**empty, "error": " | ".join(_problem(one) for one in found)}
        row = self.of_verdict(found)
        row |= self.of_total(found.total)
        row |= {name: number_of(one) for name, one in found.points.items() if name in self.points}
        row |= {name: self.of_output(name, found.outputs.get(name, NOT_ASKED)) for name in self.outputs}
        return {**empty, **{name: row[name] for name in self.columns if name in row}}

    def of_verdict(self, found: Assessment) -> dict[str, Any]:
        """Return what the verdict gives to a row."""
        return {
            "verdict": found.verdict,
            "route": found.route if found.has_route else None,
            "failed": list(found.failed),
            "missing": list(found.missing),
            "reasons_zh": [one.text.zh for one in found.reasons],
            "reasons_en": [one.text.en for one in found.reasons],
            "version": found.version or None,
            "error": None,
        }

    def of_total(self, total: Points | None) -> dict[str, Any]:
        """Return what the total gives to a row."""
        if total is None or total.shown is None:
            return dict.fromkeys(TOTALS)
        low, high = total.shown
        return dict(zip(TOTALS, (number_of(total), float(low), float(high)), strict=True))

    def of_output(self, name: str, value: Any) -> Any:
        """Return an output as its column has it."""
        if value is None or value is NOT_ASKED:
            return None
        if self.outputs[name] == pl.Float64:
            return float(value)
        value = shown_value(value)
        if self.outputs[name] == pl.String and not isinstance(value, str):
            return json.dumps(value, ensure_ascii=False)
        return value

    def frame(self, rows: Iterable[dict[str, Any]]) -> pl.DataFrame:
        """Return rows as a table."""
        return pl.DataFrame(list(rows), schema=self.types, orient="row")


def number_of(points: Points) -> float | None:
    """Return exact points as a number, None where they are open or undefined."""
    if points.shown is None or points.shown[0] != points.shown[1]:
        return None
    return float(points.shown[0])


def _type_of(one: Result) -> pl.DataType:
    if one.value is None:
        plain = isinstance(one.line.points, str) and one.line.as_ is None and one.line.decimals is None
        return pl.Float64() if plain and one.line.points != TOTAL else pl.String()
    if one.line.as_ is not None or one.line.decimals is not None:
        return pl.String()
    return {"boolean": pl.Boolean(), "number": pl.Float64()}.get(one.kind.name, pl.String())


def _problem(problem: Problem) -> str:
    what = problem.located
    return f"{what.zh} / {what.en}"
