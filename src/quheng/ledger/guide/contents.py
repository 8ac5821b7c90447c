"""Materials, checklists, links, who may do what else, and the basis."""

from __future__ import annotations

from quheng.bilingual import Text
from quheng.ledger.guide.fields import SENSITIVITY
from quheng.ledger.guide.section import Section
from quheng.ledger.guide.titles import Titles, joined, sentences
from quheng.ledger.programmes.condition_words import condition_words
from quheng.ledger.programmes.declared import ACTS, Checklist, Item, Severity
from quheng.ledger.programmes.programme import ConditionKey

SEVERITIES: dict[Severity, Text] = {
    "minor": Text(zh="轻微", en="minor"),
    "general": Text(zh="一般", en="general"),
    "major": Text(zh="重大", en="major"),
}


def materials_section(titles: Titles) -> Section:
    """Return the documents that are handed in."""
    rows = [
        (
            _where(material.title, ("materials", material.id), titles),
            Text(zh="、".join(material.media), en=", ".join(material.media)),
            SENSITIVITY[material.sensitivity],
            titles.article(material.basis),
        )
        for material in titles.programme.declared.materials
    ]
    heads = (
        Text(zh="材料", en="Material"),
        Text(zh="文件格式", en="Kinds of file"),
        Text(zh="密级", en="Protection"),
        Text(zh="依据", en="Basis"),
    )
    return Section(Text(zh="要哪些材料", en="Materials"), heads, tuple(rows))


def checklists_section(titles: Titles) -> Section:
    """Return what is checked."""
    rows = [
        (
            _where(_with_photo(checklist, titles), ("checklists", checklist.id), titles),
            _where(item.title, ("checklists", checklist.id, item.id), titles),
            _severities(checklist, item, titles),
            titles.article(item.basis),
        )
        for checklist in titles.programme.declared.checklists
        for item in checklist.items
    ]
    heads = (
        Text(zh="检查表", en="Checklist"),
        Text(zh="检查项", en="Item"),
        Text(zh="程度", en="Severity"),
        Text(zh="依据", en="Basis"),
    )
    return Section(Text(zh="检查什么", en="What is checked"), heads, tuple(rows))


def _where(title: Text, key: ConditionKey, titles: Titles) -> Text:
    """Return a title, and where alone it is asked."""
    condition = titles.programme.conditions.get(key)
    if condition is None:
        return title
    words = condition_words(condition.tree, titles.programme)
    return Text(zh=f"{title.zh}（仅{words.zh}的）", en=f"{title.en} (only where {words.en})")


def _with_photo(checklist: Checklist, titles: Titles) -> Text:
    if checklist.photo is None:
        return checklist.title
    photo = titles.programme.materials[checklist.photo].title
    return Text(
        zh=f"{checklist.title.zh}（不合格项须附{photo.zh}）",
        en=f"{checklist.title.en} (a failed item needs: {photo.en})",
    )


def _severities(checklist: Checklist, item: Item, titles: Titles) -> Text:
    said = [SEVERITIES[item.severity]]
    for position, case in enumerate(item.cases):
        condition = titles.programme.conditions["checklists", f"{checklist.id}/{item.id}", position]
        words, grade = condition_words(condition.tree, titles.programme), SEVERITIES[case.severity]
        said.append(Text(zh=f"{words.zh}的，{grade.zh}", en=f"{grade.en} where {words.en}"))
    return sentences(said)


def links_section(titles: Titles) -> Section:
    """Return which cases it opens."""
    rows = [
        (
            link.title,
            Text(zh=link.programme, en=link.programme),
            joined(titles.stage(stage) for stage in link.stages),
            titles.roles(link.who),
        )
        for link in titles.programme.declared.links
    ]
    heads = (
        Text(zh="关联办件", en="Linked case"),
        Text(zh="服务事项", en="Programme"),
        Text(zh="何环节可建", en="Opened in"),
        Text(zh="由谁建", en="By whom"),
    )
    return Section(Text(zh="转办什么", en="What it hands on"), heads, tuple(rows))


def acts_section(titles: Titles) -> Section:
    """Return who may do what is no move."""
    rows = [(ACTS[act], titles.roles(who)) for act, who in titles.programme.declared.acts.items()]
    heads = (Text(zh="事务", en="Act"), Text(zh="由谁", en="By whom"))
    return Section(Text(zh="其他事务由谁做", en="Who may do what else"), heads, tuple(rows))


def basis_section(titles: Titles) -> Section:
    """Return the documents that it rests on."""
    rows = []
    for basis in titles.programme.declared.basis:
        number = basis.number or "—"
        issued = str(basis.issued or "—")
        rows.append((basis.title, Text(zh=number, en=number), Text(zh=issued, en=issued)))
    heads = (
        Text(zh="文件", en="Document"),
        Text(zh="编号", en="Number"),
        Text(zh="发布日期", en="Issued"),
    )
    return Section(Text(zh="依据什么", en="On what basis"), heads, tuple(rows))
