"""A rule as a readable page: conditions, tables of points, what they must reach, inputs, sources."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from quheng.bilingual import Text, listed
from quheng.publish.scorecard.document import Block, Document, Facts, Heading, Items, Paragraph, Table
from quheng.publish.scorecard.input_words import input_table
from quheng.publish.scorecard.item_tables import item_tables
from quheng.publish.scorecard.number_words import number, same
from quheng.publish.scorecard.rule_words import RuleWords, cited, confidence
from quheng.scorecard import Scorecard
from quheng.scorecard.declared import Block as ItemBlock
from quheng.scorecard.declared import Derived, Gate, RuleSource
from quheng.scorecard.expressions import GIVEN
from quheng.scorecard.inputs import read_inputs
from quheng.scorecard.judge import judge, with_derived
from quheng.scorecard.version import Version

NUMERALS = "一二三四五六七八九十"

NOT_CONFIRMED = Text(
    zh="本规定的条件和数字尚未核实：本评价表是空白模板，任何对象的结论都是“待核”。",
    en="The conditions and numbers of this rule are not confirmed: this is an empty template, and every "
    "verdict needs review.",
)

MARKS = Text(
    zh="可信度：高 95% 以上，中约 75%–95%，低不足 75%。P 见于公开网页，K 为一般知识、未见于网页。",
    en="Confidence: high 95 % or more, medium about 75–95 %, low less than 75 %. P: read in a public page; "
    "K: general knowledge, not seen in a page.",
)


def rule_document(card: Scorecard) -> Document:
    """Return the page of a rule, the latest version first; of a rule that chooses, each of the others."""
    blocks: list[Block] = []
    if card.others:
        blocks += [_choice(card)]
        for value, other in card.others.items():
            blocks.append(_heading(f"{other.title.zh}（{value}）", f"{other.title.en} ({value})"))
            blocks += _blocks(other, level=3)
    else:
        blocks += _blocks(card, level=2)
    note = card.versions[-1].declared.note if card.versions else None
    return Document(card.title, note, blocks)


def _choice(card: Scorecard) -> Paragraph:
    otherwise = card.otherwise or "—"
    names = listed(f"{value} → {other.name}" for value, other in card.others.items())
    return Paragraph(
        Text(
            zh=f"按输入项 {card.chosen_by} 选用下列规定：{names.zh}；未填时为 {otherwise}。",
            en=f"The input {card.chosen_by} chooses the rule: {names.en}; without it, {otherwise}.",
        )
    )


def _blocks(card: Scorecard, level: int) -> list[Block]:
    blocks: list[Block] = []
    several = len(card.versions) > 1
    for version in reversed(card.versions):
        if several:
            span = version.declared.valid.speak()
            blocks.append(_heading(f"{span.zh} 的版本", f"Version in force {span.en}"))
        blocks += _version(card, version, 3 if several else level)
    return blocks


def _version(card: Scorecard, version: Version, level: int) -> list[Block]:
    blocks: list[Block] = [_facts(card, version)]
    if version.is_template:
        blocks.append(Paragraph(NOT_CONFIRMED, "caution"))
    say = RuleWords(version)
    for at, (title, content) in enumerate(_sections(version, say)):
        numeral = NUMERALS[at] if at < len(NUMERALS) else str(at + 1)
        text = Text(zh=f"{numeral}、{title.zh}", en=f"{at + 1}. {title.en}")
        blocks.append(Heading(2 if level == 2 else 3, text))
        blocks += content
    return blocks


def _facts(card: Scorecard, version: Version) -> Facts:
    declared = version.declared
    status = (
        Text(zh="空白模板（未核实）", en="template, not confirmed")
        if version.is_template
        else Text(zh="已核实", en="confirmed")
    )
    pairs = [
        (Text(zh="有效期", en="In force"), declared.valid.speak()),
        (Text(zh="状态", en="Status"), status),
        (Text(zh="评价表", en="Scorecard"), same(card.name)),
    ]
    for source in declared.sources[:1]:
        if source.number:
            pairs.insert(0, (Text(zh="文号", en="Document"), same(source.number)))
    if version.declared.extends:
        pairs.append((Text(zh="在其基础上", en="Extends"), same(version.declared.extends)))
    return Facts(pairs)


def _sections(version: Version, say: RuleWords) -> Iterator[tuple[Text, list[Block]]]:
    declared = version.declared
    if declared.gates:
        lead = Text(zh="下列条件须全部满足。", en="All of these must hold.")
        yield Text(zh="必备条件", en="Conditions"), [Paragraph(lead), _gates(declared.gates, version, say)]
    if declared.direct:
        lead = Text(
            zh="必备条件满足，又有下列情形之一的，直接通过，不再看得分。",
            en="Where the conditions hold and any one of these does, the points are not needed.",
        )
        yield Text(zh="直接通过", en="Direct pass"), [Paragraph(lead), _gates(declared.direct, version, say)]
    if declared.points:
        yield Text(zh="计分", en="Points"), [*_points(version, say)]
    if declared.minima:
        yield Text(zh="得分要求", en="What the points must reach"), [_minima(version, say)]
    values: list[Derived] = [*declared.derived, *declared.outputs]
    if values:
        yield Text(zh="计算的值", en="Values computed"), [_values(declared.derived, declared.outputs, say)]
    if declared.lists:
        rows = [[same(name), listed(entries)] for name, entries in declared.lists.items()]
        heads = [Text(zh="名单", en="List"), Text(zh="内容", en="Entries")]
        yield Text(zh="名单", en="Lists"), [Table(heads, rows)]
    if declared.inputs:
        yield Text(zh="填报项目", en="What is asked for"), [input_table(declared.inputs)]
    if declared.sources:
        yield Text(zh="依据", en="Sources"), [_sources(declared.sources), Paragraph(MARKS, "note")]


def _gates(lines: Sequence[Gate], version: Version, say: RuleWords) -> Table:
    rows = [
        [
            same(str(at)),
            _with_note(line.name, line.note),
            say.gate(line),
            cited(line, version),
            confidence(line, version.declared.cite),
        ]
        for at, line in enumerate(lines, 1)
    ]
    heads = [
        Text(zh="序号", en="No."),
        Text(zh="条件", en="Condition"),
        Text(zh="判定", en="Test"),
        Text(zh="条款", en="Article"),
        Text(zh="可信度", en="Confidence"),
    ]
    return Table(heads, rows, layout="lines")


def _points(version: Version, say: RuleWords) -> Iterator[Block]:
    values, _, _ = read_inputs(version.inputs, {})
    open_points = judge(version, with_derived(version, {**values, GIVEN: frozenset()})).items
    most = {name: "" if one.high == math.inf else number(one.high) for name, one in open_points.items()}
    for item in version.declared.points:
        title = item.name
        if most[item.id]:
            title = Text(
                zh=f"{title.zh}（满分 {most[item.id]} 分）", en=f"{title.en} ({most[item.id]} points at most)"
            )
        yield Heading(3, title)
        where = cited(item, version)
        sure = confidence(item, version.declared.cite)
        yield Paragraph(
            Text(zh=f"依据：{where.zh}；可信度：{sure.zh}", en=f"Source: {where.en}; confidence: {sure.en}"),
            "note",
        )
        if item.note and isinstance(item, ItemBlock):
            yield Paragraph(item.note)
        yield Items(item_tables(item, say, most))


def _minima(version: Version, say: RuleWords) -> Table:
    titles = {one.declared.id: one.declared.name for one in version.all_items}
    rows = [
        [
            same(str(at)),
            _with_note(line.name, line.note),
            say.minimum(line, titles),
            cited(line, version),
            confidence(line, version.declared.cite),
        ]
        for at, line in enumerate(version.declared.minima, 1)
    ]
    heads = [
        Text(zh="序号", en="No."),
        Text(zh="要求", en="Requirement"),
        Text(zh="判定", en="Test"),
        Text(zh="条款", en="Article"),
        Text(zh="可信度", en="Confidence"),
    ]
    return Table(heads, rows, layout="lines")


def _values(derived: Sequence[Derived], outputs: Sequence[Derived], say: RuleWords) -> Table:
    known = {line.id for line in derived}
    shown = [*derived, *(line for line in outputs if not (line.id in known and line.value == line.id))]
    rows = [
        [
            line.name,
            same(line.id),
            say.derived(line),
            Text(zh="结果", en="result") if line in outputs else same("—"),
        ]
        for line in shown
    ]
    heads = [
        Text(zh="名称", en="Name"),
        Text(zh="代码", en="Code"),
        Text(zh="如何得出", en="How it comes about"),
        Text(zh="列入", en="Shown in"),
    ]
    return Table(heads, rows, layout="values")


def _sources(sources: Sequence[RuleSource]) -> Table:
    rows = [
        [
            one.title,
            same(one.number or "—"),
            one.issuer or same("—"),
            same(str(one.issued or "—")),
            listed(one.seen),
        ]
        for one in sources
    ]
    heads = [
        Text(zh="文件", en="Document"),
        Text(zh="文号", en="Number"),
        Text(zh="发布机关", en="Issuer"),
        Text(zh="日期", en="Date"),
        Text(zh="所见网页", en="Seen at"),
    ]
    return Table(heads, rows, layout="sources")


def _with_note(name: Text, note: Text | None) -> Text:
    return name if note is None else Text(zh=f"{name.zh}（{note.zh}）", en=f"{name.en} ({note.en})")


def _heading(zh: str, en: str) -> Heading:
    return Heading(2, Text(zh=zh, en=en))
