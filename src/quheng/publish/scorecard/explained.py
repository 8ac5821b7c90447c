"""A verdict explained: every line of the rule with its arithmetic, and what would make it pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from quheng.bilingual import Text
from quheng.publish.scorecard.expression_words import asked, is_plain, is_share, words
from quheng.publish.scorecard.number_words import number, points_words, same, value_words
from quheng.publish.scorecard.rule_words import RuleWords, band, bracket, cited, confidence, joined
from quheng.scorecard import Assessment, Change, Scorecard
from quheng.scorecard.compile_points import ScoredItem
from quheng.scorecard.declared import (
    BestOfItem,
    Block,
    Bracket,
    BracketItem,
    ChoiceItem,
    Line,
    RowsItem,
    ValueItem,
)
from quheng.scorecard.expressions import Expression
from quheng.scorecard.expressions.syntax import parse
from quheng.scorecard.unknown import Unknown
from quheng.scorecard.version import TOTAL, Check, Reach, Version

Section = Literal["gates", "direct", "points", "minima", "outputs"]

SECTIONS: Mapping[Section, Text] = {
    "gates": Text(zh="必备条件", en="Conditions"),
    "direct": Text(zh="直接通过", en="Direct pass"),
    "points": Text(zh="计分", en="Points"),
    "minima": Text(zh="得分要求", en="What the points must reach"),
    "outputs": Text(zh="其他结果", en="Other results"),
}


@dataclass(frozen=True)
class ExplainedLine:
    """One line of the rule, for one subject.

    Parameters
    ----------
    section, id, title
        Which line.
    standing
        met, not_met or undecided; None of points and outputs.
    arithmetic
        What it asks with the subject's values: 科技人员数 ÷ 职工总数 = 30 ÷ 100 = 30%.
    result
        The points, or the value of an output.
    source, confidence
        Where it stands and how sure it is.
    inner
        Whether it is an item within a block.
    """

    section: Section
    id: str
    title: Text
    standing: str | None
    arithmetic: Text
    result: Text
    source: Text
    confidence: Text
    inner: bool = False


@dataclass(frozen=True)
class Explanation:
    """A verdict with everything that led to it.

    Parameters
    ----------
    assessment
        The verdict.
    title
        Of the rule.
    lines
        Every line that counts.
    missing
        What is missing, by the labels of the inputs.
    changes
        The smallest changes that turn a fail into a pass.
    """

    assessment: Assessment
    title: Text
    lines: tuple[ExplainedLine, ...]
    missing: tuple[Text, ...]
    changes: tuple[Change, ...]


def explain(card: Scorecard, inputs: Mapping[str, Any], on: date | None = None) -> Explanation:
    """Assess a subject and explain the verdict.

    Raises
    ------
    DataError
        As `Scorecard.assess`.
    """
    found = card.assess(inputs, on)
    version = card.version_of(inputs, on)
    if not isinstance(version, Version) or version.is_template:
        return Explanation(found, card.title, (), (), ())
    missing = tuple(version.labels[name] for name in found.missing)
    changes = card.levers(inputs, on) if found.verdict == "fail" else ()
    return Explanation(
        found, version.declared.title, tuple(_Explainer(version, found).lines()), missing, changes
    )


class _Explainer:
    """Say the lines of a version with the values of one subject."""

    def __init__(self, version: Version, found: Assessment) -> None:
        self.version = version
        self.found = found
        self.say = RuleWords(version)

    def lines(self) -> Iterator[ExplainedLine]:
        for gate in self.version.gates:
            yield from self._check("gates", gate)
        for direct in self.version.direct:
            yield from self._check("direct", direct)
        for item in self.version.items:
            for one in item.walk():
                yield self._item(one, item)
        for minimum in self.version.minima:
            if minimum.line.id in self.found.lines:
                yield self._line("minima", minimum.line, self._reach(minimum), self._reached(minimum))
        for result in self.version.results:
            if result.line.id in self.found.outputs and result.line.points is None:
                value = value_words(self.found.outputs[result.line.id])
                line = self._line("outputs", result.line, self.say.output(result.line), value)
                yield replace(line, title=self.say.title(result.line))

    def value_of(self, name: str) -> Text:
        """Return the value of a name, fields as "ip.advance" and entries as "mgmt[0]"."""
        whole, _, at = name.removesuffix("]").partition("[")
        head, _, field = whole.partition(".")
        value = self.found.values.get(head)
        if field and isinstance(value, Mapping):
            value = value.get(field)
        if at and isinstance(value, tuple):
            value = value[int(at)] if int(at) < len(value) else None
        return value_words(value)

    def _check(self, section: Section, check: Check) -> Iterator[ExplainedLine]:
        if check.line.id in self.found.lines:
            yield self._line(section, check.line, self._asked(check.when), same("—"))

    def _asked(self, expression: Expression) -> Text:
        """Return a condition, then with values."""
        tree = parse(self.say.computed.get(expression.source, expression.source))
        test = asked(tree, self.say.naming, self.say.measures)
        if is_plain(tree):
            names = [self.value_of(name) for name in dict.fromkeys(expression.names)]
            filled = joined(names)
        else:
            filled = words(tree, self.value_of)
        return Text(zh=f"{test.zh}：{filled.zh}", en=f"{test.en}: {filled.en}")

    def _reach(self, minimum: Reach) -> Text:
        titles = {one.declared.id: one.declared.name for one in self.version.all_items}
        return self.say.minimum(minimum.line, titles)

    def _reached(self, minimum: Reach) -> Text:
        of = minimum.line.of
        return points_words(self.found.total if of == TOTAL else self.found.points.get(of))

    def _item(self, item: ScoredItem, block: ScoredItem) -> ExplainedLine:
        points = self.found.points.get(item.declared.id)
        how = self._counted(item)
        if points is not None and points.holes and not item.parts:
            how = joined([how, *points.holes])
        line = self._line("points", item.declared, how, points_words(points))
        if item is block:
            return line
        own = item.declared.source or item.declared.article
        source = line.source if own else cited(block.declared, self.version)
        return replace(line, source=source, inner=True)

    def _counted(self, item: ScoredItem) -> Text:
        """Return how the points of an item come about."""
        match item.declared:
            case Block(cap=cap):
                if cap is None:
                    return Text(zh="各项之和", en="the sum of its items")
                return Text(
                    zh=f"各项之和，至多 {number(cap)}", en=f"the sum of its items, at most {number(cap)}"
                )
            case RowsItem() as rows:
                return self._row(rows, {one.source: one for one in item.expressions})
            case ChoiceItem() as choice:
                return self._equal(choice.choice)
            case ValueItem() as one:
                share = "" if one.times == 1 else f" × {number(one.times, percent=True)}"
                value = self._equal(one.value)
                return Text(zh=f"{value.zh}{share}", en=f"{value.en}{share}")
        tables = [
            self._bracket(expression, declared)
            for (expression, _), declared in zip(item.brackets, _declared(item), strict=True)
        ]
        if len(tables) == 1:
            return tables[0]
        both = joined(tables)
        return Text(zh=f"{both.zh}；取高者", en=f"{both.en}; the better counts")

    def _bracket(self, expression: Expression, rows: tuple[Bracket, ...]) -> Text:
        percent = is_share(expression.tree)
        equal = self._equal(expression.source, expression)
        value = expression.value(self.found.values)
        row = next((row for row in rows if _holds(row, value)), None)
        if row is None:
            return equal
        span, gives = bracket(row, percent=percent), row.undefined or band(row.points)
        return Text(zh=f"{equal.zh}（{span.zh}）→ {gives.zh}", en=f"{equal.en} ({span.en}) → {gives.en}")

    def _row(self, item: RowsItem, expressions: Mapping[str, Expression]) -> Text:
        """Return the best row that holds for certain."""
        stands = {
            row.when: expressions[row.when].value(self.found.values)
            for row in item.rows
            if row.when is not None
        }
        held = [(row.points, row.when) for row in item.rows if row.when and stands[row.when] is True]
        if not held and any(isinstance(one, Unknown) for one in stands.values()):
            return Text(zh="没有一行能确定成立", en="no row is certain to hold")
        if not held:
            gives = band(item.rows[-1].points)
            return Text(zh=f"各行都不成立 → {gives.zh}", en=f"none of the rows holds → {gives.en}")
        points, when = max(held)
        test, filled = self.say.condition(when), words(parse(when), self.value_of)
        gives = band(points)
        return Text(zh=f"{test.zh}：{filled.zh} → {gives.zh}", en=f"{test.en}: {filled.en} → {gives.en}")

    def _equal(self, source: str, expression: Expression | None = None) -> Text:
        """Return an expression, with values, and what it comes to."""
        tree = parse(source)
        named, filled = words(tree, self.say.naming), words(tree, self.value_of)
        parts = [named, filled]
        if expression is not None:
            value = value_words(expression.value(self.found.values), percent=is_share(tree))
            parts += [value] if value != filled else []
        return Text(zh=" = ".join(one.zh for one in parts), en=" = ".join(one.en for one in parts))

    def _line(self, section: Section, line: Line, arithmetic: Text, result: Text) -> ExplainedLine:
        standing = self.found.lines.get(line.id) if section in ("gates", "direct", "minima") else None
        return ExplainedLine(
            section,
            line.id,
            line.name,
            standing,
            arithmetic,
            result,
            cited(line, self.version),
            confidence(line, self.version.declared.cite),
        )


def _declared(item: ScoredItem) -> list[tuple[Bracket, ...]]:
    """Return the tables of brackets as they are declared, one for each branch."""
    match item.declared:
        case BestOfItem(best_of=branches):
            return [branch.brackets for branch in branches]
        case BracketItem(brackets=rows):
            return [rows]
        case _:
            return []


def _holds(row: Bracket, value: Any) -> bool:
    """Whether a known value falls in a bracket."""
    try:
        return (
            (row.at_least is None or value >= row.at_least)
            and (row.above is None or value > row.above)
            and (row.below is None or value < row.below)
            and (row.at_most is None or value <= row.at_most)
            and (row.equal is None or value == row.equal)
        )
    except TypeError:
        return False
