"""The period of a cell: from its headers, else from the title, the sheet or the name of the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from quheng.evidence.claim import ClaimPeriod, How, Kind
from quheng.evidence.periods.forms import Form
from quheng.evidence.periods.resolve import Interval, Moment, resolve
from quheng.evidence.tables.labels import Label

OVER_TIME: frozenset[Kind] = frozenset({"growth", "new", "forecast", "rate"})
"""Kinds that belong to a stretch of time even of a stock."""


@dataclass(frozen=True, slots=True)
class TableTime:
    """The time that the lines above a table state.

    Parameters
    ----------
    moment
        From where relative words in headers count.
    form
        The time of the table; None where nothing states one.
    how, rule
        Where it was found.
    """

    moment: Moment
    form: Form | None
    how: How
    rule: str

    @classmethod
    def of(cls, sources: Iterable[tuple[Label, How, str]], published: date | None) -> TableTime:
        """Take the first label that states a year; each comes with how and where it was found.

        Without one, relative words count from the day of publication.
        """
        spoken = Moment(published, published.year if published else None, published)
        for label, how, rule in sources:
            form = joined(label.forms)
            if form is None or not form.names_a_year:
                continue
            _, last = resolve(form, spoken)
            if last is not None:
                return cls(Moment(published, last.year, last, is_settled=True), form, how, rule)
        return cls(spoken, None, "unresolved", "none")


def joined(forms: Iterable[Form]) -> Form | None:
    """Return one time of those that the labels of a cell state, from the widest to the narrowest.

    A year and a month in different headers make one time (2023年 over 3月), whichever comes first; otherwise
    the last counts.
    """
    whole: Form | None = None
    for form in forms:
        if whole is None:
            whole = form
        elif _is_year(whole) and not form.names_a_year and form.months:
            whole = replace(form, year=whole.year, shift=whole.shift, is_reported=whole.is_reported)
        elif _is_year(form) and not whole.names_a_year and whole.months:
            whole = replace(whole, year=form.year, shift=form.shift, is_reported=form.is_reported)
        else:
            whole = form
    return whole


def cell_period(
    row: Iterable[Label],
    column: Iterable[Label],
    table: TableTime,
    *,
    stock: bool | None,
    kind: Kind,
    inherits_months: bool,
) -> tuple[ClaimPeriod, str]:
    """Return the period of a cell and the rule that found it.

    Parameters
    ----------
    row, column
        Its labels, from the widest to the narrowest.
    table
        The time of the table.
    stock
        Whether the indicator is observed at a day; None where unknown.
    kind
        What sort of figure it is.
    inherits_months
        Whether a header that is only a year means the months of the title in that year.
    """
    row, column = tuple(row), tuple(column)
    in_row = [form for label in row for form in label.forms]
    in_column = [form for label in column for form in label.forms]
    labels = (*row, *column)
    form = joined([*in_row, *in_column])
    cumulated = any(label.is_cumulated for label in labels)
    same = any(label.is_same_period for label in labels)
    if form is None and not cumulated and not same:
        if table.form is None:
            return ClaimPeriod(None, None, None, "unresolved"), "period.none"
        return _fitted(table.form, table, stock, kind, table.how, ""), f"period.{table.rule}"
    words = " ".join(
        label.text.strip() for label in labels if label.forms or label.is_cumulated or label.is_same_period
    )
    source = "+".join(side for side, forms in (("row", in_row), ("column", in_column)) if forms) or "header"
    form = _completed(form, table, cumulated=cumulated, inherits=inherits_months or same)
    if form is None:
        return ClaimPeriod(None, None, None, "unresolved", words), "period.none"
    return _fitted(form, table, stock, kind, "explicit", words), f"period.{source}"


def _completed(form: Form | None, table: TableTime, *, cumulated: bool, inherits: bool) -> Form | None:
    """Add what the title says: its year to a month, its months to a year, January to a running total."""
    title = table.form
    if form is None:
        form = title
    if form is None:
        return None
    is_counted = form.shift is not None
    if title and title.months and _is_year(form) and form.edge is None and (is_counted or inherits):
        form = replace(form, months=title.months, days=title.days, is_single=title.is_single)
    if is_counted and table.moment.today is None:
        form = replace(form, is_reported=True)
    if cumulated and form.months and form.edge is None:
        form = replace(form, months=(1, form.months[1]), is_single=False)
    return form


def _fitted(
    form: Form, table: TableTime, stock: bool | None, kind: Kind, how: How, words: str
) -> ClaimPeriod:
    """Return a day for a stock, a stretch for a flow."""
    first, last = _resolved(form, table.moment)
    if last is None:
        return ClaimPeriod(None, None, None, "unresolved", words)
    is_day = form.edge is not None or (form.days is not None and first == last) or form.word == "now"
    if kind not in OVER_TIME and (stock or (is_day and stock is None)):
        return ClaimPeriod(last, last, last, how, words)
    if is_day and first == last:
        return ClaimPeriod(date(last.year, 1, 1), last, None, how, words)
    return ClaimPeriod(first, last, None, how, words)


def _resolved(form: Form, moment: Moment) -> Interval:
    return resolve(form, moment, looks_ahead=True)


def _is_year(form: Form) -> bool:
    return form.names_a_year and form.months is None and form.word is None
