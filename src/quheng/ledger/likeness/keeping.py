"""Keep the digests of a case as its values are: written with them, and gone with them."""

from __future__ import annotations

from collections.abc import Sequence

from quheng.ledger.change import Change
from quheng.ledger.inserting import insert_objects
from quheng.ledger.likeness.digests import digests_of
from quheng.ledger.likeness.queueing import alone_in_programme, alone_with
from quheng.ledger.models import SimilarRow


def follow_digests(change: Change) -> None:
    """Follow new entries: only what differs is touched; a case that keeps another version now, as a whole."""
    if change.before is not None and change.before.digest != change.case.digest:
        keep_digests(change)
        return
    before = {} if change.before is None else digests_of(change.before, change.programme)
    _write(change, before, digests_of(change.case, change.programme))


def follow_digests_of_many(changes: Sequence[Change]) -> None:
    """Follow many new cases."""
    for programme in sorted({change.case.programme for change in changes}):
        alone_in_programme(programme)
    insert_objects(
        SimilarRow,
        (row for change in changes for row in _rows(change, digests_of(change.case, change.programme))),
    )


def keep_digests(change: Change) -> None:
    """Write them anew, whatever is there."""
    digests = digests_of(change.case, change.programme)
    kept = SimilarRow.objects.filter(case=change.row)
    alone_with(change.case.programme, {*digests.values(), *kept.values_list("digest", flat=True)})
    kept.delete()
    insert_objects(SimilarRow, _rows(change, digests))


def _write(change: Change, before: dict[str, str], after: dict[str, str]) -> None:
    gone = {name: digest for name, digest in before.items() if digest != after.get(name)}
    new = {name: digest for name, digest in after.items() if digest != before.get(name)}
    alone_with(change.case.programme, {*gone.values(), *new.values()})
    if gone:
        SimilarRow.objects.filter(case=change.row, field__in=gone).delete()
    insert_objects(SimilarRow, _rows(change, new))


def _rows(change: Change, digests: dict[str, str]) -> list[SimilarRow]:
    case = change.case
    return [
        SimilarRow(case=change.row, programme=case.programme, field=name, digest=digest, day=case.accepted_on)
        for name, digest in digests.items()
    ]
