"""What the sentences of a scenario mean: each is one question or command to the store, by titles and names.

People go by their names, organisations by theirs; moves, fields, checklist items, materials by their titles.
A step that is refused is remembered, and the next sentence must say so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from quheng.bilingual import use_language
from quheng.calendars.beijing_time import BEIJING
from quheng.ledger.cadences import plan, put_on_list
from quheng.ledger.cases import Case, Refusal, Subject
from quheng.ledger.cases import commands as ask
from quheng.ledger.models import CaseRow, Enterprise, Organisation, Project, Site
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import BooleanField, ChoiceField, EntriesField
from quheng.ledger.published import compiled
from quheng.ledger.recorded import case_of
from quheng.ledger.scope import Viewer, viewer_of
from quheng.ledger.store import Store
from tests.ledger.scenarios.feature import Step

MARKS = {"合格": "passed", "不合格": "failed", "不适用": "not_applicable"}
TRUTHS = {"是": True, "否": False}

FREE = ("words", "reason", "text")
"""What may itself hold quotation marks."""

SENTENCES: list[tuple[re.Pattern[str], Callable[..., None]]] = []


def sentence(pattern: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Say which sentence a method carries out; `〈x〉` is quoted text, `〈时刻〉` a moment."""
    moment = r"(?P<moment>\d{4}-\d{2}-\d{2} \d{2}:\d{2})"

    def group(match: re.Match[str]) -> str:
        name = match[1]
        inside = ".*" if name in FREE else "[^”]*"
        return moment if name == "时刻" else f"“(?P<{name}>{inside})”"

    regex = re.sub(r"〈(\w+)〉", group, pattern)

    def note(method: Callable[..., None]) -> Callable[..., None]:
        SENTENCES.append((re.compile(regex), method))
        return method

    return note


@dataclass
class ScenarioDesk:
    """One scenario on its way: the time, the cases by what they are called, the last refusal."""

    programmes: Mapping[str, str]
    store: Store = field(default_factory=Store)
    now: datetime = datetime(2026, 3, 2, 9, tzinfo=BEIJING)
    numbers: dict[str, str] = field(default_factory=dict)
    current: str = ""
    refusal: Refusal | None = None

    def take(self, step: Step) -> None:
        for pattern, method in SENTENCES:
            match = pattern.fullmatch(step.text)
            if match is not None:
                if self.refusal is not None:
                    assert method is ScenarioDesk.is_refused, f"refused before: {self.refusal}"
                method(self, step, **match.groupdict())
                return
        raise AssertionError(f"no such sentence: {step.text}")

    # What is there

    @property
    def number(self) -> str:
        return self.numbers[self.current]

    @property
    def case(self) -> Case:
        found = case_of(CaseRow.objects.get(number=self.number).pk)
        assert found is not None
        return found

    @property
    def programme(self) -> Programme:
        return compiled(CaseRow.objects.get(number=self.number).digest)

    def viewer(self, name: str) -> Viewer:
        return viewer_of(User.objects.get(first_name=name), self.now.date())

    @staticmethod
    def organisation(name: str) -> str:
        return Organisation.objects.get(name_zh=name).code

    @staticmethod
    def subject(name: str) -> Subject:
        for kind, model in (("enterprise", Enterprise), ("project", Project), ("site", Site)):
            row = model.objects.filter(name=name).first()
            if row is not None:
                return Subject(kind, str(row.pk))
        raise AssertionError(f"nobody is called {name}")

    def at(self, moment: str) -> None:
        self.now = datetime.fromisoformat(moment).replace(tzinfo=BEIJING)

    def do(self, name: str, command: ask.Command) -> None:
        found = self.store.act(self.number, command, self.viewer(name), self.now)
        self.refusal = found if isinstance(found, Refusal) else None

    # By their titles

    @staticmethod
    def titled(entries: Iterable[Any], title: str) -> Any:
        found = [one for one in entries if one.title.zh == title]
        assert found, f"nothing is called “{title}”: {[one.title.zh for one in entries]}"
        return found[0]

    def values(self, programme: Programme, cells: Mapping[str, str]) -> dict[str, Any]:
        return {
            one.id: self.value(one, text)
            for title, text in cells.items()
            for one in [self.titled(programme.declared.fields, title)]
        }

    def value(self, declared: Any, text: str) -> Any:
        if hasattr(declared, "choices"):
            return next(code for code, label in declared.choices.items() if label.zh == text)
        if declared.type == "boolean":
            return TRUTHS[text]
        if declared.type == "organisation":
            return self.organisation(text)
        if declared.type == "organisations":
            return [self.organisation(name) for name in text.split("、")]
        if declared.type == "account":
            return User.objects.get(first_name=text).username
        return text

    def said(self, declared: Any, stored: Any) -> str:
        if stored is None:
            return "未知"
        if isinstance(declared, ChoiceField):
            return declared.choices[stored].zh
        if isinstance(declared, BooleanField):
            return "是" if stored else "否"
        if declared.type == "organisations":
            return "、".join(Organisation.objects.get(code=code).name_zh for code in stored)
        return str(stored)

    # Given

    @sentence("示例区已经建好，示例市也在其中")
    def there(self, step: Step) -> None:
        assert Organisation.objects.filter(code="sample").exists()

    @sentence(
        "〈who〉于 〈时刻〉 在〈where〉受理〈what〉，渠道〈channel〉(?:，对象〈whom〉)?(?:，称为〈called〉)?"
    )
    def opens(self, step, who, moment, where, what, channel, whom=None, called=None) -> None:
        self.at(moment)
        name = self.programmes[what]
        programme = self.newest(name)
        by = next(code for code, label in programme.declared.intake.channels.items() if label.zh == channel)
        about = self.subject(whom) if whom else None
        command = ask.Create("", self.organisation(where), by, self.values(programme, step.values), about)
        found = self.store.open_case(name, command, self.viewer(who), self.now)
        self.refusal = found if isinstance(found, Refusal) else None
        if not isinstance(found, Refusal):
            self.current = called or what
            self.numbers[self.current] = found.number

    def newest(self, name: str) -> Programme:
        from quheng.ledger.published import version_on

        return compiled(version_on(name, self.now.date()).digest)

    @sentence("〈whom〉列入〈what〉的名单，由〈where〉办理，自 〈时刻〉 起")
    def listed(self, step, whom, what, where, moment) -> None:
        self.at(moment)
        cadence = next(one for one in self.newest(self.programmes[what]).declared.cadences if one.about)
        put_on_list(
            self.programmes[what], cadence.id, self.subject(whom), self.organisation(where), self.now.date()
        )

    # When

    @sentence("到了 〈时刻〉，系统按节奏开件")
    def plans(self, step, moment) -> None:
        self.at(moment)
        self.planned = plan(self.now, self.store)

    @sentence("〈who〉于 〈时刻〉 办理〈move〉(?:，理由〈reason〉)?")
    def makes(self, step, who, moment, move, reason=None) -> None:
        self.at(moment)
        declared = self.titled(self.programme.declared.moves, move)
        self.do(who, ask.Make(declared.id, self.values(self.programme, step.values), reason or ""))

    @sentence("〈who〉于 〈时刻〉 逐项填写〈checklist〉")
    def marks(self, step, who, moment, checklist) -> None:
        self.at(moment)
        declared = self.titled(self.programme.declared.checklists, checklist)
        for title, mark, *note in step.rows:
            item = self.titled(declared.items, title)
            self.do(who, ask.MarkItem(declared.id, item.id, MARKS[mark], note[0] if note else ""))
            assert self.refusal is None, str(self.refusal)

    @sentence("〈who〉于 〈时刻〉 上传〈material〉(?:，拍的是〈checklist〉的〈item〉)?")
    def attaches(self, step, who, moment, material, checklist=None, item=None) -> None:
        self.at(moment)
        declared = self.titled(self.programme.declared.materials, material)
        kept = None if checklist is None else self.titled(self.programme.declared.checklists, checklist)
        line = None if kept is None else self.titled(kept.items, item)
        where = (None, None) if kept is None else (kept.id, line.id)
        self.do(who, ask.AttachFile(material, "sha256:0", 1, declared.media[-1], declared.id, *where))

    @sentence("〈who〉于 〈时刻〉 代表本单位答复〈parts〉：(?P<agrees>同意|不同意)，〈text〉")
    def answers(self, step, who, moment, parts, agrees, text) -> None:
        self.at(moment)
        declared = self.titled(self.programme.declared.parts, parts)
        self.do(who, ask.AnswerPart(declared.id, agrees == "同意", text))

    @sentence("〈who〉于 〈时刻〉 决定〈parts〉：(?P<agreed>同意|不同意)，〈text〉")
    def decides(self, step, who, moment, parts, agreed, text) -> None:
        self.at(moment)
        declared = self.titled(self.programme.declared.parts, parts)
        self.do(who, ask.DecideParts(declared.id, agreed == "同意", text))

    @sentence("〈who〉于 〈时刻〉 在〈table〉登记一行")
    def enters(self, step, who, moment, table) -> None:
        self.at(moment)
        declared, row = self.row(table, step.values)
        self.do(who, ask.AddEntry(declared.id, row))

    @sentence("〈who〉于 〈时刻〉 更正〈table〉的一行，理由〈reason〉")
    def mends(self, step, who, moment, table, reason) -> None:
        self.at(moment)
        declared, row = self.row(table, step.values)
        key = {**row, "who": self.viewer(who).account}
        self.do(who, ask.CorrectEntry(declared.id, key, row, reason))

    def row(self, table: str, cells: Mapping[str, str]) -> tuple[EntriesField, dict[str, Any]]:
        declared = self.titled(self.programme.declared.fields, table)
        columns = [(self.titled(declared.columns, title), text) for title, text in cells.items()]
        return declared, {column.id: self.value(column, text) for column, text in columns}

    @sentence("〈who〉于 〈时刻〉 评估资格")
    def assesses(self, step, who, moment) -> None:
        self.at(moment)
        self.do(who, ask.Assess())

    @sentence("〈who〉于 〈时刻〉 对〈notice〉登记异议〈text〉")
    def objects(self, step, who, moment, notice, text) -> None:
        self.at(moment)
        self.do(who, ask.RaiseObjection(self.titled(self.programme.declared.notices, notice).id, text))

    @sentence(
        r"〈who〉于 〈时刻〉 答复〈notice〉第 (?P<number>\d+) 号异议：(?P<upheld>成立|不成立)，〈text〉"
    )
    def replies(self, step, who, moment, notice, number, upheld, text) -> None:
        self.at(moment)
        declared = self.titled(self.programme.declared.notices, notice)
        self.do(who, ask.AnswerObjection(declared.id, int(number), upheld == "成立", text))

    @sentence(
        "〈who〉于 〈时刻〉 建立〈link〉，称为〈called〉，渠道〈channel〉(?:，为的是〈checklist〉的〈item〉)?"
    )
    def links(self, step, who, moment, link, called, channel, checklist=None, item=None) -> None:
        self.at(moment)
        declared = self.titled(self.programme.declared.links, link)
        theirs = self.newest(declared.programme)
        by = next(code for code, label in theirs.declared.intake.channels.items() if label.zh == channel)
        kept = None if checklist is None else self.titled(self.programme.declared.checklists, checklist)
        line = None if kept is None else self.titled(kept.items, item)
        found = self.store.open_linked(
            self.number,
            ask.OpenLinked(declared.id, "", kept and kept.id, line and line.id),
            ask.Create(
                "", CaseRow.objects.get(number=self.number).organisation.code, by,
                self.values(theirs, step.values),
            ),
            self.viewer(who),
            self.now,
        )  # fmt: skip
        self.refusal = found if isinstance(found, Refusal) else None
        if not isinstance(found, Refusal):
            self.numbers[called] = found[1].number

    @sentence("来看〈called〉")
    def turns(self, step, called) -> None:
        self.current = called

    # Then

    @sentence("被拒绝，因为〈words〉")
    def is_refused(self, step, words) -> None:
        assert self.refusal is not None, "it was not refused"
        use_language("zh")
        assert words in str(self.refusal), str(self.refusal)
        self.refusal = None

    @sentence("办件在〈stage〉环节")
    def stands(self, step, stage) -> None:
        assert self.programme.stages[self.case.stage].title.zh == stage

    @sentence("办件由〈where〉承办")
    def lies(self, step, where) -> None:
        assert self.case.organisation == self.organisation(where)

    @sentence(r"〈clock〉到 (?P<day>\S+) 为止(?:，由〈where〉)?")
    def is_due(self, step, clock, day, where=None) -> None:
        declared = self.titled(self.programme.declared.clocks, clock)
        running = self.case.clocks[declared.id, where and self.organisation(where)]
        assert str(running.deadline.day) == day

    @sentence("〈clock〉(?P<how>按时|超时|暂停)(?:，由〈where〉)?")
    def is_kept(self, step, clock, how, where=None) -> None:
        declared = self.titled(self.programme.declared.clocks, clock)
        running = self.case.clocks[declared.id, where and self.organisation(where)]
        found = "暂停" if running.stands else {True: "按时", False: "超时"}.get(running.kept)
        assert found == how

    @sentence("〈name〉为〈text〉")
    def holds(self, step, name, text) -> None:
        declared = self.titled(self.programme.declared.fields, name)
        assert self.said(declared, self.case.values.get(declared.id)) == text

    @sentence("开出 (?P<count>[0-9]+) 件(?:，应办日期 (?P<day>[0-9-]+))?(?:，称为〈called〉)?")
    def opened(self, step, count, day=None, called=None) -> None:
        assert [one.refusal for one in self.planned] == [None] * int(count)
        if day:
            assert {str(one.day) for one in self.planned} == {day}
        if called:
            self.current = called
            self.numbers[called] = self.planned[0].number
