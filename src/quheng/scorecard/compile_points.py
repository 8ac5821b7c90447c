"""Make each item of a rule a function from values to points."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from quheng.bilingual import Text, listed
from quheng.scorecard.brackets import Brackets, tiled
from quheng.scorecard.compiler import Compiler
from quheng.scorecard.declared import (
    BestOfItem,
    Block,
    BracketItem,
    Branch,
    ChoiceItem,
    RowsItem,
    Scored,
    ValueItem,
)
from quheng.scorecard.expressions import Expression
from quheng.scorecard.expressions.expression import times
from quheng.scorecard.expressions.kinds import BOOLEAN, TEXT
from quheng.scorecard.places import Path
from quheng.scorecard.points import ZERO, Points, added, best, capped, either
from quheng.scorecard.unknown import NO_CAUSE, Unknown, bounds

Values = Mapping[str, Any]
Score = Callable[[Values], Points]


@dataclass(frozen=True)
class ScoredItem:
    """An item or a block, ready to score.

    Parameters
    ----------
    declared
        As the file has it.
    score
        From values to points.
    parts
        The items of a block.
    brackets
        The expression and its brackets, for items that have them; several for `best_of`.
    expressions
        Every expression that the item and its parts read, those of the brackets included.
    """

    declared: Scored
    score: Score
    parts: tuple[ScoredItem, ...] = ()
    brackets: tuple[tuple[Expression, Brackets], ...] = ()
    expressions: tuple[Expression, ...] = ()

    def walk(self) -> Iterator[ScoredItem]:
        """Yield the item and, of a block, its items."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def points(self, values: Values, into: dict[str, Points]) -> Points:
        """Return the points, and note them and those of the parts by id."""
        if self.parts:
            for part in self.parts:
                part.points(values, into)
            found = self.score({**values, PARTS: [into[part.declared.id] for part in self.parts]})
        else:
            found = self.score(values)
        into[self.declared.id] = found
        return found


PARTS = "(parts)"


def compile_item(item: Scored, compiler: Compiler, path: Path) -> ScoredItem:
    """Return the item as a function, having checked it."""
    here = (*path, item.id)
    before = len(compiler.expressions)
    parts: tuple[ScoredItem, ...] = ()
    tables: tuple[tuple[Expression, Brackets], ...] = ()
    match item:
        case Block():
            parts = tuple(compile_item(one, compiler, (*here, "items")) for one in item.items)
            score = _block(item)
        case BestOfItem():
            tables = tuple(
                table for one in item.best_of if (table := _table(one, compiler, (*here, "best_of", one.id)))
            )
            score = _best_of(tables)
        case BracketItem():
            table = _table(item, compiler, here)
            tables = (table,) if table else ()
            score = _in_brackets(*table) if table else lambda _: ZERO
        case RowsItem():
            score = _rows(item, compiler, here)
        case ChoiceItem():
            score = _choice(item, compiler, here)
        case ValueItem():
            score = _value(item, compiler, here)
    guarded = _applied(item, score, compiler, here)
    return ScoredItem(item, guarded, parts, tables, tuple(compiler.expressions[before:]))


def _table(item: BracketItem | Branch, compiler: Compiler, path: Path) -> tuple[Expression, Brackets] | None:
    on = compiler.number(item.on, (*path, "on"))
    if on.kind.name != "number":
        return None
    low, high = bounds(compiler.widest(on))
    with compiler.noting((*path, "brackets")):
        return on, tiled(item.brackets, low, high, whole=on.kind.whole)
    return None


def _in_brackets(on: Expression, brackets: Brackets) -> Score:
    return lambda values: brackets(on.value(values))


def _best_of(tables: tuple[tuple[Expression, Brackets], ...]) -> Score:
    worst = min((brackets.low for _, brackets in tables), default=0)

    def score(values: Values) -> Points:
        branches = []
        for on, brackets in tables:
            value = on.value(values)
            branches.append((brackets(value), not (isinstance(value, Unknown) and value.unavailable)))
        return best(branches, worst)

    return score


def _block(block: Block) -> Score:
    def score(values: Values) -> Points:
        total = added(values[PARTS])
        return total if block.cap is None else capped(total, block.cap)

    return score


def _rows(item: RowsItem, compiler: Compiler, path: Path) -> Score:
    rows = [
        (compiler.condition(row.when, (*path, "rows", position)), row.points)
        for position, row in enumerate(item.rows)
    ]
    otherwise = rows.pop()[1]

    def score(values: Values) -> Points:
        sure: list[tuple[Any, Any]] = []
        possible: list[tuple[tuple[Any, Any], Unknown]] = []
        for condition, band in rows:
            holds = condition.value(values) if condition else True
            if holds is True:
                sure.append(band)
            elif isinstance(holds, Unknown):
                possible.append((band, holds))
        base = (max(low for low, _ in sure), max(high for _, high in sure)) if sure else otherwise
        better = [(band, why) for band, why in possible if band[0] > base[0] or band[1] > base[1]]
        if not better:
            return Points(base[0], base[1], base)
        high = max(base[1], *(band[1] for band, _ in better))
        causes = NO_CAUSE.union(*(why.causes for _, why in better))
        holes = tuple(dict.fromkeys(one for _, why in better for one in why.holes))
        return Points(base[0], high, (base[0], high) if causes else None, causes, holes)

    return score


def _choice(item: ChoiceItem, compiler: Compiler, path: Path) -> Score:
    of = compiler.expression(item.choice, (*path, "choice"), TEXT)
    missing = [one for one in of.kind.choices or () if one not in item.gives]
    strange = [one for one in item.gives if of.kind.choices is not None and one not in of.kind.choices]
    if missing or strange or of.kind.choices is None:
        names = listed(missing or strange or [item.choice])
        compiler.problem(
            Text(
                zh=f"gives 与 {item.choice} 的可选值不一致：{names.zh}",
                en=f"`gives` does not match the choices of {item.choice}: {names.en}",
            ),
            (*path, "gives"),
            Text(zh="每个可选值恰有一项", en="give one entry for each choice of an input of type choice"),
        )
        return lambda _: ZERO
    low = min(band[0] for band in item.gives.values())
    high = max(band[1] for band in item.gives.values())

    def score(values: Values) -> Points:
        value = of.value(values)
        if isinstance(value, Unknown):
            return Points(low, high, (low, high) if value.causes else None, value.causes, value.holes)
        band = item.gives[value]
        return Points(band[0], band[1], band)

    return score


def _value(item: ValueItem, compiler: Compiler, path: Path) -> Score:
    of = compiler.number(item.value, (*path, "value"))
    weight = item.times

    def score(values: Values) -> Points:
        value = times(of.value(values), weight)
        low, high = bounds(value)
        if isinstance(value, Unknown):
            return Points(low, high, (low, high) if value.causes else None, value.causes, value.holes)
        return Points(low, high, (low, high))

    return score


def _applied(item: Scored, score: Score, compiler: Compiler, path: Path) -> Score:
    """Add the cases in which the item does not count, or is undefined."""
    applies = compiler.condition(item.applies, (*path, "applies"))
    holes = [
        (compiler.expression(one.when, (*path, "undefined", position, "when"), BOOLEAN), one.why)
        for position, one in enumerate(item.undefined)
    ]
    if applies is None and not holes:
        return score

    def guarded(values: Values) -> Points:
        counts = applies.value(values) if applies else True
        if counts is False:
            return ZERO
        points = score(values)
        for condition, why in holes:
            holds = condition.value(values)
            if holds is not False:
                causes = points.causes | (holds.causes if isinstance(holds, Unknown) else NO_CAUSE)
                shown = points.shown if isinstance(holds, Unknown) else None
                points = Points(points.low, points.high, shown, causes, (*points.holes, why))
        return either(points, ZERO, counts) if isinstance(counts, Unknown) else points

    return guarded
