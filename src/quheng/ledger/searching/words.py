"""Keep what a case is found by: written with it in one transaction, and rewritten when it is erased."""

from __future__ import annotations

from collections.abc import Sequence

from quheng.ledger.cases import Case, Subject
from quheng.ledger.cases.events import Erased
from quheng.ledger.change import Change
from quheng.ledger.listing.reach import roots_of
from quheng.ledger.models import CaseRow, SearchRow
from quheng.ledger.places import Places
from quheng.ledger.programmes import Programme
from quheng.ledger.published import compiled
from quheng.ledger.recorded import case_of
from quheng.ledger.searching.index import Entry, word_index
from quheng.ledger.searching.subjects import words_of_subject
from quheng.ledger.searching.texts import texts_of

CASE_BITS = 24
"""Two cases of one second stand apart by so many bits of their keys."""


def follow_words(change: Change) -> None:
    """Write the words of a case where they are not what they were."""
    if change.before is None:
        word_index().write([(_entry(change), None)])
    elif _may_differ(change, change.before):
        _rewrite(_entry(change))


def follow_many_words(changes: Sequence[Change]) -> None:
    """Write the words of many new cases."""
    word_index().write([(_entry(change), None) for change in changes])


def rebuild_words(change: Change) -> None:
    """Write the words of a case anew."""
    _rewrite(_entry(change))


def reword_subject(subject: Subject) -> int:
    """Write the words of all cases about a subject anew, since the register calls it by another name now.

    Returns
    -------
    int
        How many cases there are.
    """
    places = Places()
    rows = list(CaseRow.objects.filter(subject_kind=subject.kind, subject_key=subject.key))
    for row in rows:
        case = case_of(row.pk)
        if case is not None:
            _rewrite(_entry_of(row, case, compiled(case.digest), places))
    return len(rows)


def place_of(row: CaseRow) -> int:
    """Return the place of a case among all, by the second it was opened in, then by its key."""
    return (int(row.opened_at.timestamp()) << CASE_BITS) + row.pk % (1 << CASE_BITS)


def _may_differ(change: Change, before: Case) -> bool:
    """Whether the words may be others now, or the case may be seen from elsewhere."""
    now = change.case
    if any(isinstance(entry.event, Erased) for entry in change.entries):
        return True
    if (before.values, before.digest, before.subject) != (now.values, now.digest, now.subject):
        return True
    return roots_of(before, change.places) != roots_of(now, change.places)


def _entry(change: Change) -> Entry:
    return _entry_of(change.row, change.case, change.programme, change.places)


def _entry_of(row: CaseRow, case: Case, programme: Programme, places: Places) -> Entry:
    roots = tuple(sorted(roots_of(case, places)))
    subject = words_of_subject(case.subject, row)
    return Entry(place_of(row), row.pk, roots, texts_of(case, programme, subject))


def _rewrite(entry: Entry) -> None:
    row = SearchRow.objects.filter(place=entry.place).first()
    if row is None:
        word_index().write([(entry, None)])
        return
    texts = (row.public, row.internal, row.personal, row.sensitive)
    before = Entry(entry.place, entry.case, tuple(row.roots.split()), texts)
    if before != entry:
        word_index().write([(entry, before)])
