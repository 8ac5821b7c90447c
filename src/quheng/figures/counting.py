"""Count marks in a span within a reach: months from the tallies, the days at its ends from the facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Count, F, Q, QuerySet, Sum, TextField, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from quheng.figures.grouping import Grouping
from quheng.figures.reach import Reach
from quheng.figures.spans import Span
from quheng.ledger.models import FactRow, TallyChange, TallyRow
from quheng.ledger.tallies.counting import counted_by

Counts = Counter[tuple[str, str, int]]
"""How many, by mark, key of the grouping, and amount."""


class Row(NamedTuple):
    """So many of a mark: a tally as it is summed, or a fact that stands for several marks."""

    path: str
    mark: str
    value: str
    amount: int
    times: int
    total: int
    is_fact: int


@dataclass(frozen=True)
class Counted:
    """What was counted.

    Parameters
    ----------
    counts
        Cases, by mark, key and amount.
    totals
        Amounts, by mark and key, in millionths.
    """

    counts: Counts = field(default_factory=Counter)
    totals: Counter[tuple[str, str]] = field(default_factory=Counter)

    def number(self, mark: str, key: str | None = None) -> int:
        """Return how many counted under a mark; of one key, or of all."""
        return sum(
            count for (name, under, _), count in self.counts.items() if name == mark and key in (None, under)
        )


def count_marks(
    programme: str, marks: Collection[str], span: Span, grouping: Grouping, reach: Reach
) -> Counted:
    """Count marks in a span, by the keys of a grouping."""
    rows: list[Iterator[Row]] = []
    months = span.months()
    if months is not None:
        rows.append(_tallies(programme, marks, months, grouping, reach))
    facts = facts_with(programme, marks)
    for first, last in span.edges():
        rows.append(_grouped(facts.filter(reach.whole, day__gte=first, day__lte=last), grouping))
    if reach.beside is not None and span.start <= span.end:
        rows.append(_grouped(facts.filter(days_of(span), case__in=reach.beside), grouping))
    return _added(rows, marks, grouping)


def count_facts(
    facts: QuerySet[FactRow], marks: Collection[str], grouping: Grouping, reach: Reach
) -> Counted:
    """Count marks of some facts within a reach, by the keys of a grouping."""
    rows = [_grouped(facts.filter(reach.whole), grouping)]
    if reach.beside is not None:
        rows.append(_grouped(facts.filter(case__in=reach.beside), grouping))
    return _added(rows, marks, grouping)


def _added(rows: Iterable[Iterable[Row]], marks: Collection[str], grouping: Grouping) -> Counted:
    """Add rows up."""
    found = Counted()
    for row in chain.from_iterable(rows):
        if not row.is_fact:
            key = grouping.key_of(row.path, row.value)
            found.counts[row.mark, key, row.amount] += row.times
            found.totals[row.mark, key] += row.total
            continue
        for counted, total in counted_by(row.mark, row.value, grouping.dimension):
            if counted.mark in marks:
                key = grouping.key_of(row.path, counted.value)
                found.counts[counted.mark, key, counted.amount] += row.times
                found.totals[counted.mark, key] += row.times * total
    return found


def _tallies(
    programme: str, marks: Collection[str], months: tuple[date, date], grouping: Grouping, reach: Reach
) -> Iterator[Row]:
    """Yield tallies and the changes not yet added to them, both as one statement sees them."""
    whole = Q(reach.whole, programme=programme, month__gte=months[0], month__lte=months[1])
    tallies = (
        TallyRow.objects.filter(whole, mark__in=marks, dimension=grouping.dimension)
        .annotate(place=_path(grouping), is_fact=_number(0))
        .values("place", "mark", "value", "amount", "is_fact")
        .annotate(n=Sum("count"), sum=Sum("total"))
        .values_list("place", "mark", "value", "amount", "n", "sum", "is_fact")
        .order_by()
    )
    changes = (
        TallyChange.objects.filter(whole)
        .annotate(place=_path(grouping), told=_told(grouping), amount=_number(0), sum=_number(0))
        .annotate(is_fact=_number(1))
        .values("place", "marks", "told", "amount", "sum", "is_fact")
        .annotate(n=Sum("times"))
        .values_list("place", "marks", "told", "amount", "n", "sum", "is_fact")
        .order_by()
    )
    for row in tallies.union(changes, all=True):
        yield Row(*row)


def _grouped(facts: QuerySet[FactRow], grouping: Grouping) -> Iterator[Row]:
    """Yield facts that are alike as far as the grouping goes, with their number."""
    grouped = (
        facts.annotate(place=_path(grouping), told=_told(grouping))
        .values("place", "marks", "told")
        .annotate(n=Count("pk"))
        .values_list("place", "marks", "told", "n")
        .order_by()
    )
    for path, marks, by, count in grouped.iterator():
        yield Row(path, marks, by, 0, count, 0, 1)


def _path(grouping: Grouping) -> Any:
    """Return the path where the grouping asks for it: without it, fewer rows are told apart."""
    return F("path") if grouping.name == "organisation" else Value("", output_field=TextField())


def _told(grouping: Grouping) -> Any:
    """Return the breakdowns where the grouping asks for one."""
    return F("by") if grouping.dimension else Value("", output_field=TextField())


def facts_with(programme: str, marks: Collection[str]) -> QuerySet[FactRow]:
    """Return the facts that have one of some marks."""
    either = Q(pk__in=())
    for mark in sorted(marks):
        either |= says("marks", f"|{mark}:")
    return FactRow.objects.filter(either, programme=programme)


def says(column: str, text: str) -> Q:
    """Return the filter of the rows in whose column a text stands, letter for letter on every database."""
    return Q(GreaterThan(StrIndex(column, Value(text)), 0))


def days_of(span: Span) -> Q:
    """Return the filter of the facts that are counted in a span."""
    return Q(day__gte=span.start, day__lte=span.counted_until)


def _number(value: int) -> Value:
    return Value(value, output_field=BigIntegerField())
