"""Search the register, enterprises, people, projects, sites, within the viewer's subtree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Model, Q

from quheng.ledger.cases import Subject
from quheng.ledger.identifiers import mask_identity_number, mask_name, mask_phone
from quheng.ledger.models import Organisation
from quheng.ledger.paths import WIDTH, subtree
from quheng.ledger.programmes.declared import SENSITIVITIES
from quheng.ledger.scope import Permit, Viewer, widest
from quheng.ledger.searching.folding import words_of
from quheng.ledger.searching.subjects import NAMED_BY, SUBJECTS, sensitivity_of

MASKS = {"name": mask_name, "phone": mask_phone, "identity_number": mask_identity_number}
"""How what names a person is shown."""


@dataclass(frozen=True)
class SubjectFound:
    """An entry of the register.

    Parameters
    ----------
    kind, key
        As cases name it.
    name
        Its name; a person's masked.
    identifiers
        What else it is known by, such as its credit code; a person's masked.
    organisation
        The name of the organisation that it belongs to, in Chinese and English; None where it belongs to
        none.
    """

    kind: str
    key: str
    name: str
    identifiers: tuple[str, ...]
    organisation: tuple[str, str] | None


def search_subjects(
    viewer: Viewer, words: str, size: int = 20, *, kinds: Collection[str] | None = None
) -> tuple[SubjectFound, ...]:
    """Return the entries of the register that hold all of some words, in one query a kind.

    Those are found that belong to an organisation in a subtree granted; those that belong to none, by
    whoever holds a grant over a whole tree. People are found only with a grant whose sensitivity reaches
    personal data, and are shown masked.

    Parameters
    ----------
    viewer
        Who.
    words
        What people type: a name or a number, or part of one.
    size
        How many of each kind at most.
    kinds
        Of which kinds alone; all by default.

    Raises
    ------
    DataError
        Where there is no word, or too many.
    """
    sought = words_of(words)
    found: list[SubjectFound] = []
    for kind, model in SUBJECTS.items():
        permits = widest(may_find(kind, viewer).permits)
        if permits and (kinds is None or kind in kinds):
            rows = model.objects.filter(_holds(kind, sought), _within(permits)).select_related("organisation")
            found += [_told(kind, row) for row in rows.order_by("name", "pk")[:size]]
    return tuple(found)


def find_subject(subject: Subject, viewer: Viewer) -> SubjectFound | None:
    """Return an entry of the register by its key; None where there is none that the viewer may find."""
    permits = widest(may_find(subject.kind, viewer).permits)
    if not permits or not subject.key.isdecimal():
        return None
    rows = SUBJECTS[subject.kind].objects.filter(_within(permits), pk=int(subject.key))
    row = rows.select_related("organisation").first()
    return None if row is None else _told(subject.kind, row)


def may_find(kind: str, viewer: Viewer) -> Viewer:
    """Return a viewer with what alone lets subjects of a kind be found, and cases by them."""
    needed = SENSITIVITIES.index(sensitivity_of(kind))
    return replace(
        viewer,
        permits=frozenset(one for one in viewer.permits if one.sensitivity >= needed),
        glass=tuple(one for one in viewer.glass if one.sensitivity >= needed),
    )


def _holds(kind: str, words: Sequence[str]) -> Q:
    found = Q()
    for word in words:
        somewhere = Q()
        for column in NAMED_BY[kind]:
            somewhere |= Q(**{f"{column}__icontains": word})
        found &= somewhere
    return found & Q(erased_at=None) if kind == "person" else found


def _within(permits: Iterable[Permit]) -> Q:
    found = Q(pk__in=())
    for permit in permits:
        first, last = subtree(permit.path)
        found |= Q(organisation__path__gte=first, organisation__path__lt=last)
        if len(permit.path) == WIDTH:
            found |= Q(organisation=None)
    return found


def _told(kind: str, row: Model) -> SubjectFound:
    known = {name: getattr(row, name) or "" for name in NAMED_BY[kind]}
    if kind == "person":
        known = {name: MASKS[name](text) for name, text in known.items()}
    where: Organisation | None = getattr(row, "organisation", None)
    others = tuple(text for name, text in known.items() if name != "name" and text)
    return SubjectFound(
        kind, str(row.pk), known["name"], others, (where.name_zh, where.name_en) if where else None
    )
