"""The pieces of a case's page: its clocks, departments, links and values, each as the template wants them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from quheng.bilingual import Text
from quheng.calendars.beijing_time import local_moment
from quheng.ledger.cases.state import LinkedCase, Part
from quheng.ledger.programmes.declared import WHO, DeclaredField, EntriesField
from quheng.web.staff.deeds import DEEDS, Deed
from quheng.web.staff.deeds.entries import rows_in, tables_of
from quheng.web.staff.desk import Desk, value_words
from quheng.web.staff.time_left import TimeLeft, time_left, until_words

NOTHING = Text(zh="—", en="—")
UPHELD = {
    True: Text(zh="成立", en="upheld"),
    False: Text(zh="不成立", en="not upheld"),
    None: Text(zh="待答复", en="waits for an answer"),
}
KEPT = {
    True: Text(zh="按时", en="in time"),
    False: Text(zh="超时", en="late"),
    None: Text(zh="已停止", en="stopped"),
}


UNNAMED = Text(zh="（文件名已隐藏）", en="(name hidden)")


@dataclass(frozen=True)
class ClockShown:
    """A clock: its name, for whom, what is left or how it ended."""

    title: Text
    organisation: Text | None
    promise: bool
    budget: Text
    end: datetime | None
    until: str
    left: TimeLeft | None
    ended: Text | None
    paused_since: datetime | None
    extensions: tuple[Text, ...]
    deeds: tuple[Deed, ...]


def clocks_of(desk: Desk, deeds: dict[str, list[Deed]]) -> list[ClockShown]:
    """Return the clocks: those that run first, the most urgent on top."""
    shown = []
    for (name, organisation), running in desk.case.clocks.items():
        clock = desk.programme.clocks[name]
        end, left = running.deadline, None
        if running.runs:
            calendar = desk.reading.rules.calendar_of(clock)
            left = time_left(end.moment, end.status, end.warn_at, desk.now, calendar)
        target = f"{name}:{organisation}" if organisation else name
        shown.append(
            ClockShown(
                clock.title,
                desk.names.organisation(organisation) if organisation else None,
                running.promise,
                running.budget.title,
                end.moment,
                until_words(end.moment) if end.moment else "",
                left,
                None if running.runs else KEPT[running.kept],
                local_moment(running.pauses[-1].since) if running.stands else None,
                tuple(by.title for by in running.extensions),
                tuple(
                    one
                    for kind in ("pause", "resume", "extend")
                    for one in deeds[kind]
                    if one.target == target
                ),
            )
        )
    return sorted(shown, key=lambda one: (one.left is None, one.end is None, one.end and one.end.timestamp()))


@dataclass(frozen=True)
class DepartmentShown:
    """A department that is asked."""

    name: Text
    part: Part
    returning: Deed | None


@dataclass(frozen=True)
class PartsShown:
    """Several departments at once: who is asked, what they said, what comes of it."""

    title: Text
    departments: tuple[DepartmentShown, ...]
    outcome: Text
    deeds: tuple[Deed, ...]
    answer: Deed | None


def parts_of(desk: Desk, deeds: dict[str, list[Deed]]) -> list[PartsShown]:
    """Return the departments that are or were asked."""
    shown = []
    for name, held in desk.case.parts.items():
        departments = tuple(
            DepartmentShown(
                desk.names.organisation(code),
                part,
                next((one for one in deeds["return"] if one.target == f"{name}:{code}"), None),
            )
            for code, part in held.open.items()
        )
        answered = sum(part.answered for part in held.open.values())
        outcome = Text(
            zh=f"已答复 {answered}/{len(held.open)}", en=f"{answered} of {len(held.open)} have answered"
        )
        if held.agreed is not None:
            outcome = Text(zh="已同意", en="agreed") if held.agreed else Text(zh="未同意", en="not agreed")
        elif held.done:
            outcome = Text(zh="待牵头人决定", en="waits for the lead")
        shown.append(
            PartsShown(
                desk.programme.parts[name].title,
                departments,
                outcome,
                tuple(one for kind in ("decide", "add") for one in deeds[kind] if one.target == name),
                next((one for one in deeds["answer"] if one.target == name), None),
            )
        )
    return shown


def links_of(desk: Desk) -> Iterator[tuple[str, Text, LinkedCase]]:
    """Yield the linked cases: number, by which link, whether it is open."""
    for number, link in desk.case.links.items():
        yield number, desk.programme.links[link.link].title, link


@dataclass(frozen=True)
class FileShown:
    """A file: its name, what it is, and where it is fetched, if it may be."""

    name: str
    material: Text | None
    size: int
    digest: str
    address: str | None


def files_of(desk: Desk) -> list[FileShown]:
    """Return the files; the name of one that may not be opened is its kind."""
    shown = []
    for file in desk.case.files:
        material = desk.programme.materials.get(file.material or "")
        sees = desk.sees(material.sensitivity if material else "internal")
        name = file.name if sees and file.name else str(UNNAMED)
        title = material.title if material else None
        address = reverse("case-file", args=(desk.case.number, file.digest)) if file.digest else None
        shown.append(FileShown(name, title, file.size, file.digest, address))
    return shown


def values_of(
    desk: Desk, *, but: tuple[DeclaredField, ...] = ()
) -> Iterator[tuple[DeclaredField, Text, bool]]:
    """Yield the fields that are filled in and stand in no form: field, value, whether it is hidden."""
    left_out = {one.id for one in but}
    for field in desk.programme.declared.fields:
        value = desk.value(field)
        if value is not None and field.id not in left_out and not isinstance(field, EntriesField):
            yield field, value, desk.is_hidden(field)


@dataclass(frozen=True)
class TableShown:
    """A table inside a case: its columns, its rows in words, and what can be done with each."""

    field: EntriesField
    rows: tuple[tuple[tuple[Text, ...], Deed | None], ...]
    adding: Deed | None


def tables_on(desk: Desk, deeds: dict[str, list[Deed]]) -> list[TableShown]:
    """Return the tables that have rows, or to which rows can be added."""
    shown = []
    for table in tables_of(desk):
        rows = rows_in(desk, table) if desk.sees(table.sensitivity) else ()
        adding = next((one for one in deeds["add-entry"] if one.target == table.id), None)
        if rows or adding:
            correcting = {one.target: one for one in deeds["correct-entry"]}
            cells = tuple(
                (tuple(_cells(desk, table, row)), correcting.get(f"{table.id}:{place}"))
                for place, row in enumerate(rows)
            )
            shown.append(TableShown(table, cells, adding))
    return shown


def _cells(desk: Desk, table: EntriesField, row: Mapping[str, Any]) -> Iterator[Text]:
    if table.is_personal_to_each:
        yield desk.names.account(row.get(WHO, ""))
    for column in table.columns:
        yield value_words(column, row[column.id], desk.names) if column.id in row else NOTHING


@dataclass(frozen=True)
class NoticeShown:
    """What was posted: until when, and the objections."""

    title: Text
    since: datetime
    until: str
    objections: tuple[tuple[int, Text], ...]
    deeds: tuple[Deed, ...]


def notices_on(desk: Desk, deeds: dict[str, list[Deed]]) -> list[NoticeShown]:
    """Return what is or was posted."""
    shown = []
    for name, posted in desk.case.notices.items():
        end = posted.deadline.moment
        offered = [one for one in deeds["answer-objection"] if one.target.partition(":")[0] == name]
        offered += [one for one in deeds["object"] if one.target == name]
        objections = tuple((number, UPHELD[one.upheld]) for number, one in posted.objections.items())
        until = until_words(end) if end else ""
        title = desk.programme.notices[name].title
        shown.append(NoticeShown(title, posted.since, until, objections, tuple(offered)))
    return shown


def deeds_on(desk: Desk) -> dict[str, list[Deed]]:
    """Return every deed that this person is offered, by name."""
    return {
        name: [deed(desk, target, bare=deed.has_own_page) for target in deed.targets(desk)]
        for name, deed in DEEDS.items()
    }
