"""A case as it is answered: as it stands, masked, with names in the language of the client."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Schema

from quheng.ledger.cases import Case
from quheng.ledger.cases.state import RunningClock
from quheng.ledger.naming import Names, names_of
from quheng.ledger.neighbours import named_in, readable_among
from quheng.ledger.scope import Viewer
from quheng.web.api.programmes import NamedOut, named
from quheng.web.api.shown import Shown


class SubjectOut(Schema):
    """Whom a case is about; people are masked."""

    kind: str
    key: str
    name: str | None


class ClockOut(NamedOut):
    """A clock: when it ends, whether it stands, and, once it stopped, whether in time."""

    organisation: str | None
    since: datetime
    due: datetime | None
    due_day: date | None
    status: str
    promise: bool
    runs: bool
    stands: bool
    kept: bool | None


class PartOut(Schema):
    """One department's part; `agrees` is null while it is asked."""

    organisation: str
    agrees: bool | None


class PartsOut(NamedOut):
    """Several departments at once."""

    round: int
    done: bool
    agreed: bool | None
    closed: bool
    parts: list[PartOut]


class MarkOut(Schema):
    """An item of a checklist that was marked."""

    checklist: str
    item: str
    mark: str


class LinkOut(Schema):
    """A case that was opened from this one; its number is null where the token does not reach it."""

    link: str
    number: str | None
    checklist: str | None
    item: str | None
    is_open: bool


class FileOut(Schema):
    """An attached file."""

    digest: str
    name: str
    size: int
    media: str
    material: str | None
    checklist: str | None
    item: str | None


class ObjectionOut(Schema):
    """An objection to a notice; `upheld` is null until it is answered."""

    number: int
    upheld: bool | None


class NoticeOut(NamedOut):
    """What was posted, until when, and the objections."""

    since: datetime
    until: date | None
    objections: list[ObjectionOut]


class CaseOut(Schema):
    """A case as it stands. `masked` names the fields whose values are not told whole."""

    number: str
    programme: str
    version: int
    stage: NamedOut
    organisation: NamedOut
    received_by: NamedOut
    handler: str | None
    channel: str
    subject: SubjectOut | None
    parent: str | None
    merged_into: str | None
    absorbed: list[str]
    accepted_on: date
    opened_at: datetime
    closed_at: datetime | None
    sent_back: int
    verdict: str | None
    values: dict[str, Any]
    masked: list[str]
    erased: list[str]
    clocks: list[ClockOut]
    parts: list[PartsOut]
    marks: list[MarkOut]
    links: list[LinkOut]
    files: list[FileOut]
    notices: list[NoticeOut]
    seq: int


def case_out(shown: Shown, viewer: Viewer) -> dict[str, Any]:
    """Return a case as it is answered."""
    case, programme = shown.reading.case, shown.programme
    names = names_of({case.organisation, case.received_by}, (), case.subject)
    reached = readable_among(viewer, named_in(case))
    return {
        "number": case.number,
        "programme": case.programme,
        "version": case.version,
        "stage": named(case.stage, programme.stages[case.stage].title),
        "organisation": _office(case.organisation, names),
        "received_by": _office(case.received_by, names),
        "handler": case.handler,
        "channel": case.channel,
        "subject": _subject(case, names),
        "parent": case.parent if case.parent in reached else None,
        "merged_into": case.merged_into if case.merged_into in reached else None,
        "absorbed": [number for number in case.absorbed if number in reached],
        "accepted_on": case.accepted_on,
        "opened_at": case.opened_at,
        "closed_at": case.closed_at,
        "sent_back": case.sent_back,
        "verdict": case.verdict,
        "values": shown.values(case.values),
        "masked": shown.masked_in(case.values),
        "erased": sorted(case.erased),
        "clocks": [_clock(shown, name, where, clock) for (name, where), clock in case.clocks.items()],
        "parts": _parts(shown),
        "marks": [
            {"checklist": checklist, "item": item, "mark": mark}
            for (checklist, item), mark in case.marks.items()
        ],
        "links": _links(case, reached),
        "files": _files(shown),
        "notices": _notices(shown),
        "seq": case.seq,
    }


def _office(code: str, names: Names) -> dict[str, str]:
    return named(code, names.organisation(code))


def _subject(case: Case, names: Names) -> dict[str, Any] | None:
    if case.subject is None:
        return None
    return {"kind": case.subject.kind, "key": case.subject.key, "name": names.subject}


def _clock(shown: Shown, name: str, organisation: str | None, clock: RunningClock) -> dict[str, Any]:
    return {
        **named(name, shown.programme.clocks[name].title),
        "organisation": organisation,
        "since": clock.since,
        "due": clock.deadline.moment,
        "due_day": clock.deadline.day,
        "status": clock.deadline.status,
        "promise": clock.promise,
        "runs": clock.runs,
        "stands": clock.stands,
        "kept": clock.kept,
    }


def _parts(shown: Shown) -> list[dict[str, Any]]:
    return [
        {
            **named(name, shown.programme.parts[name].title),
            "round": parts.round,
            "done": parts.done,
            "agreed": parts.agreed,
            "closed": parts.closed,
            "parts": [{"organisation": code, "agrees": part.agrees} for code, part in parts.open.items()],
        }
        for name, parts in shown.reading.case.parts.items()
    ]


def _links(case: Case, reached: frozenset[str]) -> list[dict[str, Any]]:
    return [
        {
            "link": link.link,
            "number": number if number in reached else None,
            "checklist": link.checklist,
            "item": link.item,
            "is_open": link.is_open,
        }
        for number, link in case.links.items()
    ]


def _files(shown: Shown) -> list[dict[str, Any]]:
    return [
        {
            "digest": file.digest,
            "name": shown.text(file.name),
            "size": file.size,
            "media": file.media,
            "material": file.material,
            "checklist": file.checklist,
            "item": file.item,
        }
        for file in shown.reading.case.files
    ]


def _notices(shown: Shown) -> list[dict[str, Any]]:
    titles = {notice.id: notice.title for notice in shown.programme.declared.notices}
    return [
        {
            **named(name, titles[name]),
            "since": notice.since,
            "until": notice.deadline.day,
            "objections": [
                {"number": number, "upheld": one.upheld} for number, one in notice.objections.items()
            ],
        }
        for name, notice in shown.reading.case.notices.items()
    ]
