"""What is counted, and how, in words."""

from __future__ import annotations

from quheng.bilingual import Text
from quheng.ledger.guide.fields import Columns
from quheng.ledger.guide.section import Section
from quheng.ledger.guide.titles import Titles, joined
from quheng.ledger.programmes.condition_words import condition_words
from quheng.ledger.programmes.declared import Counted, EntriesField, Figure, RowsSummed

COUNTED: dict[Counted, Text] = {
    "created": Text(zh="受理", en="received"),
    "closed": Text(zh="办结", en="closed"),
    "closed_on_time": Text(zh="按时办结", en="closed on time"),
    "open": Text(zh="在办", en="open"),
    "overdue_open": Text(zh="逾期在办", en="open and overdue"),
    "due": Text(zh="应办结（已办结与逾期在办）", en="due (closed, or open and overdue)"),
    "sent_back": Text(zh="退回重办后办结", en="closed after being sent back"),
}

MEASURES = {
    "hour": Text(zh="小时", en="hours"),
    "day": Text(zh="日", en="days"),
    "workday": Text(zh="工作日", en="working days"),
}

SUBJECT = Text(zh="诉求主体", en="subject")


def figures_section(titles: Titles) -> Section:
    """Return what is counted, how, and whether everybody sees it."""
    rows = [
        (figure.title, _computed(figure, titles), _seen(figure))
        for figure in titles.programme.declared.figures
    ]
    heads = (
        Text(zh="统计数", en="Figure"),
        Text(zh="怎样算", en="How it is computed"),
        Text(zh="公开", en="Seen by"),
    )
    return Section(Text(zh="统计什么", en="What is counted"), heads, tuple(rows))


def _seen(figure: Figure) -> Text:
    if figure.public:
        return Text(zh="公开", en="everybody")
    return Text(zh="内部", en="those who may read the cases")


def _computed(figure: Figure, titles: Titles) -> Text:
    said = _counted(figure, titles)
    more = []
    among = _condition(figure, "among", titles)
    if among is not None:
        more.append(Text(zh=f"只计{among.zh}的", en=f"of those where {among.en}"))
    if figure.stages:
        stages = joined(titles.stage(stage) for stage in figure.stages)
        more.append(Text(zh=f"只计处于{stages.zh}的", en=f"of those that are in {stages.en}"))
    if figure.repeat is not None:
        same = SUBJECT
        if figure.repeat.same in titles.programme.fields:
            same = titles.programme.fields[figure.repeat.same].title
        within = figure.repeat.within
        more.append(
            Text(
                zh=f"只计此前 {within} 日内有{same.zh}相同的一件的",
                en=f"of those with the same {same.en} as one opened in the {within} days before",
            )
        )
    zh, en = "；".join([said.zh, *(one.zh for one in more)]), "; ".join([said.en, *(one.en for one in more)])
    return Text(zh=zh, en=en)


def _counted(figure: Figure, titles: Titles) -> Text:
    over = COUNTED[figure.over or "created"]
    if figure.from_ and figure.to and figure.measure:
        start, measure = titles.event(figure.from_), MEASURES[figure.measure]
        end = Text(zh="办结", en="it is closed") if figure.to == "closed" else titles.event(figure.to)
        return Text(
            zh=f"自{start.zh}至{end.zh}的中位数，以{measure.zh}计",
            en=f"median from “{start.en}” until “{end.en}”, in {measure.en}",
        )
    if figure.field:
        field = titles.programme.fields[figure.field].title
        if figure.rows is not None:
            return _summed(figure, figure.rows, titles)
        return Text(zh=f"{over.zh}件的“{field.zh}”合计", en=f"sum of “{field.en}” over cases {over.en}")
    said = Text(zh=f"{over.zh}件数", en=f"cases {over.en}")
    when = _condition(figure, "when", titles)
    if when is not None:
        said = Text(zh=f"{said.zh}中{when.zh}的", en=f"{said.en} where {when.en}")
    if figure.under:
        under = COUNTED[figure.under]
        return Text(
            zh=f"{said.zh} ÷ {under.zh}件数（不足 {figure.least} 件不公布）",
            en=f"{said.en} ÷ cases {under.en} (not shown below {figure.least})",
        )
    return said


def _summed(figure: Figure, rows: RowsSummed, titles: Titles) -> Text:
    """Say which rows are summed: the rows of Investment, by their month, where Kind is arrived."""
    entries = titles.programme.fields[figure.field or ""]
    columns = {column.id: column for column in entries.columns} if isinstance(entries, EntriesField) else {}
    of, at = columns[rows.of].title, columns[rows.at].title
    said = Text(
        zh=f"“{entries.title.zh}”各行的“{of.zh}”按“{at.zh}”合计",
        en=f"sum of “{of.en}” in the rows of “{entries.title.en}”, by “{at.en}”",
    )
    condition = titles.programme.conditions.get(("figures", figure.id, "where"))
    if condition is None:
        return said
    words = condition_words(condition.tree, Columns(columns))
    return Text(zh=f"{said.zh}（{words.zh}的行）", en=f"{said.en} (rows where {words.en})")


def _condition(figure: Figure, part: str, titles: Titles) -> Text | None:
    condition = titles.programme.conditions.get(("figures", figure.id, part))
    return None if condition is None else condition_words(condition.tree, titles.programme)
