"""The subjects of a file, assessed: every one of them with a result or with what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from quheng.errors import Problem
from quheng.scorecard.assessment import Verdict
from quheng.scorecard.bulk import Assessments
from quheng.scorecard.files.rows import assess_rows
from quheng.scorecard.files.subjects import Subjects, read_subjects
from quheng.scorecard.files.titles import Titles
from quheng.scorecard.row import RowShape
from quheng.scorecard.scorecard import Scorecard


@dataclass(frozen=True)
class Counts:
    """How many subjects pass, fail, need review, and could not be read."""

    passed: int
    failed: int
    review: int
    errors: int


@dataclass(frozen=True)
class Assessed:
    """A file and its assessments.

    Parameters
    ----------
    card, on
        The rule, and the day whose version holds.
    subjects
        The file.
    assessments
        The assessments in its order; of a subject that could not be read it does not count.
    """

    card: Scorecard
    on: date | None
    subjects: Subjects
    assessments: Assessments

    def __len__(self) -> int:
        return len(self.subjects)

    @cached_property
    def errors(self) -> Mapping[int, tuple[Problem, ...]]:
        """The problems of each subject that has any, by place."""
        both = {**self.assessments.errors}
        for row, problems in self.subjects.unreadable.items():
            both[row] = (*problems, *both.get(row, ()))
        return dict(sorted(both.items()))

    @cached_property
    def table(self) -> pl.DataFrame:
        """A row for each subject: see `RowShape`."""
        table = self.assessments.frame()
        if not self.subjects.unreadable:
            return table
        shape = RowShape.of(self.card)
        places = [*self.errors]
        errors = shape.frame(shape.row(self.errors[row]) for row in places)
        kept = table.with_row_index("(place)").filter(~pl.col("(place)").is_in(places))
        numbered = errors.with_columns(pl.Series("(place)", places, dtype=pl.UInt32)).select(kept.columns)
        return pl.concat([kept, numbered]).sort("(place)").drop("(place)")

    @cached_property
    def counts(self) -> Counts:
        """How many there are of each verdict."""
        found: Counter[Verdict | None] = Counter(self.table["verdict"].to_list())
        return Counts(found["pass"], found["fail"], found["needs_review"], len(self.errors))

    def result(self, at: int) -> dict[str, Any] | None:
        """Return the result of one subject, as `Assessment.as_result` gives it; None where it has errors."""
        if at in self.errors:
            return None
        found = self.assessments[at]
        return None if found is None else found.as_result()


def assess_file(card: Scorecard, path: Path | str, on: date | None = None) -> Assessed:
    """Assess the subjects of a file: CSV, XLSX, Parquet or JSONL; see `read_subjects`.

    Raises
    ------
    NotFoundError, DataError
        Where the file cannot be read at all; what is wrong with one subject is in `errors`.
    """
    subjects = read_subjects(Path(path), Titles.of_card(card))
    return Assessed(card, on, subjects, assess_rows(card, subjects.inputs, len(subjects), on))
