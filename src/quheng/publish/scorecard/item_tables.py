"""The points of an item as tables, with brackets as the regulation has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quheng.bilingual import Text
from quheng.publish.scorecard.document import Table
from quheng.publish.scorecard.expression_words import is_share
from quheng.publish.scorecard.number_words import number, same
from quheng.publish.scorecard.rule_words import RuleWords, band, bracket, joined
from quheng.scorecard.declared import (
    BestOfItem,
    Block,
    Bracket,
    BracketItem,
    Branch,
    ChoiceInput,
    ChoiceItem,
    RowsItem,
    Scored,
    ValueItem,
)
from quheng.scorecard.expressions.syntax import parse
from quheng.scorecard.inputs import named_inputs

POINTS = Text(zh="得分", en="Points")
CONDITION = Text(zh="条件", en="Condition")


def item_tables(item: Scored, say: RuleWords, most: Mapping[str, str]) -> list[Table]:
    """Return the tables of an item, or of the items of a block."""
    if not isinstance(item, Block):
        return _tables(item, say, None)
    values = [part for part in item.items if isinstance(part, ValueItem)]
    others = [part for part in item.items if not isinstance(part, ValueItem)]
    tables = [table for part in others for table in _tables(part, say, _caption(part, most))]
    return [*tables, _values(values, say, most)] if values else tables


def _caption(item: Scored, most: Mapping[str, str]) -> Text:
    if not most[item.id]:
        return item.name
    return Text(zh=f"{item.name.zh}（{most[item.id]} 分）", en=f"{item.name.en} ({most[item.id]})")


def _tables(item: Scored, say: RuleWords, caption: Text | None) -> list[Table]:
    remark = _remark(item, say)
    match item:
        case BracketItem():
            return [_brackets(item.on, item.brackets, say, caption, remark)]
        case BestOfItem():
            return _best_of(item, say, caption, remark)
        case RowsItem():
            rows = [
                [
                    Text(zh="其他", en="otherwise") if row.when is None else say.condition(row.when),
                    band(row.points),
                ]
                for row in item.rows
            ]
            return [Table([CONDITION, POINTS], rows, caption, remark, frozenset({1}))]
        case ChoiceItem():
            return [_choice(item, say, caption, remark)]
        case ValueItem():
            return [_values([item], say, {item.id: ""})]
        case Block():
            return []


def _remark(item: Scored, say: RuleWords) -> Text | None:
    parts = [item.note] if item.note and not isinstance(item, Block) else []
    for hole in item.undefined:
        when = say.condition(hole.when)
        parts.append(
            Text(zh=f"{when.zh} 时待核：{hole.why.zh}", en=f"needs review where {when.en}: {hole.why.en}")
        )
    if item.applies:
        where = say.condition(item.applies)
        parts.append(Text(zh=f"适用于：{where.zh}", en=f"where {where.en}"))
    return joined(parts) if parts else None


def _brackets(
    on: str, rows: Sequence[Bracket], say: RuleWords, caption: Text | None, remark: Text | None
) -> Table:
    percent = is_share(parse(on))
    cells = [_bracket(row, percent) for row in rows]
    return Table([say.value(on), POINTS], cells, caption, remark, frozenset({1}))


def _bracket(row: Bracket, percent: bool) -> list[Text]:
    span = bracket(row, percent=percent)
    if row.undefined is None:
        return [span, band(row.points)]
    why = Text(zh=f"{span.zh}（{row.undefined.zh}）", en=f"{span.en} ({row.undefined.en})")
    return [why, Text(zh="待核", en="needs review")]


def _best_of(item: BestOfItem, say: RuleWords, caption: Text | None, remark: Text | None) -> list[Table]:
    """Return one table with a column for each branch where they give the same points, else one for each."""
    branches = item.best_of
    bands = [[row.points for row in branch.brackets] for branch in branches]
    if any(one != bands[0] for one in bands) or None in bands[0]:
        return [
            _brackets(branch.on, branch.brackets, say, branch.title or same(branch.id), remark)
            for branch in branches
        ]
    heads = [_branch(branch, say) for branch in branches]
    percents = [is_share(parse(branch.on)) for branch in branches]
    rows = [
        [
            *(bracket(branch.brackets[at], percent=p) for branch, p in zip(branches, percents, strict=True)),
            band(points),
        ]
        for at, points in enumerate(bands[0])
    ]
    return [Table([*heads, POINTS], rows, caption, remark, frozenset({len(heads)}))]


def _branch(branch: Branch, say: RuleWords) -> Text:
    on = say.value(branch.on)
    if branch.title is None:
        return on
    return Text(zh=f"{branch.title.zh}：{on.zh}", en=f"{branch.title.en}: {on.en}")


def _choice(item: ChoiceItem, say: RuleWords, caption: Text | None, remark: Text | None) -> Table:
    declared = dict(named_inputs(say.version.declared.inputs)).get(item.choice)
    labels = declared.choices if isinstance(declared, ChoiceInput) else {}
    rows = []
    for key, points in item.gives.items():
        label = labels.get(key)
        name = (
            Text(zh=f"{key} {label.zh}", en=f"{key} {label.en}") if label and label.zh != key else same(key)
        )
        rows.append([name, band(points)])
    return Table([say.value(item.choice), POINTS], rows, caption, remark, frozenset({1}))


def _values(items: Sequence[ValueItem], say: RuleWords, most: Mapping[str, str]) -> Table:
    rows = [[item.name, _value(item, say), same(most[item.id] or "—")] for item in items]
    heads = [
        Text(zh="项目", en="Item"),
        Text(zh="按此计分", en="Points as given"),
        Text(zh="满分", en="At most"),
    ]
    remarks = [remark for item in items if (remark := _remark(item, say))]
    return Table(heads, rows, None, joined(remarks) if remarks else None, frozenset({2}))


def _value(item: ValueItem, say: RuleWords) -> Text:
    value = say.value(item.value)
    if item.times == 1:
        return value
    share = number(item.times, percent=True)
    return Text(zh=f"{value.zh} × {share}", en=f"{value.en} × {share}")
