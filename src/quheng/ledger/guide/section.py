"""A heading and a table."""

from __future__ import annotations

from dataclasses import dataclass

from quheng.bilingual import Text

Row = tuple[Text, ...]


@dataclass(frozen=True)
class Section:
    """A heading and a table.

    Parameters
    ----------
    title
        The heading.
    heads
        The headings of the columns.
    rows
        The cells, each row as long as `heads`.
    """

    title: Text
    heads: Row
    rows: tuple[Row, ...]
