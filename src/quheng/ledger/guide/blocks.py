"""Eligibility, notices, what comes round, and the catalogue: the items and what people ask for."""

from __future__ import annotations

from quheng.bilingual import Text
from quheng.ledger.guide.section import Section
from quheng.ledger.guide.titles import NOTHING, Titles, joined, sentences
from quheng.ledger.programmes.condition_words import condition_words
from quheng.ledger.programmes.declared import Cadence

SUBJECTS = {
    "enterprise": Text(zh="企业", en="enterprise"),
    "person": Text(zh="个人", en="person"),
    "project": Text(zh="项目", en="project"),
    "site": Text(zh="场所", en="place"),
}


def eligibility_section(titles: Titles) -> Section:
    """Return by which published rules it is told who qualifies."""
    eligibility = titles.programme.declared.eligibility
    rows: list[tuple[Text, Text]] = []
    if eligibility:
        for position, case in enumerate(eligibility.cases):
            condition = titles.programme.conditions["eligibility", position]
            card = titles.programme.scorecards[case.scorecard]
            rows.append((card.title, condition_words(condition.tree, titles.programme)))
        rows.append(
            (
                titles.programme.scorecards[eligibility.scorecard].title,
                Text(zh="其余情形" if rows else "全部", en="all others" if rows else "all"),
            )
        )
    heads = (Text(zh="评价表", en="Rule"), Text(zh="用于", en="For"))
    return Section(Text(zh="谁符合条件", en="Who qualifies"), heads, tuple(rows))


def notices_section(titles: Titles) -> Section:
    """Return what is posted, for how long, and who answers objections."""
    rows = [
        (
            notice.title,
            titles.stage(notice.stage),
            notice.budget.title,
            titles.roles(notice.objects),
            titles.roles(notice.answers),
            titles.article(notice.basis),
        )
        for notice in titles.programme.declared.notices
    ]
    heads = (
        Text(zh="公示", en="Notice"),
        Text(zh="环节", en="Stage"),
        Text(zh="多久", en="How long"),
        Text(zh="由谁登记异议", en="Objections noted by"),
        Text(zh="由谁答复", en="Answered by"),
        Text(zh="依据", en="Basis"),
    )
    return Section(Text(zh="公示什么", en="What is posted"), heads, tuple(rows))


def cadences_section(titles: Titles) -> Section:
    """Return what comes round, and how often."""
    rows = [
        (
            cadence.title,
            Text(zh=f"每 {cadence.every.title.zh}", en=f"every {cadence.every.title.en}"),
            _for_whom(cadence, titles),
            titles.article(cadence.basis),
        )
        for cadence in titles.programme.declared.cadences
    ]
    heads = (
        Text(zh="节奏", en="Cadence"),
        Text(zh="多久一次", en="How often"),
        Text(zh="对谁", en="For whom"),
        Text(zh="依据", en="Basis"),
    )
    return Section(Text(zh="定期做什么", en="What comes round"), heads, tuple(rows))


def _for_whom(cadence: Cadence, titles: Titles) -> Text:
    if cadence.link is None:
        whom = joined(SUBJECTS[kind] for kind in cadence.about)
        return Text(zh=f"名单上的每个{whom.zh}", en=f"each {whom.en} on the list")
    link, stages = titles.programme.links[cadence.link].title, joined(map(titles.stage, cadence.during))
    return Text(
        zh=f"处于{stages.zh}的每件，建立{link.zh}", en=f"each case in {stages.en}: a case “{link.en}”"
    )


def offered_facts(titles: Titles) -> tuple[tuple[Text, Text], ...]:
    """Return how many bundles each list offers: the 30 + 10 of “30 + 10 items”."""
    catalogue = titles.programme.catalogue
    if catalogue is None:
        return ()
    counts = [(title, catalogue.offered[tier]) for tier, title in catalogue.tiers.items()]
    said = joined(Text(zh=f"{title.zh} {count} 项", en=f"{title.en}: {count}") for title, count in counts)
    return ((Text(zh="可办事项", en="Offered"), said),)


def bundles_section(titles: Titles) -> Section:
    """Return what people can ask for at once, and what it takes."""
    catalogue = titles.programme.catalogue
    rows = []
    for bundle in catalogue.bundles if catalogue else ():
        items = catalogue.items_of(bundle.id) if catalogue else ()
        fields, materials = (
            len({name for item in items for name in getattr(item, section)})
            for section in ("fields", "materials")
        )
        asked = Text(
            zh=f"填写 {fields} 项，材料 {materials} 份", en=f"{fields} fields, {materials} documents"
        )
        tier = catalogue.tiers[bundle.tier] if catalogue else NOTHING
        rows.append((bundle.title, tier, joined(item.title for item in items), asked))
    heads = (
        Text(zh="一件事", en="One thing"),
        Text(zh="清单", en="List"),
        Text(zh="包含的事项", en="The items that it takes"),
        Text(zh="一次要交的", en="What is asked, once"),
    )
    return Section(Text(zh="能办哪些“一件事”", en="What can be asked for"), heads, tuple(rows))


def items_section(titles: Titles) -> Section:
    """Return the items, the time that each takes by law and by promise, and what it needs."""
    catalogue = titles.programme.catalogue
    rows = []
    for item in catalogue.items if catalogue else ():
        needs = [titles.programme.fields[name].title for name in item.fields]
        needs += [titles.programme.materials[name].title for name in item.materials]
        rows.append(
            (
                item.title,
                Text(zh=item.department, en=item.department),
                item.legal.title,
                item.promised.title,
                joined(needs),
                sentences([item.basis] if item.basis else []),
            )
        )
    heads = (
        Text(zh="事项", en="Item"),
        Text(zh="部门", en="Department"),
        Text(zh="法定时限", en="By law"),
        Text(zh="承诺时限", en="Promised"),
        Text(zh="需要什么", en="What it needs"),
        Text(zh="依据", en="Basis"),
    )
    return Section(Text(zh="各事项多久办完", en="How long each item takes"), heads, tuple(rows))
