"""What a case is found by, apart by who may find it so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quheng.ledger.cases import Case
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import SENSITIVITIES, IdentifierField, Sensitivity, TextField
from quheng.ledger.searching.folding import folded

LONGEST = 16_000
"""Of each level so many signs are searched, which is more than any form holds that people fill in."""

SEPARATOR = "\n"
"""Between two texts: no word is found across it."""

Texts = tuple[str, str, str, str]
"""A folded text for each level of sensitivity, in the order of `SENSITIVITIES`."""

NOTHING: Texts = ("", "", "", "")

Spoken = Iterable[tuple[Sensitivity, str]]


def texts_of(case: Case, programme: Programme, subject: Spoken = ()) -> Texts:
    """Return what a case is found by: its number, the texts and numbers in its fields, and its subject.

    Parameters
    ----------
    case
        The case.
    programme
        Says how sensitive each field is: who may not see it cannot find the case by it.
    subject
        The names and numbers of its subject.
    """
    spoken: dict[Sensitivity, list[str]] = {level: [] for level in SENSITIVITIES}
    spoken["public"].append(case.number)
    for level, text in (*subject, *_filled(case.values, programme)):
        if text:
            spoken[level].append(text)
    public, internal, personal, sensitive = (_joined(spoken[level]) for level in SENSITIVITIES)
    return public, internal, personal, sensitive


def _filled(values: Mapping[str, object], programme: Programme) -> Spoken:
    for field in programme.declared.fields:
        value = values.get(field.id)
        if isinstance(field, TextField | IdentifierField) and isinstance(value, str):
            yield field.sensitivity, value


def _joined(texts: Iterable[str]) -> str:
    lines = (" ".join(folded(text).split()) for text in texts)
    return SEPARATOR.join(lines)[:LONGEST]
