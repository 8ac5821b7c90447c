"""The assessments of a table: as a table, or one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from quheng.errors import Problem
from quheng.scorecard.assessment import Assessment
from quheng.scorecard.bulk.codes import Ids, Outcomes
from quheng.scorecard.conclude import template_assessment
from quheng.scorecard.judge import NOT_ASKED
from quheng.scorecard.row import TOTALS, TYPES, RowShape, number_of
from quheng.scorecard.scorecard import Scorecard
from quheng.scorecard.version import Version

Errors = Mapping[int, tuple[Problem, ...]]


@dataclass(frozen=True)
class Part:
    """The rows that one version of the rule holds for.

    Parameters
    ----------
    version
        The version; None where none is in force.
    numbers : int64 (rows,)
        The place of each row in the table.
    verdicts
        The assessments, without points and outputs.
    total, items, results
        The points and the outputs.
    errors
        The problems of the rows that cannot be read, by place; they are not among `numbers`.
    """

    version: Version | None
    numbers: Ids
    verdicts: Outcomes
    total: Outcomes | None
    items: Mapping[str, Outcomes]
    results: Mapping[str, Outcomes]
    errors: Errors

    @classmethod
    def of_one(cls, numbers: Ids, found: Assessment | tuple[Problem, ...]) -> Part:
        """Return rows that all have the same assessment, or the same problems."""
        if isinstance(found, Assessment):
            same = Outcomes([found], np.zeros(len(numbers), dtype=np.int64))
            return cls(None, numbers, same, None, {}, {}, {})
        return cls(
            None,
            numbers[:0],
            Outcomes([], numbers[:0]),
            None,
            {},
            {},
            {int(row): found for row in numbers},
        )

    @classmethod
    def of_template(cls, version: Version, numbers: Ids, errors: Errors) -> Part:
        """Return rows that a template cannot decide."""
        same = Outcomes([template_assessment(version)], np.zeros(len(numbers), dtype=np.int64))
        return cls(version, numbers, same, None, {}, {}, errors)

    def assessment(self, at: int) -> Assessment:
        """Return the assessment of a row of this part, without how each line stands."""
        found: Assessment = self.verdicts[at]
        outputs = {name: one[at] for name, one in self.results.items()}
        return replace(
            found,
            lines={},
            total=self.total[at] if self.total else found.total,
            points={name: one[at] for name, one in self.items.items()},
            outputs={name: value for name, value in outputs.items() if value is not NOT_ASKED},
        )


@dataclass(frozen=True)
class Assessments:
    """The assessments of all rows of a table, in order.

    Parameters
    ----------
    card
        The rule.
    kept
        The columns carried along.
    parts
        The rows by version.
    """

    card: Scorecard
    kept: pl.DataFrame
    parts: tuple[Part, ...]

    def __len__(self) -> int:
        return sum(len(part.numbers) + len(part.errors) for part in self.parts)

    @cached_property
    def _places(self) -> dict[int, tuple[Part, int]]:
        return {int(number): (part, at) for part in self.parts for at, number in enumerate(part.numbers)}

    @cached_property
    def errors(self) -> dict[int, tuple[Problem, ...]]:
        """The problems of each row that cannot be read, by its place (the first is 0)."""
        return dict(sorted(pair for part in self.parts for pair in part.errors.items()))

    def __getitem__(self, row: int) -> Assessment | None:
        """Return the assessment of a row, None where it cannot be read."""
        if row in self.errors:
            return None
        part, at = self._places[row]
        return replace(part.assessment(at), scorecard=self.card.name)

    def results(self) -> Iterator[dict[str, Any]]:
        """Yield for each row what `Assessment.as_result` gives, or its problems under `error`."""
        for row in range(len(self)):
            found = self[row]
            if found is None:
                yield {"error": [error_dict(one) for one in self.errors[row]]}
            else:
                yield found.as_result()

    def frame(self) -> pl.DataFrame:
        """Return a table: the kept columns, then for each row what `RowShape.row` gives."""
        shape = RowShape.of(self.card)
        frames = [_part_frame(part, shape) for part in self.parts if len(part.numbers)]
        frames.append(shape.frame(shape.row(problems) for problems in self.errors.values()))
        places = np.concatenate(
            [*(part.numbers for part in self.parts), np.array([*self.errors], dtype=np.int64)]
        )
        table = pl.concat(frames)[np.argsort(places, kind="stable")]
        return pl.concat([self.kept, table], how="horizontal") if self.kept.width else table


def _part_frame(part: Part, shape: RowShape) -> pl.DataFrame:
    """Return the rows of a part, each column from its few distinct values."""
    rows_of_verdicts = [shape.of_verdict(one) for one in part.verdicts.table]
    columns = {
        name: pl.Series(name, [row[name] for row in rows_of_verdicts], dtype=kind).gather(part.verdicts.of)
        for name, kind in TYPES.items()
    }
    if part.total:
        totals = pl.DataFrame(
            [shape.of_total(one) for one in part.total.table], schema=dict.fromkeys(TOTALS, pl.Float64)
        )
        columns |= {one.name: one.gather(part.total.of) for one in totals.get_columns()}
    for name, found in part.items.items():
        if name in shape.points:
            values = pl.Series(name, [number_of(one) for one in found.table], dtype=pl.Float64)
            columns[name] = values.gather(found.of)
    for name, found in part.results.items():
        values = pl.Series(name, [shape.of_output(name, one) for one in found.table], dtype=shape.types[name])
        columns[name] = values.gather(found.of)
    rows = len(part.numbers)
    return pl.DataFrame(
        [
            columns.get(name, pl.Series(name, [None], dtype=kind).new_from_index(0, rows))
            for name, kind in shape.types.items()
        ]
    )


def error_dict(problem: Problem) -> dict[str, Any]:
    """Return a problem for JSON."""
    remedy = problem.remedy
    return {
        "field": problem.where.field,
        "zh": problem.what.zh + (f"；{remedy.zh}" if remedy else ""),
        "en": problem.what.en + (f"; {remedy.en}" if remedy else ""),
    }
