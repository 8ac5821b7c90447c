"""A figure as a table: its rows, the whole, and what they were counted from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from quheng.bilingual import Text
from quheng.figures.cells import Cell, shown
from quheng.figures.grouping import Grouping
from quheng.figures.spans import Span
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import Figure


@dataclass(frozen=True)
class Table:
    """A figure of a period.

    Parameters
    ----------
    programme, figure
        What was counted.
    span
        When.
    grouping
        By what it is broken down.
    total
        The whole.
    rows
        One for each key, in order; none where it is not broken down.
    """

    programme: Programme
    figure: Figure
    span: Span
    grouping: Grouping
    total: Cell
    rows: tuple[Cell, ...] = ()

    @property
    def as_of(self) -> datetime:
        """The moment of counting."""
        return self.span.now

    @property
    def records(self) -> int:
        """How many records it rests on."""
        return self.total.base

    def row(self, key: str) -> Cell | None:
        """Return the row of a key: an organisation's code or path, or a value."""
        return next((cell for cell in self.rows if key in (cell.key, self.grouping.label_of(cell.key))), None)

    def shown(self, cell: Cell) -> Text:
        """Say what a cell comes to."""
        return shown(cell, self.figure, self.programme)
