"""The names and numbers of a subject of the register, as its cases are found by them."""

from __future__ import annotations

from quheng.ledger.cases import Subject
from quheng.ledger.models import CaseRow, Enterprise, EventRow, Person, Project, Site
from quheng.ledger.programmes.declared import Sensitivity

SUBJECTS: dict[str, type[Enterprise | Person | Project | Site]] = {
    "enterprise": Enterprise,
    "person": Person,
    "project": Project,
    "site": Site,
}

NAMED_BY: dict[str, tuple[str, ...]] = {
    "enterprise": ("name", "credit_code"),
    "person": ("name", "phone", "identity_number"),
    "project": ("name", "code"),
    "site": ("name", "code", "address"),
}
"""By which columns of the register a subject is found."""


def sensitivity_of(kind: str) -> Sensitivity:
    """Return who may find a subject by its name: a person's is personal."""
    return "personal" if kind == "person" else "public"


def words_of_subject(subject: Subject | None, row: CaseRow) -> list[tuple[Sensitivity, str]]:
    """Return the names and numbers of a case's subject; of a person none once the case was erased.

    To erase a person the cases are erased first and the register last, so the register cannot be asked.
    """
    if subject is None or not subject.key.isdecimal():
        return []
    if subject.kind == "person" and EventRow.objects.filter(case=row, kind="erased").exists():
        return []
    found = SUBJECTS[subject.kind].objects.filter(pk=int(subject.key)).values_list(*NAMED_BY[subject.kind])
    return [(sensitivity_of(subject.kind), text) for text in (found.first() or ()) if text]
