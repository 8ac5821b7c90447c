"""What every named entry of a programme has, and the documents that it rests on."""

from __future__ import annotations

from datetime import date

from quheng.bilingual import Text
from quheng.declarations import Declared
from quheng.ledger.programmes.declared.names import Identifier


class Entry(Declared):
    """A named part of a programme.

    Parameters
    ----------
    id
        Its name in records and expressions; never renamed.
    title
        What people call it.
    """

    id: Identifier
    title: Text


class Basis(Entry):
    """A document that the programme rests on: a law, a standard, a notice.

    Parameters
    ----------
    number
        Its number, such as GB/T 33358-2016.
    issued
        The day of issue.
    """

    number: str | None = None
    issued: date | None = None


class Article(Declared):
    """Where in a document a rule stands.

    Parameters
    ----------
    source
        The id of the document.
    article
        Its article or clause, such as 第十条.
    """

    source: Identifier
    article: str | None = None
