"""Entries in words: what happened, who did it, when."""

from __future__ import annotations

from collections.abc import Mapping

from quheng.bilingual import Text
from quheng.ledger.cases import events
from quheng.ledger.cases.entry import Entry
from quheng.ledger.cases.migration_events import Migrated, MigrationReverted
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import Entry as ProgrammeEntry

WORDS: dict[type[object], Text] = {
    events.Created: Text(zh="受理", en="opened"),
    events.Assigned: Text(zh="指派给 {organisation}", en="assigned to {organisation}"),
    events.Routed: Text(zh="按派单规则派给 {organisation}", en="routed by rule to {organisation}"),
    events.ClockStarted: Text(zh="{clock}开始计时", en="“{clock}” started"),
    events.ClockPaused: Text(zh="{clock}暂停", en="“{clock}” paused"),
    events.ClockResumed: Text(zh="{clock}恢复", en="“{clock}” resumed"),
    events.ClockExtended: Text(zh="{clock}延期", en="“{clock}” extended"),
    events.ClockRecomputed: Text(zh="{clock}按新日历重算", en="“{clock}” counted again by a new calendar"),
    events.ClockStopped: Text(zh="{clock}停止计时", en="“{clock}” stopped"),
    events.PartOpened: Text(zh="{parts}：征求 {organisation}", en="“{parts}”: {organisation} is asked"),
    events.PartAnswered: Text(zh="{parts}：{organisation} 答复", en="“{parts}”: {organisation} answered"),
    events.PartReturned: Text(zh="{parts}：退回 {organisation}", en="“{parts}”: returned to {organisation}"),
    events.PartsDone: Text(zh="{parts}：答复齐", en="“{parts}”: all have answered"),
    events.PartsDecided: Text(zh="{parts}：牵头人决定", en="“{parts}”: the lead decided"),
    events.ItemMarked: Text(zh="填写{checklist}", en="“{checklist}” marked"),
    events.Assessed: Text(zh="资格评估", en="eligibility assessed"),
    events.NoticePosted: Text(zh="发布{notice}", en="“{notice}” posted"),
    events.ObjectionRaised: Text(zh="{notice}：第 {number} 号异议", en="“{notice}”: objection {number}"),
    events.ObjectionAnswered: Text(
        zh="{notice}：答复第 {number} 号异议", en="“{notice}”: objection {number} answered"
    ),
    events.Linked: Text(zh="建立{link} {other}", en="“{link}” {other} opened"),
    events.LinkClosed: Text(zh="关联办件 {other} 办结", en="the linked case {other} was closed"),
    events.LinkReopened: Text(zh="关联办件 {other} 重新办理", en="the linked case {other} was reopened"),
    Migrated: Text(
        zh="由第 {old_version} 版迁移至第 {version} 版（{ordered_by} 提出，{approved_by} 批准）",
        en="brought from version {old_version} to version {version} "
        "(ordered by {ordered_by}, approved by {approved_by})",
    ),
    MigrationReverted: Text(
        zh="由第 {old_version} 版退回第 {version} 版（{ordered_by} 提出，{approved_by} 批准）",
        en="brought back from version {old_version} to version {version} "
        "(ordered by {ordered_by}, approved by {approved_by})",
    ),
    events.Merged: Text(zh="并入 {into}", en="merged into {into}"),
    events.Absorbed: Text(zh="并入重复件 {other}", en="took in the duplicate {other}"),
    events.FileAttached: Text(zh="上传文件", en="a file attached"),
    events.Commented: Text(zh="备注", en="a remark"),
    events.Erased: Text(zh="删除个人信息", en="personal data erased"),
}

TITLED = ("clocks", "parts", "checklists", "links", "notices")
"""The sections of a programme whose titles stand for ids."""


NAMED = (
    "organisation",
    "other",
    "into",
    "number",
    "version",
    "old_version",
    "ordered_by",
    "approved_by",
)
"""The members that are said as they stand."""


def event_words(event: events.Event, programme: Programme) -> Text:
    """Say what happened, without any personal value."""
    if isinstance(event, events.Moved):
        return _title(programme.moves, event.move)
    if isinstance(event, events.EntryAdded | events.EntryCorrected):
        title = _title(programme.fields, event.field)
        if isinstance(event, events.EntryAdded):
            return Text(zh=f"填写{title.zh}一行", en=f"a row added to “{title.en}”")
        return Text(zh=f"更正{title.zh}一行", en=f"a row of “{title.en}” corrected")
    if isinstance(event, events.Filled | events.Corrected | events.Derived):
        titles = [programme.fields[name].title for name in event.values if name in programme.fields]
        zh, en = "、".join(title.zh for title in titles), ", ".join(title.en for title in titles)
        if isinstance(event, events.Filled):
            return Text(zh=f"填写{zh}", en=f"filled in: {en}")
        if isinstance(event, events.Derived):
            return Text(zh=f"算出{zh}", en=f"computed: {en}")
        return Text(zh=f"更正{zh}", en=f"corrected: {en}")
    said: dict[str, dict[str, str]] = {"zh": {}, "en": {}}
    for name in NAMED:
        value = getattr(event, name, None)
        if value is not None:
            said["zh"][name] = said["en"][name] = str(value)
    for section in TITLED:
        name = "parts" if section == "parts" else section.removesuffix("s")
        value = getattr(event, name, None)
        if value is not None:
            title = _title(getattr(programme, section), value)
            said["zh"][name], said["en"][name] = title.zh, title.en
    words = WORDS[type(event)]
    return Text(zh=words.zh.format_map(said["zh"]), en=words.en.format_map(said["en"]))


def _title(section: Mapping[str, ProgrammeEntry], name: str) -> Text:
    """Return a title; the id itself where it is of another version of the programme."""
    return section[name].title if name in section else Text(zh=name, en=name)


def entry_words(entry: Entry, programme: Programme) -> Text:
    """Say what happened, when, and who did it."""
    what = event_words(entry.event, programme)
    at = f"{entry.at:%Y-%m-%d %H:%M}"
    return Text(zh=f"{at} {entry.who} {what.zh}", en=f"{at} {entry.who}: {what.en}")
