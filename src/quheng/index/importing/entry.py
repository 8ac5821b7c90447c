"""A node or leaf of a foreign framework, before it becomes part of a tree."""

from __future__ import annotations

from dataclasses import dataclass

from quheng.errors import Where

INDICATOR_LEVEL = 1


@dataclass(frozen=True)
class Entry:
    """One row of a framework table. Numbers stay text: what the file says is what index.yaml will say.

    Parameters
    ----------
    code, name
        Its names.
    level
        1 for an indicator, more for what aggregates it.
    parent
        The code of its parent; None at the top.
    where
        Its place in the file.
    direction
        1 or -1.
    weight
        Its weight among its siblings.
    measure
        The measure of an indicator.
    denominator
        The code of the variable that an indicator is divided by.
    target
        The value that an indicator should reach.
    goalposts
        The lower and the upper end of an indicator's scale.
    """

    code: str
    name: str
    level: int
    parent: str | None
    where: Where
    direction: str = "1"
    weight: str | None = None
    measure: str | None = None
    denominator: str | None = None
    target: str | None = None
    goalposts: tuple[str, str] | None = None

    @property
    def is_indicator(self) -> bool:
        """Whether it is a leaf."""
        return self.level == INDICATOR_LEVEL


@dataclass(frozen=True)
class Branch:
    """An entry with the branches below it, none for an indicator."""

    entry: Entry
    children: tuple[Branch, ...] = ()
