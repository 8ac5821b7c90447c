"""Tables, read: each figure with its meaning, its cell, and the rule that set each field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from quheng.bilingual import Text
from quheng.evidence.claim import Claim, Note
from quheng.evidence.reading import ArticleSpan, Reading


@dataclass(frozen=True, slots=True)
class TableClaim:
    """A figure of a table, before review.

    Parameters
    ----------
    claim
        What it states, as a number of prose does; its span lies in the text of the reading.
    reference
        Its cell: `Sheet1!C7`, `table 2 row 3 column 4`, `page 1 table 1 row 3 column 4`.
    table
        Its table, by its place in `TableReading.tables`.
    row_label, column_label
        The texts that label it, from the widest to the narrowest, parted by ` / `.
    parent
        The words of the row of which it is a part (其中, or a deeper indent); empty where it is none.
    is_total
        Whether it is a sum of others (合计).
    marks
        The footnote marks at the figure and its labels.
    """

    claim: Claim
    reference: str
    table: int
    row_label: str
    column_label: str
    parent: str = ""
    is_total: bool = False
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A cell in which a figure is missing: it stays missing.

    Parameters
    ----------
    reference
        The cell.
    text
        What stands there: —, …, x; empty for a blank cell.
    row_label, column_label
        Its labels.
    """

    reference: str
    text: str
    row_label: str
    column_label: str


@dataclass(frozen=True, slots=True)
class TableNote:
    """Something a reviewer should know of a table.

    Parameters
    ----------
    reference
        The cell, or the sheet, table or page; empty for the file.
    code
        A short name of what happened, for sorting.
    message
        In words.
    """

    reference: str
    code: str
    message: Text


@dataclass(frozen=True)
class Table:
    """A table as it was understood.

    Parameters
    ----------
    name
        The sheet, table or page that holds it.
    titles
        The lines above it.
    header
        The header over each column of figures, its texts parted by ` / `.
    footnotes
        Mark → text of the notes below it; those without a mark under the empty text.
    is_provisional
        Whether its title, a header or a note on all of it says 初步核算 or 快报.
    start, end
        Its lines in the text of the reading.
    """

    name: str
    titles: tuple[str, ...]
    header: tuple[str, ...]
    footnotes: Mapping[str, str] = field(default_factory=dict)
    is_provisional: bool = False
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class TableReading:
    """What was read in the tables of a file.

    Parameters
    ----------
    file
        The name of the file.
    text
        Its cells as text: a line a row, a tab before each cell. Spans of claims are offsets into it, so that
        a review of tables is a review of text.
    published, home
        As they were given.
    tables, claims, gaps, notes
        In the order of the file.
    """

    file: str
    text: str
    published: date | None
    home: str | None
    tables: tuple[Table, ...]
    claims: tuple[TableClaim, ...]
    gaps: tuple[Gap, ...]
    notes: tuple[TableNote, ...]

    @cached_property
    def reading(self) -> Reading:
        """The same as the reading of a text: to be checked, reviewed and exported like one."""
        articles = (
            ArticleSpan(table.start, table.end, table.titles[0] if table.titles else table.name, "")
            for table in self.tables
        )
        return Reading(
            self.text,
            self.published,
            self.home,
            tuple(articles),
            tuple(one.claim for one in self.claims),
            (),
            tuple(Note(0, 0, note.code, _located(note)) for note in self.notes),
        )

    @cached_property
    def by_span(self) -> Mapping[tuple[int, int], TableClaim]:
        """Span of a claim → the claim with its cell."""
        return {(one.claim.start, one.claim.end): one for one in self.claims}

    def footnotes_of(self, one: TableClaim) -> tuple[str, ...]:
        """Return the texts that the marks of a claim point to."""
        known = self.tables[one.table].footnotes
        return tuple(known[mark] for mark in one.marks if mark in known)


def _located(note: TableNote) -> Text:
    if not note.reference:
        return note.message
    return Text(zh=f"{note.reference}：{note.message.zh}", en=f"{note.reference}: {note.message.en}")
