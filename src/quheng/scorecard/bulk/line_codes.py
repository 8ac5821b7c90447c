"""Which rows have the same outcome in a line: by the cuts and the inputs that the line reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from quheng.scorecard.brackets import Brackets
from quheng.scorecard.bulk.codes import Groups, Ids, Outcomes, grouped
from quheng.scorecard.bulk.columns import Column
from quheng.scorecard.bulk.cuts import bracket_of, is_simple, measured, side_of
from quheng.scorecard.cuts import Cut, cuts_of, is_measured, names_in, read_in_cuts
from quheng.scorecard.expressions import GIVEN, Expression
from quheng.scorecard.version import Version

Tables = tuple[tuple[Expression, Brackets], ...]


@dataclass
class Rows:
    """The rows of a table, read by one version of a rule.

    Parameters
    ----------
    version
        The rule.
    columns
        The inputs.
    count
        How many rows there are.
    """

    version: Version
    columns: Mapping[str, Column]
    count: int
    sides: dict[Cut, Ids] = field(default_factory=dict)

    def outcomes(
        self,
        expressions: Iterable[Expression],
        evaluate: Callable[[dict[str, Any], int], Any],
        tables: Tables = (),
        beside: tuple[Ids, ...] = (),
    ) -> Outcomes:
        """Return what `evaluate` gives for each row, having called it once for each distinct case.

        Parameters
        ----------
        expressions
            All that the line reads.
        evaluate
            From the values of a row, and its number, to the outcome.
        tables
            Those of the expressions that brackets are on.
        beside
            Numbers of what else the outcome depends on.
        """
        whole = self._with_derived(tuple(expressions))
        groups = self._groups(whole, tables, beside)
        names = self._names(whole)
        derived = {one.line.id for one in self.version.derived} & set(_roots(whole))
        return Outcomes.of_groups(
            groups, (evaluate(self.values(int(row), names, derived), int(row)) for row in groups.first)
        )

    def values(self, row: int, names: Iterable[str], derived: set[str]) -> dict[str, Any]:
        """Return the values of one row that a line reads, derived ones too."""
        read = {name: self.columns[name].read(row) for name in names}
        given = frozenset[str]().union(*(present for _, present in read.values()))
        values: dict[str, Any] = {
            **self.version.lists,
            **{name: value for name, (value, _) in read.items()},
            GIVEN: given,
        }
        for one in self.version.derived:
            if one.line.id in derived:
                values[one.line.id] = one.value(values)
        return values

    def whole_values(self, row: int) -> dict[str, Any]:
        """Return all inputs of one row."""
        return self.values(row, self.version.inputs, set())

    def _with_derived(self, expressions: tuple[Expression, ...]) -> tuple[Expression, ...]:
        """Return the expressions, and those of the derived values that they read."""
        sources = {one.line.id: one.expressions for one in self.version.derived}
        found, todo = list(expressions), list(expressions)
        while todo:
            for name in _roots((todo.pop(),)):
                more = sources.pop(name, ())
                found += more
                todo += more
        return tuple(found)

    def _names(self, expressions: tuple[Expression, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for name in _roots(expressions) if name in self.version.inputs))

    def _groups(self, expressions: tuple[Expression, ...], tables: Tables, beside: tuple[Ids, ...]) -> Groups:
        inputs = self.version.inputs
        on = {id(expression) for expression, _ in tables if is_measured(expression.tree, inputs)}
        reads: Counter[str] = Counter()
        in_cuts: Counter[str] = Counter()
        cuts: dict[Cut, None] = {}
        for expression in expressions:
            reads.update(names_in(expression.tree))
            if id(expression) in on:
                in_cuts.update(names_in(expression.tree))
            else:
                in_cuts.update(read_in_cuts(expression.tree, inputs))
                cuts.update(dict.fromkeys(cuts_of(expression.tree, inputs)))
        names = self._names(expressions)
        plain = {
            name
            for name in names
            if reads[name] == in_cuts[name]
            and (self.columns[name].numerators is not None or self.columns[name].raw is None)
        }
        codes = [*beside]
        complicated = np.zeros(self.count, dtype=np.bool_)
        for cut in cuts:
            if plain.issuperset(cut.names):
                codes.append(self._side(cut))
                complicated |= self._complicated((cut.left, cut.right), cut.names)
            else:
                plain -= set(cut.names)
        for expression, brackets in tables:
            used = tuple(dict.fromkeys(names_in(expression.tree)))
            if id(expression) in on and plain.issuperset(used):
                value = measured(expression.tree, self.columns, self.count)
                codes.append(bracket_of(value, brackets, self.count))
                complicated |= self._complicated((expression.tree,), used)
            else:
                plain -= set(used)
        for name in names:
            if name not in plain:
                codes.append(self.columns[name].ids)
                continue
            codes.append(self.columns[name].missing.astype(np.int64))
            if complicated.any():
                codes.append(np.where(complicated, self.columns[name].ids + 1, 0))
        return grouped(codes, self.count)

    def _side(self, cut: Cut) -> Ids:
        """Return on which side of a cut each row lies, computed once."""
        if cut not in self.sides:
            left = measured(cut.left, self.columns, self.count)
            right = measured(cut.right, self.columns, self.count)
            self.sides[cut] = side_of(left, right) + 1
        return self.sides[cut]

    def _complicated(self, sides: tuple[Any, ...], names: tuple[str, ...]) -> Any:
        """Return the rows whose outcome depends on more than sides: numbers are missing, beside others."""
        if is_simple(sides, self.version.inputs):
            return False
        return np.logical_or.reduce([self.columns[name].missing for name in names])


def _roots(expressions: Iterable[Expression]) -> Iterable[str]:
    """Return the names that expressions read, without fields and without `given`."""
    return [name.removeprefix("given ").split(".")[0] for one in expressions for name in one.names]
