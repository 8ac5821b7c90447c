"""Materials: the documents that are handed in or made."""

from __future__ import annotations

from typing import Literal

from quheng.ledger.programmes.declared.entry import Article, Entry
from quheng.ledger.programmes.declared.names import Cel, Sensitivity

MediaType = Literal["pdf", "jpeg", "png", "docx", "xlsx"]


class Material(Entry):
    """A document that is handed in or made.

    Parameters
    ----------
    media
        The kinds of file that are accepted.
    sensitivity
        Who may open it.
    when
        CEL over the fields: it is asked for only where this is not false.
    basis
        The rule that asks for it.
    """

    media: tuple[MediaType, ...] = ("pdf", "jpeg", "png")
    sensitivity: Sensitivity = "internal"
    when: Cel | None = None
    basis: Article | None = None
