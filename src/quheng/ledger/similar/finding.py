"""Find the cases that a case may repeat: same telephone, same subject, same place, not long apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.db.models import Q

from quheng.bilingual import Text
from quheng.ledger.models import CaseRow, SimilarRow
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import SENSITIVITIES, SUBJECT, Similar
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
    programme = None if reading is None else reading.rules.programme
    if reading is None or programme is None or programme.declared.similar is None:
        return ()
    row = reading.row
    days = timedelta(days=programme.declared.similar.days)
    near = Q(opened_at__gte=row.opened_at - days, opened_at__lte=row.opened_at + days)
    alike = _alike(reading, programme, programme.declared.similar)
    seen = readable(viewer).filter(near, pk__in=alike).exclude(pk=row.pk).exclude(merged_into=row.number)
    found = [_similarity(other, tuple(alike[other.pk]), row, programme) for other in seen]
    found.sort(key=lambda one: one.opened_at, reverse=True)
    found.sort(key=lambda one: -len(one.by))
    return tuple(found[:MOST])


def _alike(reading: Reading, programme: Programme, similar: Similar) -> dict[int, list[str]]:
    """Return, by the key of the other case, in what it is alike that may be shown."""
    alike: dict[int, list[str]] = defaultdict(list)
    for own in SimilarRow.objects.filter(case_id=reading.row.pk, field__in=similar.by).order_by("field"):
        if own.field == SUBJECT or _may_show(reading, programme, own.field):
            others = SimilarRow.objects.filter(
                programme=own.programme, field=own.field, digest=own.digest
            ).exclude(case_id=reading.row.pk)
            for key in others.order_by("-day", "-case").values_list("case_id", flat=True)[:MATCHED]:
                alike[key].append(own.field)
    return alike


def _may_show(reading: Reading, programme: Programme, field: str) -> bool:
    return SENSITIVITIES.index(programme.sensitivity_of(field)) <= reading.level


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
