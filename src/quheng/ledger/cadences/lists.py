"""Which subjects are on the list of a cadence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.db import transaction

from quheng.bilingual import Text
from quheng.errors import NotFoundError, Problem, Where
from quheng.ledger.cases import Subject
from quheng.ledger.importing.result import Imported
from quheng.ledger.importing.sheet import Sheet, read_sheet
from quheng.ledger.importing.subjects import find_subjects
from quheng.ledger.models import ListedSubject, Organisation
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import Cadence
from quheng.ledger.published import compiled, version_on


def put_on_list(
    programme: str, cadence: str, subject: Subject, organisation: str, since: date, until: date | None = None
) -> bool:
    """Put a subject on the list of a cadence; return whether it is new. One that is there keeps its day."""
    place = Organisation.objects.get(code=organisation)
    _, new = ListedSubject.objects.update_or_create(
        programme=programme,
        cadence=cadence,
        subject_kind=subject.kind,
        subject_key=subject.key,
        defaults={"organisation": place, "until": until},
        create_defaults={"organisation": place, "since": since, "until": until},
    )
    return new


def take_off_list(programme: str, cadence: str, subject: Subject, last: date) -> None:
    """Let nothing come round for a subject after a day; what is open stays."""
    ListedSubject.objects.filter(
        programme=programme, cadence=cadence, subject_kind=subject.kind, subject_key=subject.key
    ).update(until=last)


def read_list(path: Path, programme: str, cadence: str, today: date, *, dry_run: bool = False) -> Imported:
    """Put the subjects of a table on the list of a cadence: all, or none where a row is wrong.

    Parameters
    ----------
    path
        A CSV or XLSX file with the columns subject (a credit code, or the code of a project or a place) and
        organisation (where its cases are received).
    programme, cadence
        Which list.
    today
        From when they are on it.
    dry_run
        Whether it is only checked.

    Raises
    ------
    NotFoundError, DataError
        Where there is no such file, programme or cadence, or with every row that is wrong.
    """
    declared = cadence_of(compiled(version_on(programme, today).digest), cadence)
    sheet = read_sheet(path, ("subject", "organisation"))
    rows = list(sheet.once("subject"))
    subjects = find_subjects((cells["subject"] for _, cells in rows), declared.about)
    codes = set(Organisation.objects.values_list("code", flat=True))
    listed: list[tuple[Subject, str]] = []
    for number, cells in rows:
        found = subjects.get(cells["subject"], ())
        if len(found) != 1:
            _wrong_subject(sheet, number, cells["subject"], len(found))
        elif cells["organisation"] not in codes:
            name = cells["organisation"] or "—"
            sheet.wrong(
                number, "organisation", Text(zh=f"没有机构 {name}", en=f"there is no organisation {name}")
            )
        else:
            listed.append((found[0], cells["organisation"]))
    sheet.raise_problems()
    with transaction.atomic():
        new = sum(put_on_list(programme, cadence, subject, place, today) for subject, place in listed)
        if dry_run:
            transaction.set_rollback(True)
    return Imported(new, 0, len(listed) - new, dry_run)


def cadence_of(programme: Programme, name: str) -> Cadence:
    """Return a cadence that goes by a list.

    Raises
    ------
    NotFoundError
        Where the programme has none of that name.
    """
    found = programme.cadences.get(name)
    if found is None or not found.about:
        known = [one.id for one in programme.declared.cadences if one.about]
        zh, en = "、".join(known) or "—", ", ".join(known) or "—"
        raise NotFoundError(
            Problem(
                Text(
                    zh=f"服务事项 {programme.name} 没有按名单的节奏 {name}",
                    en=f"the programme {programme.name} has no cadence {name} that goes by a list",
                ),
                Where(field="cadence"),
                Text(zh=f"可用：{zh}", en=f"there are: {en}"),
            )
        )
    return found


def _wrong_subject(sheet: Sheet, number: int, code: str, count: int) -> None:
    if count:
        sheet.wrong(
            number,
            "subject",
            Text(zh=f"{code} 在名录中有 {count} 个", en=f"{code} stands {count} times in the register"),
        )
    else:
        sheet.wrong(
            number,
            "subject",
            Text(zh=f"名录中没有 {code}", en=f"{code} is not in the register"),
            Text(zh="请先导入名录", en="import it first"),
        )
