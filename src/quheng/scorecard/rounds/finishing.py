"""Notice and final list: what is made public and until when, and what objections change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from quheng.bilingual import Text
from quheng.calendars import Calendar, Due, due
from quheng.errors import DataError, Problem, Where
from quheng.scorecard.rounds.declared import RoundDeclaration
from quheng.scorecard.rounds.rulings import Objection
from quheng.scorecard.rounds.seats import Seats
from quheng.scorecard.rounds.stage import Candidate, Sorter, Stage, score_text


@dataclass(frozen=True)
class Notice:
    """What the public notice says: the notice itself is made of it elsewhere.

    Parameters
    ----------
    title
        Of the round.
    start
        The day on which it is put up.
    end
        Its last day, and how sure that is; None where the round has no notice.
    listed
        Who is on it, in order.
    """

    title: Text
    start: date
    end: Due | None
    listed: tuple[Candidate, ...]

    def holds(self, day: date) -> bool:
        """Whether a day lies in the notice; an end that is not known is not over."""
        last = self.end.day if self.end else self.start
        return self.start <= day and (last is None or day <= last)

    def as_dict(self) -> dict[str, Any]:
        """Return the notice for JSON."""
        return {
            "title": {"zh": self.title.zh, "en": self.title.en},
            "from": self.start.isoformat(),
            "to": self.end.day.isoformat() if self.end and self.end.day else None,
            "status": self.end.status if self.end else None,
            "listed": [
                {
                    "id": one.id,
                    "name": one.application.name,
                    "rank": one.rank,
                    "score": None if one.score is None else score_text(one.score),
                }
                for one in self.listed
            ],
        }


def notice(
    declared: RoundDeclaration, before: Stage, start: date, calendar: Calendar
) -> tuple[Stage, Notice]:
    """Put the shortlist up: everyone on it goes on, with the days of the notice in the log."""
    sorter = Sorter("notice")
    end = due(start, declared.notice.lasts, calendar) if declared.notice else None
    data = Notice(declared.title, start, end, before.on)
    for candidate in before.on:
        sorter.send(candidate, "on", _hung(data))
    for candidate in before.reserve:
        sorter.send(candidate, "reserve", Text(zh="备选，不公示", en="in reserve: not on the notice"))
    return sorter.stage(), data


def _hung(data: Notice) -> Text:
    if data.end is None:
        return Text(zh="不设公示", en="there is no notice")
    last = data.end.day.isoformat() if data.end.day else "?"
    sure = data.end.status == "published"
    return Text(
        zh=f"{data.start} 起公示，至 {last}" + ("" if sure else f"（{data.end.status}，日历未定）"),
        en=f"on notice from {data.start} to {last}"
        + ("" if sure else f" ({data.end.status} by the calendar)"),
    )


def final(
    declared: RoundDeclaration,
    before: Stage,
    data: Notice,
    objections: Iterable[Objection] = (),
    others: Iterable[Candidate] = (),
) -> Stage:
    """Make the final list of the notice.

    Of the objections to one applicant that came in during the notice, the last that is not dismissed decides:
    `remove` takes it off, `return` puts it (back) on, `open` keeps it waiting. One who returns without a rank
    goes to review, to be checked and scored. For each who is taken off the next in reserve moves up whose
    group has room, and is to be put on notice first.

    Parameters
    ----------
    declared, before, data
        The round, the stage of the notice, and the notice.
    objections
        In the order in which they were decided.
    others
        Candidates who fell out before, to whom an objection may speak.

    Raises
    ------
    DataError
        Where an objection is about one who did not apply.
    """
    sorter = Sorter("final")
    known = {one.id: one for one in (*others, *before.reserve, *before.on)}
    rulings = _decisive(objections, data, known, sorter)
    on_notice = {one.id for one in before.on}
    seats = Seats(declared)
    for candidate in before.on:
        ruling = rulings.get(candidate.id)
        if ruling is None or ruling.outcome == "return":
            sorter.send(candidate, "on", _objected(ruling) or Text(zh="公示无异议", en="nobody objected"))
            seats.take(seats.group(candidate))
        elif ruling.outcome == "open":
            sorter.send(candidate, "review", _words(ruling))
            seats.take(seats.group(candidate))
        else:
            sorter.send(candidate, "out", _words(ruling))
    returned = [
        known[name] for name, one in rulings.items() if one.outcome == "return" and name not in on_notice
    ]
    for candidate in returned:
        ruling = rulings[candidate.id]
        unranked = candidate.rank is None and declared.score is not None
        sorter.send(candidate, "review" if unranked else "on", _words(ruling))
        seats.take(seats.group(candidate))
    gone = {one.id for one in returned} | {name for name, one in rulings.items() if one.outcome == "remove"}
    _move_up(
        [one for one in before.reserve if one.id not in gone], seats, _vacancies(before, rulings), sorter
    )
    return sorter.stage()


def _vacancies(before: Stage, rulings: dict[str, Objection]) -> int:
    return sum(1 for one in before.on if one.id in rulings and rulings[one.id].outcome == "remove")


def _move_up(reserve: list[Candidate], seats: Seats, vacancies: int, sorter: Sorter) -> None:
    """Let the next in reserve take the places that fell free; those who share a rank wait for a ruling."""
    for candidate in reserve:
        group = seats.group(candidate)
        equal = [one for one in reserve if one.rank == candidate.rank]
        if vacancies <= 0 or seats.left <= 0 or seats.room(group) <= 0:
            sorter.send(candidate, "reserve", Text(zh="仍为备选", en="stays in reserve"))
        elif len(equal) > vacancies:
            sorter.send(
                candidate,
                "review",
                Text(
                    zh=f"{len(equal)} 个备选并列，只空出 {vacancies} 个名额",
                    en=f"{len(equal)} in reserve share a rank, and {vacancies} places fell free",
                ),
            )
        else:
            sorter.send(
                candidate, "notice", Text(zh="依次递补，须先公示", en="moves up, to be put on notice first")
            )
            seats.take(group)
            vacancies -= 1


def _decisive(
    objections: Iterable[Objection], data: Notice, known: dict[str, Candidate], sorter: Sorter
) -> dict[str, Objection]:
    """Return for each applicant the objection that decides; the others are logged."""
    found: dict[str, Objection] = {}
    for one in objections:
        if one.applicant not in known:
            raise DataError(
                Problem(
                    Text(
                        zh=f"异议 {one.id} 所指的 {one.applicant} 没有申报",
                        en=f"objection {one.id} is about {one.applicant}, who did not apply",
                    ),
                    Where(field="objections"),
                    Text(zh="请核对编号", en="check the id"),
                )
            )
        if not data.holds(one.received):
            late = Text(
                zh=f"异议 {one.id} 于 {one.received} 收到，不在公示期内，不计",
                en=f"objection {one.id} came in on {one.received}, not during the notice, and does not count",
            )
            sorter.note(one.applicant, "on", late)
        elif one.outcome == "dismissed":
            sorter.note(one.applicant, "on", _words(one))
        else:
            found[one.applicant] = one
    return found


OUTCOMES = {
    "open": Text(zh="尚未处理", en="not decided yet"),
    "dismissed": Text(zh="不成立", en="dismissed"),
    "remove": Text(zh="成立，取消", en="upheld: taken off the list"),
    "return": Text(zh="成立，恢复", en="upheld: put on the list"),
}


def _objected(one: Objection | None) -> Text | None:
    return None if one is None else _words(one)


def _words(one: Objection) -> Text:
    outcome = OUTCOMES[one.outcome]
    return Text(
        zh=f"异议 {one.id}（{one.received}）{outcome.zh}：{one.why}",
        en=f"objection {one.id} ({one.received}) {outcome.en}: {one.why}",
    )
