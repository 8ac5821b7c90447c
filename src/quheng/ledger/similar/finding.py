"""Find the cases that a case may repeat: same telephone, same subject, same place, not long apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from django.db.models import Q, QuerySet, Value

from quheng.bilingual import Text
from quheng.ledger.likeness.digests import digests_of
from quheng.ledger.models import CaseRow, SimilarRow
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import SUBJECT
from quheng.ledger.reading import Reading, read_case
from quheng.ledger.scope import Viewer, readable

MOST = 20
"""How many similar cases are shown."""

MATCHED = 200
"""How many are looked at: who calls every day is a repeat caller long before."""

ENOUGH = 2
"""In how many ways two open cases must be alike to be one."""

ABOUT = Text(zh="对象", en="the subject")


@dataclass(frozen=True)
class Similarity:
    """Another case that this one may repeat.

    Parameters
    ----------
    number, opened_at, is_open
        The other case.
    by
        In what they are alike: fields, and `subject`.
    advice
        merge: both are open and alike in several ways. repeat: the same people ask again.
    reason
        In words; no value stands in it.
    """

    number: str
    opened_at: datetime
    is_open: bool
    by: tuple[str, ...]
    advice: Literal["merge", "repeat"]
    reason: Text


def find_similar(number: str, viewer: Viewer) -> tuple[Similarity, ...]:
    """Return the cases of the same programme that a case may repeat, the likeliest and newest first.

    Nothing is done by it. A case out of scope is not found, and in a field that the viewer may not have
    shown, no likeness is told.

    Parameters
    ----------
    number, viewer
        The case, and who asks.
    """
    reading = read_case(number, viewer)
    return () if reading is None else similar_to(reading, viewer)


def similar_to(reading: Reading, viewer: Viewer) -> tuple[Similarity, ...]:
    """Return the same of a case that was read already."""
    programme, row = reading.rules.programme, reading.row
    if programme.declared.similar is None:
        return ()
    days = timedelta(days=programme.declared.similar.days)
    near = Q(opened_at__gte=row.opened_at - days, opened_at__lte=row.opened_at + days)
    alike: dict[int, list[str]] = defaultdict(list)
    others: dict[int, CaseRow] = {}
    for field, other in _alike(reading, viewer, near):
        others[other.pk] = other
        alike[other.pk].append(field)
    found = [_similarity(other, tuple(sorted(alike[key])), row, programme) for key, other in others.items()]
    found.sort(key=lambda one: one.opened_at, reverse=True)
    found.sort(key=lambda one: -len(one.by))
    return tuple(found[:MOST])


def _alike(reading: Reading, viewer: Viewer, near: Q) -> Iterator[tuple[str, CaseRow]]:
    """Yield the fields that may be shown, and the subject, each with the other cases that are alike in it."""
    programme, row, similar = reading.rules.programme, reading.row, reading.rules.programme.declared.similar
    keys: dict[str, QuerySet[Any, Any]] = {}
    for field, digest in sorted(digests_of(reading.case, programme).items()):
        is_shown = field == SUBJECT or reading.may_show(programme.sensitivity_of(field))
        if similar is not None and field in similar.by and is_shown:
            same = SimilarRow.objects.filter(programme=row.programme, field=field, digest=digest)
            keys[field] = same.exclude(case_id=row.pk).order_by("-day", "-case").values("case_id")
    if not keys:
        return
    seen = readable(viewer).filter(near).exclude(pk=row.pk).exclude(merged_into=row.number)
    first, *rest = (
        seen.filter(pk__in=found[:MATCHED]).annotate(alike_in=Value(field)) for field, found in keys.items()
    )
    for other in first.union(*rest, all=True):
        yield other.alike_in, other


def _similarity(other: CaseRow, by: tuple[str, ...], row: CaseRow, programme: Programme) -> Similarity:
    both_open = other.closed_at is None and row.closed_at is None
    is_one = both_open and len(by) >= ENOUGH
    titles = [ABOUT if name == SUBJECT else programme.fields[name].title for name in by]
    apart = abs((other.opened_at - row.opened_at).days)
    zh = f"{'、'.join(title.zh for title in titles)}相同，相隔 {apart} 天"
    en = f"the same in: {', '.join(title.en for title in titles)}; {apart} days apart"
    advice = Text(zh="建议合并", en="merge them") if is_one else Text(zh="重复来件", en="asked again")
    return Similarity(
        other.number,
        other.opened_at,
        other.closed_at is None,
        by,
        "merge" if is_one else "repeat",
        Text(zh=f"{zh}：{advice.zh}", en=f"{en}: {advice.en}"),
    )
