"""Check every expression of a rule against the names known at its place; collect what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from quheng.bilingual import Text
from quheng.declarations import ContradictionError
from quheng.errors import Problem
from quheng.scorecard.expressions import GIVEN, Expression, ExpressionError, Kind, compiled
from quheng.scorecard.expressions.kinds import BOOLEAN, NUMBER
from quheng.scorecard.places import Path, Places

ALWAYS_FALSE = "false"


@dataclass
class Compiler:
    """What is known while a rule is compiled.

    Parameters
    ----------
    places
        The files, for messages.
    known
        The names that expressions may use now.
    open_values
        A value of each name when nothing is given: to bound what an expression can be.
    uses
        How often each name is read.
    reads
        The names that each derived value reads.
    expressions
        Every expression compiled.
    problems
        What is wrong, all of it.
    """

    places: Places
    known: dict[str, Kind] = field(default_factory=dict)
    open_values: dict[str, Any] = field(default_factory=lambda: {GIVEN: None})
    uses: Counter[str] = field(default_factory=Counter)
    reads: dict[str, frozenset[str]] = field(default_factory=dict)
    expressions: list[Expression] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def expression(self, source: str, path: Path, expected: Kind | None = None) -> Expression:
        """Return the checked expression; a wrong one is noted, and stands for false until all are read."""
        try:
            found = compiled(source, self.known, expected)
        except ExpressionError as error:
            zh, en = (f"（第 {error.at} 个字符）", f" (at character {error.at})") if error.at else ("", "")
            self.problem(
                Text(
                    zh=f"表达式 {source}{zh}：{error.what.zh}",
                    en=f"in the expression {source}{en}: {error.what.en}",
                ),
                path,
                error.remedy,
            )
            return compiled(ALWAYS_FALSE, {})
        self.uses.update(found.names)
        self.expressions.append(found)
        return found

    def condition(self, source: str | None, path: Path) -> Expression | None:
        """Return a condition, None where there is none."""
        return None if source is None else self.expression(source, path, BOOLEAN)

    def number(self, source: str, path: Path) -> Expression:
        """Return an expression that gives a number."""
        return self.expression(source, path, NUMBER)

    def widest(self, expression: Expression) -> Any:
        """Return what the expression can be at all."""
        return expression.value(self.open_values)

    def declare(self, name: str, kind: Kind, value: Any, path: Path) -> None:
        """Make a name known to the expressions that follow."""
        if name in self.known:
            self.problem(
                Text(zh=f"名称 {name} 用了两次", en=f"the name {name} is used twice"),
                path,
                Text(
                    zh="输入项、名单和 derived 不得同名",
                    en="inputs, lists and derived values may not share a name",
                ),
            )
        self.known[name] = kind
        self.open_values[name] = value

    def problem(self, what: Text, path: Path, remedy: Text | None = None) -> None:
        """Note what is wrong."""
        self.problems.append(Problem(what, self.places.find(path), remedy))

    @contextmanager
    def noting(self, path: Path) -> Iterator[None]:
        """Note a contradiction with its place, and go on."""
        try:
            yield
        except ContradictionError as error:
            self.problem(error.what, path, error.remedy)
