"""By when: the deadlines, where they stand, how they are extended."""

from __future__ import annotations

from quheng.bilingual import Text
from quheng.ledger.guide.section import Section
from quheng.ledger.guide.titles import NOTHING, Titles, joined, sentences
from quheng.ledger.programmes.condition_words import condition_words
from quheng.ledger.programmes.declared import Clock

CATALOGUE = {
    "promised": Text(zh="该部门在事项目录中的承诺时限", en="what the catalogue promises for that office"),
    "legal": Text(zh="该部门在事项目录中的法定时限", en="what the law gives that office, by the catalogue"),
}


def clocks_section(titles: Titles) -> Section:
    """Return the deadlines."""
    rows = [
        (
            clock.title,
            _budgets(clock, titles),
            joined(titles.event(name) for name in clock.from_),
            joined(titles.event(name) for name in clock.until)
            if clock.until
            else _natural_end(clock, titles),
            joined(titles.stage(stage) for stage in clock.pauses_in),
            _extension(clock, titles),
            titles.roles([clock.escalate_to] if clock.escalate_to else []),
            titles.article(clock.basis),
        )
        for clock in titles.programme.declared.clocks
    ]
    heads = (
        Text(zh="时限", en="Deadline"),
        Text(zh="多久", en="How long"),
        Text(zh="自何时起", en="From"),
        Text(zh="至何时止", en="Until"),
        Text(zh="何时暂停", en="Stands in"),
        Text(zh="延期", en="Extension"),
        Text(zh="逾期报告", en="If over, told to"),
        Text(zh="依据", en="Basis"),
    )
    return Section(Text(zh="何时办完", en="By when"), heads, tuple(rows))


def _natural_end(clock: Clock, titles: Titles) -> Text:
    if set(clock.from_) & set(titles.programme.parts):
        return Text(zh="该部门答复", en="that office answers")
    return Text(zh="办结", en="it is closed")


def _budgets(clock: Clock, titles: Titles) -> Text:
    programme = titles.programme
    parts = [clock.budget.title]
    if clock.catalogue is not None:
        own = CATALOGUE[clock.catalogue]
        parts = [
            Text(zh=f"{own.zh}；没有的，{parts[0].zh}", en=f"{own.en}; where there is none, {parts[0].en}")
        ]
    for position, case in enumerate(clock.cases):
        condition = condition_words(programme.conditions["clocks", clock.id, position].tree, programme)
        budget = case.budget.title
        parts.append(Text(zh=f"{condition.zh}的，{budget.zh}", en=f"{budget.en} where {condition.en}"))
    return sentences(parts)


def _extension(clock: Clock, titles: Titles) -> Text:
    if clock.extend is None:
        return NOTHING
    by, who, times = clock.extend.by.title, titles.roles(clock.extend.who), clock.extend.times
    return Text(
        zh=f"至多 {times} 次，每次至多 {by.zh}，由{who.zh}批准",
        en=f"at most {times} ×, each up to {by.en}, granted by {who.en}",
    )
