"""A document of headings, paragraphs, facts and tables in both languages: pages and Markdown come of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quheng.bilingual import Text


@dataclass(frozen=True)
class Heading:
    """A heading: level 2 of a section, 3 of a part of one."""

    level: Literal[2, 3]
    text: Text


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: plain, a note, or a caution."""

    text: Text
    kind: Literal["plain", "note", "caution"] = "plain"


@dataclass(frozen=True)
class Facts:
    """Names and what they are."""

    pairs: Sequence[tuple[Text, Text]]


@dataclass(frozen=True)
class Table:
    """A table.

    Parameters
    ----------
    heads
        The titles of its columns.
    rows
        Cells, each as many as the heads.
    caption, remark
        Above it: what it is, and what to know.
    numbers
        The columns that hold numbers, aligned to the right.
    layout
        How its columns share the width: of the lines of a rule, of inputs, of values, of sources; or as
        they come.
    """

    heads: Sequence[Text]
    rows: Sequence[Sequence[Text]]
    caption: Text | None = None
    remark: Text | None = None
    numbers: frozenset[int] = frozenset()
    layout: Literal["plain", "lines", "inputs", "values", "sources"] = "plain"


@dataclass(frozen=True)
class Items:
    """Small tables that may stand side by side."""

    tables: Sequence[Table]


Block = Heading | Paragraph | Facts | Table | Items


@dataclass(frozen=True)
class Document:
    """A document: its title, and what it is made of."""

    title: Text
    lead: Text | None
    blocks: Sequence[Block]
