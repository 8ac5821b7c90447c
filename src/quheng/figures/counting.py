"""Count marks in a span within a reach: months from the tallies, the days at its ends from the facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Count, F, Q, QuerySet, Sum, TextField, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from quheng.figures.grouping import Grouping
from quheng.figures.reach import Reach
from quheng.figures.spans import Span
from quheng.ledger.at_once import ask_at_once, statement_of
from quheng.ledger.models import FactRow, TallyChange, TallyRow
from quheng.ledger.tallies.counting import counted_by

Counts = Counter[tuple[str, str, int]]
"""How many, by mark, key of the grouping, and amount."""

ALIKE = ("place", "said", "told", "worth", "is_fact")
"""The columns by which rows are put together, see `Row`."""

COLUMNS = ("place", "said", "told", "worth", "n", "sum", "is_fact")


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
class Sought:
    """Something to be counted.

    Parameters
    ----------
    marks
        Which marks.
    grouping
        By the keys of which grouping.
    rows
        Where they stand: querysets of `COLUMNS`.
    """

    marks: frozenset[str]
    grouping: Grouping
    rows: tuple[QuerySet[Any, Any], ...]


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

    def by_key(self, mark: str) -> Counter[str]:
        """Return how many counted under a mark, by key."""
        found = Counter[str]()
        for (name, key, _), count in self.counts.items():
            if name == mark:
                found[key] += count
        return found


def count(sought: Sequence[Sought]) -> list[Counted]:
    """Count several things in one statement, which sees them all at one moment."""
    # A year that runs and its last month end at the same moment: what both ask for is asked once.
    places: dict[tuple[str, tuple[Any, ...]], list[int]] = {}
    for place, one in enumerate(sought):
        for rows in one.rows:
            sql, values = statement_of(rows)
            places.setdefault((sql, tuple(values)), []).append(place)
    found = [Counted() for _ in sought]
    asked = list(places.values())
    for number, path, mark, value, *numbers in ask_at_once(places):
        # A sum comes back as a decimal from PostgreSQL.
        row = Row(path, mark, value, *map(int, numbers))
        for place in asked[number]:
            _add(found[place], row, sought[place])
    return found


def marks_in(programme: str, marks: Collection[str], span: Span, grouping: Grouping, reach: Reach) -> Sought:
    """Return as sought: marks in a span, by the keys of a grouping."""
    rows: list[QuerySet[Any, Any]] = []
    months = span.months()
    if months is not None:
        rows += _tallies(programme, marks, months, grouping, reach)
    facts = facts_with(programme, marks)
    for first, last in span.edges():
        rows.append(_grouped(facts.filter(reach.whole, day__gte=first, day__lte=last), grouping))
    if reach.beside is not None and span.start <= span.end:
        rows.append(_grouped(facts.filter(days_of(span), case__in=reach.beside), grouping))
    return Sought(frozenset(marks), grouping, tuple(rows))


def marks_of_facts(
    facts: QuerySet[FactRow], marks: Collection[str], grouping: Grouping, reach: Reach
) -> Sought:
    """Return as sought: marks of some facts within a reach, by the keys of a grouping."""
    rows = [_grouped(facts.filter(reach.whole), grouping)]
    if reach.beside is not None:
        rows.append(_grouped(facts.filter(case__in=reach.beside), grouping))
    return Sought(frozenset(marks), grouping, tuple(rows))


def _add(found: Counted, row: Row, sought: Sought) -> None:
    """Add a row to what was counted."""
    grouping = sought.grouping
    if not row.is_fact:
        key = grouping.key_of(row.path, row.value)
        found.counts[row.mark, key, row.amount] += row.times
        found.totals[row.mark, key] += row.total
        return
    for counted, total in counted_by(row.mark, row.value, grouping.dimension):
        if counted.mark in sought.marks:
            key = grouping.key_of(row.path, counted.value)
            found.counts[counted.mark, key, counted.amount] += row.times
            found.totals[counted.mark, key] += row.times * total


def _tallies(
    programme: str, marks: Collection[str], months: tuple[date, date], grouping: Grouping, reach: Reach
) -> Iterator[QuerySet[Any, Any]]:
    """Yield tallies and the changes not yet added to them."""
    whole = Q(reach.whole, programme=programme, month__gte=months[0], month__lte=months[1])
    tallies = TallyRow.objects.filter(whole, mark__in=marks, dimension=grouping.dimension)
    yield _columns(
        tallies.annotate(
            place=_path(grouping), said=F("mark"), told=F("value"), worth=F("amount"), is_fact=_number(0)
        )
        .values(*ALIKE)
        .annotate(n=Sum("count"), sum=Sum("total"))
    )
    yield _columns(_as_facts(TallyChange.objects.filter(whole), grouping).annotate(n=Sum("times")))


def _grouped(facts: QuerySet[FactRow], grouping: Grouping) -> QuerySet[Any, Any]:
    """Return facts that are alike as far as the grouping goes, with their number."""
    return _columns(_as_facts(facts, grouping).annotate(n=Count("pk")))


def _as_facts(rows: QuerySet[Any, Any], grouping: Grouping) -> QuerySet[Any, Any]:
    """Return facts, or changes of them, put together where they are alike as far as the grouping goes."""
    told = F("by") if grouping.dimension else _text("")
    named = rows.annotate(
        place=_path(grouping),
        said=F("marks"),
        told=told,
        worth=_number(0),
        sum=_number(0),
        is_fact=_number(1),
    )
    alike: QuerySet[Any, Any] = named.values(*ALIKE, "sum")
    return alike


def _columns(rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    found: QuerySet[Any, Any] = rows.values_list(*COLUMNS).order_by()
    return found


def _path(grouping: Grouping) -> Any:
    """Return the path where the grouping asks for it: without it, fewer rows are told apart."""
    return F("path") if grouping.name == "organisation" else _text("")


def facts_with(programme: str, marks: Iterable[str]) -> QuerySet[FactRow]:
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


def _text(value: str) -> Value:
    return Value(value, output_field=TextField())
