"""The lines of a rule in words: brackets, rows, cases, citations."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from quheng.bilingual import Text
from quheng.publish.scorecard.expression_words import Naming, as_named, asked, words
from quheng.publish.scorecard.number_words import number, same, unit_behind
from quheng.scorecard.declared import Bracket, Case, Citation, Derived, Gate, Minimum, Output
from quheng.scorecard.expressions.syntax import parse
from quheng.scorecard.inputs import named_inputs
from quheng.scorecard.version import TOTAL, Version

CONFIDENCE = {
    "H": Text(zh="高", en="high"),
    "M": Text(zh="中", en="medium"),
    "L": Text(zh="低", en="low"),
}

SEP = Text(zh="；", en="; ")


class RuleWords:
    """Say the lines of one version of a rule."""

    def __init__(self, version: Version) -> None:
        self.version = version
        derived = {one.id: one.name for one in version.declared.derived}
        self.labels: Mapping[str, Text] = {**derived, **version.labels}
        self.naming: Naming = as_named(self.labels)
        inputs = named_inputs(version.declared.inputs)
        self.measures = {name: unit_behind(one.measure) for name, one in inputs if one.measure is not None}
        self.computed = {one.id: one.value for one in version.declared.derived if one.value is not None}

    def condition(self, source: str) -> Text:
        """Return a condition in words; one that is a derived value alone, as that is computed."""
        return asked(parse(self.computed.get(source, source)), self.naming, self.measures)

    def value(self, source: str) -> Text:
        """Return an expression in words."""
        return words(parse(source), self.naming, self.measures)

    def gate(self, line: Gate) -> Text:
        """Return what a gate asks, and where it counts."""
        test = self.condition(line.when)
        if line.applies is None:
            return test
        where = self.condition(line.applies)
        return Text(zh=f"{test.zh}（适用于：{where.zh}）", en=f"{test.en} (where {where.en})")

    def minimum(self, line: Minimum, titles: Mapping[str, Text]) -> Text:
        """Return what points must reach."""
        of = Text(zh="总分", en="total") if line.of == TOTAL else titles[line.of]
        bound = line.above if line.above is not None else line.at_least
        far = self.value(bound) if isinstance(bound, str) else same(number(bound if bound is not None else 0))
        sign = ">" if line.above is not None else "≥"
        return Text(zh=f"{of.zh} {sign} {far.zh}", en=f"{of.en} {sign} {far.en}")

    def derived(self, line: Derived) -> Text:
        """Return how a value comes about."""
        if line.value is not None:
            return self.value(line.value)
        if line.cases is not None:
            return joined([self._case(case) for case in line.cases])
        if line.lookup is not None:
            return self._lookup(line)
        if line.due is not None:
            start, count, unit = (
                self.value(part) for part in (line.due.from_, line.due.count, _unit(line.due.unit))
            )
            return Text(
                zh=f"自{start.zh}次日起 {count.zh} 个 {unit.zh}（按日历）",
                en=f"{count.en} × {unit.en} from the day after {start.en}, by the calendar",
            )
        names = line.points if isinstance(line, Output) else None
        of = [names] if isinstance(names, str) else list(names or ())
        return Text(zh=f"{'、'.join(of)} 的得分", en=f"the points of {', '.join(of)}")

    def title(self, line: Derived) -> Text:
        """Return the title of a value; of an output that shows a derived value, the title of that."""
        return line.title or self.labels.get(line.value or "") or line.name

    def output(self, line: Derived) -> Text:
        """Return how an output comes about; of one that shows a derived value, how that does."""
        by_id = {one.id: one for one in self.version.declared.derived}
        return self.derived(by_id.get(line.value or "", line))

    def _case(self, case: Case) -> Text:
        if case.not_confirmed is not None:
            gives = Text(zh=f"未核实：{case.not_confirmed.zh}", en=f"not confirmed: {case.not_confirmed.en}")
        else:
            gives = self.value(case.value) if case.value is not None else given(case.gives)
        if case.when is None:
            return Text(zh=f"其余：{gives.zh}", en=f"else: {gives.en}")
        when = self.condition(case.when)
        return Text(zh=f"{when.zh}：{gives.zh}", en=f"{when.en}: {gives.en}")

    def _lookup(self, line: Derived) -> Text:
        what = self.value(line.lookup or "")
        lists = [f"{name}: {of}" for name, of in (line.lists or {}).items()]
        rest = line.not_confirmed or same(line.otherwise or "")
        return Text(
            zh=f"{what.zh}所在的名单（{'，'.join(lists)}）；都不在：{rest.zh}",
            en=f"the list that has {what.en} ({', '.join(lists)}); in none: {rest.en}",
        )


def _unit(source: str) -> str:
    return f"'{source}'" if source in ("workday", "day", "month", "year") else source


def given(value: Any) -> Text:
    """Return a value that a case gives."""
    if isinstance(value, bool):
        return Text(zh="是" if value else "否", en="yes" if value else "no")
    return same(number(value) if isinstance(value, int | Fraction) else str(value))


def joined(parts: list[Text]) -> Text:
    """Return texts one after the other, semicolons between them."""
    return Text(zh="；".join(one.zh for one in parts), en="; ".join(one.en for one in parts))


def bracket(row: Bracket, *, percent: bool) -> Text:
    """Return a bracket as a regulation writes it: ≥ 25%，< 30%."""
    ends = [
        ("=", row.equal),
        ("≥", row.at_least),
        (">", row.above),
        ("≤", row.at_most),
        ("<", row.below),
    ]
    parts = [f"{sign} {number(end, percent=percent)}" for sign, end in ends if end is not None]
    return Text(zh="，".join(parts), en=", ".join(parts)) if parts else Text(zh="任何值", en="any value")


def band(points: tuple[Any, Any] | None) -> Text:
    """Return the points of a row; a band that experts choose in as 7–8."""
    if points is None:
        return same("—")
    low, high = points
    return same(number(low) if low == high else f"{number(low)}–{number(high)}")


def confidence(line: Citation, cite: Citation) -> Text:
    """Return how sure a line is, and whether it was read in a public page."""
    sure = CONFIDENCE.get(line.confidence or cite.confidence or "")
    mark = line.mark or cite.mark
    if sure is None:
        return same("—")
    return Text(zh=f"{sure.zh} {mark}", en=f"{sure.en} {mark}") if mark else sure


def cited(line: Citation, version: Version) -> Text:
    """Return the document and the article that a line stands in."""
    cite = line.completed(version.declared.cite)
    by_id = {one.id: one for one in version.declared.sources}
    one = by_id.get(cite.source or "")
    several = len(by_id) > 1
    number_ = (one.number or one.title.zh) if one else ""
    number_en = (one.number or one.title.en) if one else ""
    zh = " ".join(filter(None, [number_ if several or not cite.article else "", cite.article or ""]))
    en = " ".join(filter(None, [number_en if several or not cite.article else "", cite.article or ""]))
    return Text(zh=zh or "—", en=en or "—")
