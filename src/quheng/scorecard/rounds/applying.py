"""Apply and check: applications in their window, each applicant once, by the rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from quheng.bilingual import Text
from quheng.errors import DataError, Problem, Where
from quheng.scorecard.rounds.declared import RoundDeclaration, Window
from quheng.scorecard.rounds.rulings import Ruling, all_were_asked_for, rulings_of
from quheng.scorecard.rounds.stage import Application, Candidate, Sorter, Stage
from quheng.scorecard.scorecard import Scorecard

RECEIVED = Text(zh="在申报期内申报", en="applied in time")


def apply(declared: RoundDeclaration, applications: Iterable[Application]) -> Stage:
    """Take the applications: those in the window, each applicant once; without a day, to review.

    Raises
    ------
    DataError
        Where an application has no id.
    """
    sorter = Sorter("apply")
    window = declared.applications
    valid: dict[str, list[Application]] = {}
    others: list[tuple[Application, bool]] = []
    for one in applications:
        if not one.id.strip():
            raise DataError(
                Problem(
                    Text(zh="申报没有编号", en="an application has no id"),
                    Where(field="id"),
                    Text(zh="请给出统一社会信用代码或编号", en="give the code of the applicant"),
                )
            )
        if window is not None and (one.applied is None or not _within(one.applied, window)):
            others.append((one, one.applied is None))
        else:
            valid.setdefault(one.id, []).append(one)
    for several in valid.values():
        ordered = sorted(several, key=lambda one: _moment(one.applied))
        first = window is not None and window.repeat == "first"
        chosen = ordered[0] if first else ordered[-1]
        sorter.send(Candidate(chosen), "on", RECEIVED)
        if len(several) > 1:
            which = Text(zh="首次", en="the first") if first else Text(zh="最后一次", en="the last")
            sorter.note(
                chosen.id,
                "on",
                Text(
                    zh=f"申报 {len(several)} 次，以{which.zh}为准（{chosen.applied or '未写日期'}）",
                    en=f"applied {len(several)} times, and {which.en} counts ({chosen.applied or 'no day'})",
                ),
            )
    for one, undated in others:
        _left_out(sorter, one, window, undated, one.id in valid)
    return sorter.stage()


def _left_out(sorter: Sorter, one: Application, window: Window | None, undated: bool, again: bool) -> None:
    """Send an application out of time out, and one without a day to review; none where another counts."""
    assert window is not None
    why = (
        Text(zh="没有申报日期", en="the day of the application is not known")
        if undated
        else Text(
            zh=f"{one.applied} 申报，不在 {window.first} 至 {window.last} 之内",
            en=f"applied on {one.applied}, not from {window.first} to {window.last}",
        )
    )
    if again:
        sorter.note(
            one.id, "on", Text(zh=f"另一次申报不计：{why.zh}", en=f"another does not count: {why.en}")
        )
    else:
        sorter.send(Candidate(one), "review" if undated else "out", why)


def _within(applied: date, window: Window) -> bool:
    day = applied.date() if isinstance(applied, datetime) else applied
    return window.first <= day <= window.last


def _moment(applied: date | None) -> tuple[bool, str]:
    """Return what orders applications: those without a day first, a day before its moments."""
    return applied is not None, "" if applied is None else applied.isoformat()


def check(
    declared: RoundDeclaration, before: Stage, card: Scorecard | None, rulings: Iterable[Ruling] = ()
) -> Stage:
    """Check the applicants by the scorecard, in the version of the day on which they applied.

    A pass goes on, a fail is out, needs_review and what cannot be read go to review; a ruling decides those.

    Raises
    ------
    DataError
        Where a ruling is on one who does not wait.
    """
    sorter = Sorter("check")
    ruled = rulings_of(rulings, "check")
    used = []
    waiting = [(one, True) for one in before.review]
    for candidate, unclear in [*((one, False) for one in before.on), *waiting]:
        found, doubts = (candidate, []) if card is None else _assessed(candidate, card)
        if unclear:
            doubts = [Text(zh="没有申报日期", en="the day of the application is not known"), *doubts]
        verdict = found.assessment.verdict if found.assessment else "pass"
        if verdict == "needs_review" and found.assessment:
            doubts += [reason.text for reason in found.assessment.reasons]
        if verdict == "fail" and found.assessment:
            for reason in found.assessment.reasons[1:]:
                sorter.note(found.id, "out", reason.text)
            sorter.send(found, "out", found.assessment.reasons[0].text)
        elif not doubts:
            sorter.send(found, "on", _passed(card))
        elif found.id in ruled:
            used.append(found.id)
            sorter.send(found, "on" if ruled[found.id].goes_on else "out", ruled[found.id].text)
        else:
            for doubt in doubts[1:]:
                sorter.note(found.id, "review", doubt)
            sorter.send(found, "review", doubts[0])
    stage = sorter.stage()
    all_were_asked_for(ruled, used, stage)
    return stage


def _passed(card: Scorecard | None) -> Text:
    if card is None:
        return Text(zh="不设资格条件", en="there are no conditions")
    return Text(zh=f"符合 {card.title.zh} 的条件", en=f"meets the conditions of {card.title.en}")


def _assessed(candidate: Candidate, card: Scorecard) -> tuple[Candidate, list[Text]]:
    """Return the candidate with its assessment, and what cannot be read."""
    applied = candidate.application.applied
    on = applied.date() if isinstance(applied, datetime) else applied
    try:
        found = card.assess(candidate.application.inputs, on)
    except DataError as error:
        return candidate, [problem.located for problem in error.problems]
    return replace(candidate, assessment=found), []
