"""Materials, fields, checklists, links, who may do what else, figures, and the basis."""

from __future__ import annotations

from quheng.bilingual import Text
from quheng.ledger.guide.section import Section
from quheng.ledger.guide.titles import Titles, joined
from quheng.ledger.programmes.condition_words import condition_words
from quheng.ledger.programmes.declared import ACTS, ChoiceField, Counted, Figure, NumberField, Sensitivity

SENSITIVITY: dict[Sensitivity, Text] = {
    "public": Text(zh="公开", en="public"),
    "internal": Text(zh="内部", en="internal"),
    "personal": Text(zh="个人信息", en="personal"),
    "sensitive": Text(zh="敏感个人信息", en="sensitive"),
}

COUNTED: dict[Counted, Text] = {
    "created": Text(zh="受理", en="received"),
    "closed": Text(zh="办结", en="closed"),
    "closed_on_time": Text(zh="按时办结", en="closed on time"),
    "open": Text(zh="在办", en="open"),
    "overdue_open": Text(zh="逾期在办", en="open and overdue"),
    "due": Text(zh="应办结（已办结与逾期在办）", en="due (closed, or open and overdue)"),
    "sent_back": Text(zh="退回重办", en="sent back"),
}

MEASURES = {
    "hour": Text(zh="小时", en="hours"),
    "day": Text(zh="日", en="days"),
    "workday": Text(zh="工作日", en="working days"),
}

HELD = {
    "phone": Text(zh="电话号码", en="a telephone number"),
    "identity_number": Text(zh="公民身份号码", en="an identity number"),
    "credit_code": Text(zh="统一社会信用代码", en="a unified social credit code"),
    "organisation": Text(zh="一个机构", en="an organisation"),
    "organisations": Text(zh="若干机构", en="several organisations"),
}

SEVERITIES = {
    "minor": Text(zh="轻微", en="minor"),
    "general": Text(zh="一般", en="general"),
    "major": Text(zh="重大", en="major"),
}


def materials_section(titles: Titles) -> Section:
    """Return the documents that are handed in."""
    rows = [
        (
            material.title,
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


def fields_section(titles: Titles) -> Section:
    """Return what is filled in."""
    rows = []
    for field in titles.programme.declared.fields:
        what = HELD.get(field.type, field.kind.speak())
        if isinstance(field, ChoiceField):
            what = joined(field.choices.values())
        elif isinstance(field, NumberField) and field.measure:
            what = Text(zh=f"数（{field.measure.zh}）", en=f"a number ({field.measure.en})")
        required = joined(titles.stage(stage) for stage in field.required)
        rows.append((field.title, what, required, SENSITIVITY[field.sensitivity]))
    heads = (
        Text(zh="填写项", en="Field"),
        Text(zh="内容", en="What it holds"),
        Text(zh="离开何环节前必填", en="Required before leaving"),
        Text(zh="密级", en="Protection"),
    )
    return Section(Text(zh="要填写什么", en="What is filled in"), heads, tuple(rows))


def checklists_section(titles: Titles) -> Section:
    """Return what is checked."""
    rows = [
        (checklist.title, item.title, SEVERITIES[item.severity], titles.article(item.basis))
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


def figures_section(titles: Titles) -> Section:
    """Return what is counted, and how."""
    rows = [(figure.title, _computed(figure, titles)) for figure in titles.programme.declared.figures]
    heads = (Text(zh="统计数", en="Figure"), Text(zh="怎样算", en="How it is computed"))
    return Section(Text(zh="统计什么", en="What is counted"), heads, tuple(rows))


def _computed(figure: Figure, titles: Titles) -> Text:
    programme = titles.programme
    among, when = (
        condition_words(programme.conditions["figures", figure.id, part].tree, programme)
        if ("figures", figure.id, part) in programme.conditions
        else None
        for part in ("among", "when")
    )
    if figure.from_ and figure.to and figure.measure:
        start, measure = titles.event(figure.from_), MEASURES[figure.measure]
        end = Text(zh="办结", en="it is closed") if figure.to == "closed" else titles.event(figure.to)
        said = Text(
            zh=f"自{start.zh}至{end.zh}的中位数，以{measure.zh}计",
            en=f"median from “{start.en}” until “{end.en}”, in {measure.en}",
        )
    else:
        over = COUNTED[figure.over or "created"]
        said = Text(zh=f"{over.zh}件数", en=f"cases {over.en}")
        if when:
            said = Text(zh=f"{said.zh}中{when.zh}的", en=f"{said.en} where {when.en}")
        if figure.under:
            under = COUNTED[figure.under]
            said = Text(
                zh=f"{said.zh} ÷ {under.zh}件数（不足 {figure.least} 件不公布）",
                en=f"{said.en} ÷ cases {under.en} (not shown below {figure.least})",
            )
    if among:
        return Text(zh=f"{said.zh}；只计{among.zh}的", en=f"{said.en}; of those where {among.en}")
    return said


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
