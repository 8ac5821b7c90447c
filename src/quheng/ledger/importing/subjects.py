"""Find subjects of the register by what a table writes: a credit code, an identity number, a code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from django.db.models import Model

from quheng.ledger.cases import Subject
from quheng.ledger.importing.batches import batches
from quheng.ledger.models import Enterprise, Person, Project, Site

ASKED_AT_ONCE = 500

SubjectKind = Literal["enterprise", "person", "project", "site"]

KEYS: Mapping[SubjectKind, tuple[type[Model], str]] = {
    "enterprise": (Enterprise, "credit_code"),
    "person": (Person, "identity_number"),
    "project": (Project, "code"),
    "site": (Site, "code"),
}
"""For each kind of subject the table of the register, and by what it is known there."""


def find_subjects(cells: Iterable[str], kinds: Sequence[SubjectKind]) -> dict[str, tuple[Subject, ...]]:
    """Return the subjects that cells name; several where kinds share a code.

    Parameters
    ----------
    cells
        What stands in the table.
    kinds
        The kinds of subject that a case may be about.
    """
    wanted = sorted(set(cells))
    found: dict[str, list[Subject]] = defaultdict(list)
    for kind in kinds:
        table, column = KEYS[kind]
        for asked in batches(wanted, ASKED_AT_ONCE):
            rows = table._default_manager.filter(**{f"{column}__in": asked}).values_list(column, "pk")
            for code, key in rows:
                found[code].append(Subject(kind, str(key)))
    return {code: tuple(subjects) for code, subjects in found.items()}
