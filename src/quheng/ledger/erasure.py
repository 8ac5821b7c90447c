"""Erase a person: the entry in the register, and the personal data of all his or her cases."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from quheng.bilingual import Text
from quheng.errors import Problem, Where
from quheng.ledger.cases import Refusal
from quheng.ledger.cases.commands import Erase
from quheng.ledger.cases.refusal import RefusedError
from quheng.ledger.models import CaseRow, Person
from quheng.ledger.scope import Viewer
from quheng.ledger.store import Store


def erase_person(store: Store, person: Person, basis: str, viewer: Viewer, now: datetime) -> int | Refusal:
    """Erase what the register and the record say of a person; all of it, or nothing.

    Parameters
    ----------
    store
        The writer.
    person
        Whom.
    basis
        The ground in law.
    viewer, now
        Who, when.

    Returns
    -------
    int
        In how many cases data was erased; every chain still proves.
    Refusal
        Where a case is still open, or may not be touched by this viewer.
    """
    numbers = CaseRow.objects.filter(subject_kind="person", subject_key=str(person.pk)).order_by("number")
    try:
        with transaction.atomic():
            cases = list(numbers.values_list("number", flat=True))
            for number in cases:
                found = store.act(number, Erase(basis), viewer, now)
                if isinstance(found, Refusal):
                    raise RefusedError(_in_case(number, found))
            Person.objects.filter(pk=person.pk).update(name="", identity_number=None, phone="", erased_at=now)
    except RefusedError as refused:
        return refused.refusal
    return len(cases)


def _in_case(number: str, refusal: Refusal) -> Refusal:
    problems = tuple(
        Problem(
            Text(zh=f"办件 {number}：{one.what.zh}", en=f"case {number}: {one.what.en}"), Where(), one.remedy
        )
        for one in refusal.problems
    )
    return Refusal(refusal.ground, problems)
