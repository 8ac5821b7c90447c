"""What the checks look at: a declaration, where its lines stand, and what it may refer to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quheng.bilingual import Text, listed
from quheng.errors import Problem
from quheng.ledger.programmes.declared import ProgrammeDeclaration, Roles
from quheng.scorecard.places import Path, Places


@dataclass(frozen=True)
class Draft:
    """A declaration that is well-formed, and not yet checked as a whole.

    Parameters
    ----------
    declared
        What the file says.
    places
        Where its lines stand.
    roles
        The roles of the house.
    others
        The programmes that links may lead to, by name.
    """

    declared: ProgrammeDeclaration
    places: Places
    roles: Roles
    others: Mapping[str, ProgrammeDeclaration]

    def problem(self, what: Text, path: Path, remedy: Text | None = None) -> Problem:
        """Return a problem at the place of a path."""
        return Problem(what, self.places.find(path), remedy)


def allowed(names: object) -> Text:
    """Say which names there are."""
    known = listed(names if isinstance(names, list | tuple | set | frozenset | dict) else [names])
    return Text(zh=f"可用：{known.zh}", en=f"allowed: {known.en}")
