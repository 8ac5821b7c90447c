"""The gates of a move: materials, people, values, departments, checklists, linked cases, notices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from quheng.bilingual import Text
from quheng.errors import Problem, Where
from quheng.ledger.cases.asking import asked_items, asked_materials, is_asked
from quheng.ledger.cases.decide.course import Course
from quheng.ledger.cases.decide.notices import notice_end
from quheng.ledger.cases.facts import seen
from quheng.ledger.cases.refusal import Refusal, RefusedError
from quheng.ledger.programmes.declared import CREATED, Needs
from quheng.scorecard.unknown import at_most

Gate = Callable[[Course, Needs], Iterator[Problem]]


def pass_gates(course: Course, needs: Needs) -> None:
    """Refuse, with every gate that is not passed."""
    problems = tuple(problem for gate in GATES for problem in gate(course, needs))
    if problems:
        raise RefusedError(Refusal("gate", problems))


def _materials(course: Course, needs: Needs) -> Iterator[Problem]:
    programme, values = course.programme, seen(course.case, course.programme)
    attached = {file.material for file in course.case.files}
    names = [name for name in needs.materials if is_asked(programme, ("materials", name), values)]
    if needs.asked_materials:
        names += [one.id for one in asked_materials(programme, values) if one.id not in names]
    for name in names:
        if name not in attached:
            title = programme.materials[name].title
            yield _problem(f"缺少材料“{title.zh}”", f"“{title.en}” is not attached", name)


def _two_people(course: Course, needs: Needs) -> Iterator[Problem]:
    return different_people(course, needs.different_from)


def different_people(course: Course, moves: Iterable[str]) -> Iterator[Problem]:
    """Yield the moves (or `created`) that the person made who now must be another."""
    for name in moves:
        if course.case.made_by.get(name) == course.actor.id:
            title = Text(zh="受理", en="opening the case")
            if name != CREATED:
                title = course.programme.moves[name].title
            yield _problem(
                f"“{title.zh}”由本人办理，须另一人办理本步",
                f"you did “{title.en}” yourself: this step needs another person",
            )


def _within(course: Course, needs: Needs) -> Iterator[Problem]:
    values = seen(course.case, course.programme)
    for within in needs.within:
        value = values[within.field]
        low = within.at_least is None or at_most(within.at_least, value, strict=False) is True
        high = within.at_most is None or at_most(value, within.at_most, strict=False) is True
        if not (low and high):
            title = course.programme.fields[within.field].title
            span = " ".join(
                part
                for part in (
                    "" if within.at_least is None else f"≥ {within.at_least}",
                    "" if within.at_most is None else f"≤ {within.at_most}",
                )
                if part
            )
            yield _problem(f"“{title.zh}”应 {span}", f"“{title.en}” must be {span}", within.field)


def _parts(course: Course, needs: Needs) -> Iterator[Problem]:
    for name in needs.parts:
        title = course.programme.parts[name].title
        parts = course.case.parts.get(name)
        if parts is None or not parts.done:
            waiting = [] if parts is None else [one for one, part in parts.open.items() if not part.answered]
            zh, en = "、".join(waiting), ", ".join(waiting)
            yield _problem(
                f"{title.zh}尚未答复齐{f'：{zh}' if zh else ''}",
                f"not all have answered in “{title.en}”{f': {en}' if en else ''}",
            )
        elif parts.agreed is not True:
            yield _problem(
                f"{title.zh}没有同意" if parts.agreed is False else f"{title.zh}有待牵头人决定",
                f"“{title.en}” was not agreed"
                if parts.agreed is False
                else f"“{title.en}” waits for the lead's decision",
            )


def _checklists(course: Course, needs: Needs) -> Iterator[Problem]:
    for name in needs.checklists:
        checklist = course.programme.checklists[name]
        pictured = {
            file.item
            for file in course.case.files
            if (file.checklist, file.material) == (name, checklist.photo)
        }
        followed = {
            link.item
            for link in course.case.links.values()
            if link.checklist == name and link.item is not None
        }
        for item in asked_items(course.programme, checklist, seen(course.case, course.programme)):
            mark = course.case.marks.get((name, item.id))
            if mark is None:
                yield _problem(f"“{item.title.zh}”尚未检查", f"“{item.title.en}” is not marked", item.id)
            if mark == "failed" and checklist.photo and item.id not in pictured:
                yield _problem(
                    f"“{item.title.zh}”不合格，缺少照片",
                    f"“{item.title.en}” failed, and no photograph of it is attached",
                    item.id,
                )
            if mark == "failed" and checklist.follow_up and item.id not in followed:
                title = course.programme.links[checklist.follow_up].title
                yield _problem(
                    f"“{item.title.zh}”不合格，尚未建立{title.zh}",
                    f"“{item.title.en}” failed, and no case “{title.en}” is opened for it",
                    item.id,
                )


def _closed_links(course: Course, needs: Needs) -> Iterator[Problem]:
    for number, link in course.case.links.items():
        if link.link in needs.closed_links and link.is_open:
            yield _problem(f"关联办件 {number} 尚未办结", f"the linked case {number} is not closed")


def _named_in(course: Course, needs: Needs) -> Iterator[Problem]:
    if not needs.named_in:
        return
    values = course.case.values
    if course.actor.id not in {values.get(name) for name in needs.named_in}:
        titles = [course.programme.fields[name].title for name in needs.named_in]
        zh, en = "、".join(one.zh for one in titles), ", ".join(one.en for one in titles)
        yield _problem(f"本步只能由{zh}办理", f"this step is for: {en}", needs.named_in[0])


def _notices(course: Course, needs: Needs) -> Iterator[Problem]:
    for name in needs.notices:
        declared, posted = course.programme.notices[name], course.case.notices.get(name)
        zh, en = declared.title.zh, declared.title.en
        if posted is None:
            yield _problem(f"{zh}尚未发布", f"“{en}” is not posted")
            continue
        end = notice_end(course, declared, posted)
        if end.moment is None or course.now <= end.moment:
            day = end.day or "—"
            yield _problem(f"{zh}至 {day} 期满", f"“{en}” is posted until {day}")
        for number, objection in posted.objections.items():
            if objection.upheld is None:
                yield _problem(f"第 {number} 号异议尚未答复", f"objection {number} is not answered")
            elif objection.upheld:
                yield _problem(f"第 {number} 号异议成立", f"objection {number} was upheld")


GATES: tuple[Gate, ...] = (
    _materials,
    _two_people,
    _named_in,
    _within,
    _parts,
    _checklists,
    _closed_links,
    _notices,
)


def _problem(zh: str, en: str, field: str | None = None) -> Problem:
    return Problem(Text(zh=zh, en=en), Where(field=field))
