"""All figures of a programme on one page, and the sentence that a newspaper prints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from quheng.bilingual import Text
from quheng.figures.asking import Asker, ask
from quheng.figures.compute import tables_of, top_of
from quheng.figures.grouping import Grouping, require_breakdown
from quheng.figures.spans import Span
from quheng.figures.table import Table
from quheng.ledger.programmes.declared import Counted
from quheng.observations.period import Period

WORDS: dict[Counted, Text] = {
    "created": Text(zh="受理", en="received"),
    "closed": Text(zh="办理", en="handled"),
}


def sheet(
    programme: str,
    period: Period,
    viewer: Asker,
    now: datetime,
    by: str = "",
    under: str | None = None,
) -> tuple[Table, ...]:
    """Return every figure of a programme that somebody may see; broken down, only those that declare it.

    Parameters
    ----------
    programme, period, viewer, now, by, under
        As of `compute`.

    Raises
    ------
    NotFoundError
        Where no version of the programme is in force.
    MethodError
        Where no figure declares the breakdown.
    """
    asked = ask(programme, viewer, now)
    grouping = Grouping(by, asked.offices, top_of(viewer, asked.offices, under), (), asked.programme)
    figures = [figure for figure in asked.figures if not by or by in figure.breakdowns]
    if by and not figures:
        known = dict.fromkeys(name for figure in asked.figures for name in figure.breakdowns)
        require_breakdown(by, list(known), programme)
    return tuple(tables_of(asked, figures, Span(period, now), grouping))


def headline(tables: Sequence[Table]) -> Text | None:
    """Say what was done, and how well: 截至10月底办理1105件，办结率99.7%.

    The first count of what was closed is taken, or else of what was received, and every rate behind it.

    Returns
    -------
    Text | None
        None where nothing is counted.
    """
    counts = [table for table in tables if table.figure.kind == "count" and table.figure.repeat is None]
    wanted: tuple[Counted, ...] = ("closed", "created")
    first = next((table for over in wanted for table in counts if table.figure.over == over), None)
    if first is None:
        return None
    when, done = first.span.words(), WORDS[first.figure.over or "created"]
    number = first.shown(first.total)
    verb = "was" if first.total.numerator == 1 else "were"
    zh = [f"{when.zh}{done.zh}{number.zh}"]
    en = [f"{when.en[0].upper()}{when.en[1:]}, {number.en} {verb} {done.en}"]
    for table in tables:
        if table.figure.kind == "rate":
            said = table.shown(table.total)
            zh.append(f"{table.figure.title.zh}{said.zh}")
            en.append(f"{table.figure.title.en.lower()}: {said.en}")
    return Text(zh="，".join(zh), en="; ".join(en))
