"""The titles of what a programme names by its id, and texts put side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quheng.bilingual import Text
from quheng.ledger.programmes import Programme, Roles
from quheng.ledger.programmes.declared import CREATED, Article, Entry

NOTHING = Text(zh="—", en="—")


@dataclass(frozen=True)
class Titles:
    """The titles of what a programme names by its id.

    Parameters
    ----------
    programme
        The programme.
    house
        The roles of the house.
    """

    programme: Programme
    house: Roles

    def roles(self, names: Iterable[str]) -> Text:
        """Return the titles of some roles."""
        found = (self.house.find(name) for name in names)
        return joined(role.title for role in found if role is not None)

    def stage(self, name: str) -> Text:
        """Return the title of a stage."""
        return self.programme.stages[name].title

    def event(self, name: str) -> Text:
        """Return the title of a move or of parts, or the words for the beginning."""
        if name == CREATED:
            return Text(zh="受理", en="when it is received")
        moves: dict[str, Entry] = {**self.programme.moves, **self.programme.parts}
        return moves[name].title

    def article(self, article: Article | None) -> Text:
        """Return the document and the article."""
        if article is None:
            return NOTHING
        source = next(one for one in self.programme.declared.basis if one.id == article.source)
        behind = article.article or ""
        return Text(zh=f"《{source.title.zh}》{behind}", en=f"{source.title.en} {behind}".strip())


def joined(texts: Iterable[Text]) -> Text:
    """Return texts as a list, a dash where there are none."""
    parts = list(texts)
    if not parts:
        return NOTHING
    return Text(zh="、".join(part.zh for part in parts), en=", ".join(part.en for part in parts))


def sentences(texts: Iterable[Text]) -> Text:
    """Return texts one behind another, a dash where there are none."""
    parts = list(texts)
    if not parts:
        return NOTHING
    return Text(zh="；".join(part.zh for part in parts), en="; ".join(part.en for part in parts))
