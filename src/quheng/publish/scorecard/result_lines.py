"""Results as JSONL: one subject a line, in the order of the file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from quheng.publish.scorecard.result_frame import as_json, own_names
from quheng.scorecard.bulk.assessments import Part, error_dict
from quheng.scorecard.bulk.codes import grouped
from quheng.scorecard.files import Assessed


def result_lines(found: Assessed) -> Iterator[str]:
    """Yield a line of JSON for each subject: its own keys, then what `Assessment.as_result` gives.

    A subject with errors has `verdict` null, its `error`s, each with the row of the file, and its `inputs` as
    they stand there.
    """
    names = own_names(found.subjects.own.columns, found.card)
    own = found.subjects.own.rename(names).iter_rows(named=True) if names else ({} for _ in range(len(found)))
    results = _results(found)
    for at, mine in enumerate(own):
        if not found.subjects.is_table:
            mine = {key: value for key, value in mine.items() if value is not None}
        if at in found.errors:
            yield _written(
                {**mine, "verdict": None, "error": _problems(found, at), "inputs": _raw(found, at)}
            )
        elif mine:
            yield f"{_written(mine)[:-1]}, {results[at][1:]}"
        else:
            yield results[at]


def _results(found: Assessed) -> dict[int, str]:
    """Return the result of each subject as JSON, each different one written once."""
    written: dict[int, str] = {}
    for part in found.assessments.parts:
        groups = grouped(_distinct(part), len(part.numbers))
        texts = [
            _written(result.as_result())
            for result in (found.assessments[int(part.numbers[row])] for row in groups.first)
            if result is not None
        ]
        written |= {int(number): texts[of] for number, of in zip(part.numbers, groups.of, strict=True)}
    return written


def _distinct(part: Part) -> list[Any]:
    outcomes = [part.verdicts, *part.items.values(), *part.results.values()]
    return [one.of for one in (*outcomes, *([part.total] if part.total else []))]


def _problems(found: Assessed, at: int) -> list[dict[str, Any]]:
    row = int(found.subjects.rows[at])
    return [{"row": row, **error_dict(problem)} for problem in found.errors[at]]


def _raw(found: Assessed, at: int) -> Any:
    """Return the inputs of a subject as they stand in the file."""
    values: Mapping[str, Any] = found.subjects.raw.row(at, named=True)
    return values if found.subjects.is_table else values["inputs"]


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=as_json)
