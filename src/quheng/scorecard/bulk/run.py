"""Assess a table: the same lines, the same functions, each distinct case once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from quheng.bilingual import Text, listed
from quheng.errors import DataError, Problem, QuhengError, Where
from quheng.scorecard.assessment import Assessment
from quheng.scorecard.bulk.assessments import Assessments, Part
from quheng.scorecard.bulk.codes import Ids, Outcomes, grouped
from quheng.scorecard.bulk.columns import read_columns
from quheng.scorecard.bulk.line_codes import Rows
from quheng.scorecard.compile_points import ScoredItem
from quheng.scorecard.conclude import after_verdict, assessment_of, shown, with_verdict
from quheng.scorecard.declared import StructInput
from quheng.scorecard.inputs import read_inputs
from quheng.scorecard.judge import NOT_ASKED, check_holds, concluded, minimum_holds, output_value
from quheng.scorecard.points import Points, added
from quheng.scorecard.scorecard import Scorecard
from quheng.scorecard.trials import is_tried, tried
from quheng.scorecard.unknown import Unknown, undetermined
from quheng.scorecard.version import TOTAL, Check, Reach, Result, Version, output_points


def assess_many(
    card: Scorecard, frame: pl.DataFrame, on: date | None = None, keep: Sequence[str] = ()
) -> Assessments:
    """Assess every row of a table, exactly as one by one.

    Parameters
    ----------
    card
        The rule.
    frame
        One subject a row; a column for each input, named as the input. A field of a struct may have a column
        of its own, `ip.advance`; a list may be a text with semicolons, `4000; 5000; 5000`. An empty cell is
        unknown, a column left out is unknown for all.
    on
        The day whose version of the rule holds, as in `Scorecard.assess`.
    keep
        Columns that are no inputs and come back with the results, such as the name of the firm.

    Returns
    -------
    Assessments
        One for each row in order. A row that cannot be read has its problems in place of an assessment.

    Raises
    ------
    DataError
        Where the table has a column that is neither an input nor kept.
    """
    inputs = _structs_gathered(card, frame.drop([name for name in keep if name in frame.columns]))
    _columns_are_known(card, inputs)
    parts = []
    for version, rows, table in _by_version(card, inputs, on):
        if isinstance(version, Version):
            parts.append(_assess_version(card, version, rows, table))
        else:
            parts.append(Part.of_one(rows, version))
    return Assessments(card, frame.select(keep), tuple(parts))


def _structs_gathered(card: Scorecard, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the table with the columns `ip.advance`, `ip.support` in one column `ip`."""
    structs = {
        one.id
        for version in card.all_versions
        for one in version.declared.inputs
        if isinstance(one, StructInput)
    }
    for name in sorted(structs):
        fields = [column for column in frame.columns if column.startswith(f"{name}.")]
        if fields and name not in frame.columns:
            struct = pl.struct(pl.col(column).alias(column.partition(".")[2]) for column in fields)
            frame = frame.with_columns(struct.alias(name)).drop(fields)
    return frame


def _columns_are_known(card: Scorecard, frame: pl.DataFrame) -> None:
    known = card.input_names
    problems = [
        Problem(
            Text(zh=f"“{name}”不是输入项", en=f"{name!r} is not an input"),
            Where(column=name),
            Text(
                zh=f"可用：{listed(known).zh}；其他列请写入 keep，原样带回",
                en=f"the inputs are {listed(known).en}; name other columns in `keep` to carry them along",
            ),
        )
        for name in frame.columns
        if name not in known
    ]
    if problems:
        raise DataError(problems)


def _by_version(
    card: Scorecard, frame: pl.DataFrame, on: date | None
) -> list[tuple[Version | Assessment | tuple[Problem, ...], Ids, pl.DataFrame]]:
    """Split the rows by the version that holds for them, or by what keeps them from having one."""
    numbers: Ids = np.arange(frame.height, dtype=np.int64)
    names = [name for name in card.choosers if name in frame.columns]
    if not names:
        return [(card.version_of({}, on), numbers, frame)]
    cache: dict[Any, Any] = {}
    found: dict[int, tuple[Any, list[int]]] = {}
    for row, values in enumerate(frame.select(names).iter_rows()):
        if values not in cache:
            try:
                cache[values] = card.version_of(dict(zip(names, values, strict=True)), on)
            except QuhengError as error:
                cache[values] = error.problems
        found.setdefault(id(cache[values]), (cache[values], []))[1].append(row)
    return [(version, np.array(rows, dtype=np.int64), frame[rows]) for version, rows in found.values()]


def _assess_version(card: Scorecard, version: Version, numbers: Ids, frame: pl.DataFrame) -> Part:
    strange = [name for name in frame.columns if name not in version.inputs]
    if strange:
        frame, numbers, others = _without(card, frame, strange, numbers, version)
    else:
        others = {}
    columns = read_columns(version.inputs, frame)
    bad = np.logical_or.reduce(
        [np.zeros(frame.height, dtype=np.bool_), *(one.bad for one in columns.values())]
    )
    errors = dict(others)
    for row in np.flatnonzero(bad):
        raw = {key: value for one in columns.values() for key, value in one.at(int(row)).items()}
        errors[int(numbers[row])] = tuple(read_inputs(version.inputs, raw)[2])
    if bad.any():
        frame, numbers = frame.filter(~pl.Series(bad)), numbers[~bad]
        columns = read_columns(version.inputs, frame)
    if version.is_template or not frame.height:
        return Part.of_template(version, numbers, errors)
    return _Lines(version, Rows(version, columns, frame.height)).part(numbers, errors)


def _without(
    card: Scorecard, frame: pl.DataFrame, strange: list[str], numbers: Ids, version: Version
) -> tuple[pl.DataFrame, Ids, dict[int, tuple[Problem, ...]]]:
    """Set aside the rows that give an input that this version does not have."""
    extra = [name for name in strange if name not in card.choosers or name in version.inputs]
    given = (
        frame.select(extra).select(pl.any_horizontal(pl.all().is_not_null())).to_series() if extra else None
    )
    kept = frame.drop(strange)
    if given is None or not given.any():
        return kept, numbers, {}
    errors = {}
    for row in np.flatnonzero(given.to_numpy()):
        raw = {name: value for name, value in frame.row(int(row), named=True).items() if value is not None}
        raw = {name: value for name, value in raw.items() if name in extra or name in version.inputs}
        errors[int(numbers[row])] = tuple(read_inputs(version.inputs, raw)[2])
    keep = ~given.to_numpy()
    return kept.filter(pl.Series(keep)), numbers[keep], errors


def _decisive(gates: list[Outcomes]) -> list[Outcomes]:
    """Return the gates without what cannot matter: where one is false, which of the others are unknown."""
    missed = [np.array([one is False for one in gate.table], dtype=np.bool_)[gate.of] for gate in gates]
    if not gates or not (fails := np.logical_or.reduce(missed)).any():
        return gates
    settled = []
    for gate in gates:
        table = [*gate.table, True]
        unknown = np.array([isinstance(one, Unknown) for one in table], dtype=np.bool_)
        of = np.where(fails & unknown[gate.of], len(gate.table), gate.of)
        settled.append(
            Outcomes.of_groups(
                grouped([of], len(of)), (table[of[row]] for row in grouped([of], len(of)).first)
            )
        )
    return settled


class _Lines:
    """Every line of a version over all rows."""

    def __init__(self, version: Version, rows: Rows) -> None:
        self.version = version
        self.rows = rows

    def part(self, numbers: Ids, errors: dict[int, tuple[Problem, ...]]) -> Part:
        """Return the assessments of all rows."""
        version, rows = self.version, self.rows
        scored = [self._item(item) for item in version.items]
        items: dict[str, Outcomes] = {}
        for item, found in zip(version.items, scored, strict=True):
            for position, one in enumerate(item.walk()):
                table = [outcome[position] for outcome in found.table]
                items[one.declared.id] = Outcomes(table, found.of)
        total = self._total([items[item.declared.id] for item in version.items])
        gates = _decisive([self._check(one) for one in version.gates])
        direct = [self._check(one) for one in version.direct]
        minima = [
            self._minimum(one, total if one.line.of == TOTAL else items.get(one.line.of))
            for one in version.minima
        ]
        outputs = [None if one.after_verdict else self._output(one) for one in version.results]
        standing = [
            self._standing(one, found) for one, found in zip(version.results, outputs, strict=True) if found
        ]
        lines = [*gates, *direct, *minima, *standing]
        groups = grouped([one.of for one in lines], rows.count)
        concluded_groups = []
        for row in groups.first:
            at = int(row)
            judgement = concluded(
                version,
                tuple(one[at] for one in gates),
                tuple(one[at] for one in direct),
                tuple(one[at] for one in minima),
                tuple(one[at] if one else None for one in outputs),
                {name: one[at] for name, one in items.items()},
                total[at] if total else None,
            )
            concluded_groups.append(judgement)
        verdicts = Outcomes(concluded_groups, groups.of)
        outcome = self._outcome(verdicts)
        decided = grouped([verdicts.of, outcome.of], rows.count)
        assessments = [
            assessment_of(version, verdicts[int(row)], outcome[int(row)], {}, {}) for row in decided.first
        ]
        results = self._results(outputs, items, total, outcome)
        return Part(version, numbers, Outcomes(assessments, decided.of), total, items, results, errors)

    def _results(
        self,
        outputs: list[Outcomes | None],
        items: Mapping[str, Outcomes],
        total: Outcomes | None,
        outcome: Outcomes,
    ) -> dict[str, Outcomes]:
        results: dict[str, Outcomes] = {}
        for one, found in zip(self.version.results, outputs, strict=True):
            if found is None:
                results[one.line.id] = self._after(one, items, total, outcome)
            else:
                table = [value if value is NOT_ASKED else shown(one, value) for value in found.table]
                results[one.line.id] = Outcomes(table, found.of)
        return results

    def _item(self, item: ScoredItem) -> Outcomes:
        tables = tuple(table for one in item.walk() for table in one.brackets)

        def evaluate(values: dict[str, Any], _: int) -> tuple[Points, ...]:
            into: dict[str, Points] = {}
            item.points(values, into)
            return tuple(into[one.declared.id] for one in item.walk())

        return self.rows.outcomes(item.expressions, evaluate, tables)

    def _total(self, items: list[Outcomes]) -> Outcomes | None:
        if not items:
            return None
        groups = grouped([one.of for one in items], self.rows.count)
        return Outcomes.of_groups(groups, (added(one[int(row)] for one in items) for row in groups.first))

    def _check(self, check: Check) -> Outcomes:
        read = [one for one in (check.when, check.applies) if one]
        return self.rows.outcomes(read, lambda values, _: check_holds(check, values))

    def _minimum(self, one: Reach, points: Outcomes | None) -> Outcomes:
        beside = () if points is None else (points.of,)
        return self.rows.outcomes(
            one.expressions,
            lambda values, row: minimum_holds(one, None if points is None else points[row], values),
            beside=beside,
        )

    def _output(self, one: Result) -> Outcomes:
        names = [] if one.applies else sorted(one.inputs)
        presence = tuple(self.rows.columns[name].missing.astype(np.int64) for name in names)
        return self.rows.outcomes(
            one.expressions, lambda values, _: _hashable(output_value(one, values)), beside=presence
        )

    def _standing(self, one: Result, found: Outcomes) -> Outcomes:
        """Return what of an output matters to the verdict: that it is determined, or its truth."""
        keeps = [
            isinstance(value, bool) or value is NOT_ASKED or bool(undetermined(value))
            for value in found.table
        ]
        known = [index for index, kept in enumerate(keeps) if not kept]
        number = np.arange(len(found.table), dtype=np.int64)
        number[known] = known[0] if known else 0
        return Outcomes(found.table, number[found.of])

    def _outcome(self, verdicts: Outcomes) -> Outcomes:
        """Return whether each row passes, trying what is unknown where several lines read it."""
        table: list[Any] = [one.outcome for one in verdicts.table]
        of = verdicts.of.copy()
        for number, one in enumerate(verdicts.table):
            outcome = one.outcome
            if not isinstance(outcome, Unknown) or not is_tried(self.version, outcome):
                continue
            rows = np.flatnonzero(verdicts.of == number)
            groups = grouped([column.ids[rows] for column in self.rows.columns.values()], len(rows))
            found = [
                tried(self.version, self.rows.whole_values(int(rows[first])), one) for first in groups.first
            ]
            of[rows] = np.arange(len(table), len(table) + len(found), dtype=np.int64)[groups.of]
            table += found
        groups = grouped([of], len(of))
        return Outcomes.of_groups(groups, (table[of[row]] for row in groups.first))

    def _after(
        self, one: Result, items: Mapping[str, Outcomes], total: Outcomes | None, outcome: Outcomes
    ) -> Outcomes:
        """Return an output that shows points or reads the verdict."""
        if one.value is None:
            return self._shown_points(one, items, total)

        def evaluate(values: dict[str, Any], row: int) -> Any:
            points = {name: found[row] for name, found in items.items()}
            in_all = total[row] if total else None
            return _hashable(
                after_verdict(one, points, in_all, with_verdict(points, in_all, outcome[row], values))
            )

        beside = (outcome.of, *(found.of for found in items.values()), *([total.of] if total else []))
        return self.rows.outcomes(one.expressions, evaluate, beside=beside)

    def _shown_points(self, one: Result, items: Mapping[str, Outcomes], total: Outcomes | None) -> Outcomes:
        """Return an output that shows points, which depends on them alone."""
        named = {name: items[name] for name in output_points(one.line).values() if name in items}
        groups = grouped(
            [found.of for found in (*named.values(), *([total] if total else []))], self.rows.count
        )
        return Outcomes.of_groups(
            groups,
            (
                _hashable(
                    after_verdict(
                        one,
                        {name: found[row] for name, found in named.items()},
                        total[row] if total else None,
                        {},
                    )
                )
                for row in map(int, groups.first)
            ),
        )


def _hashable(value: Any) -> Any:
    """Return lists and maps in a form whose equals can be joined."""
    if isinstance(value, Mapping):
        return Frozen(value)
    return tuple(value) if isinstance(value, list) else value


class Frozen(Mapping[str, Any]):
    """A map that can be counted among others: it is not changed."""

    def __init__(self, entries: Mapping[str, Any]) -> None:
        self._entries = dict(entries)

    def __getitem__(self, name: str) -> Any:
        return self._entries[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __hash__(self) -> int:
        return hash(frozenset((name, repr(one)) for name, one in self._entries.items()))
