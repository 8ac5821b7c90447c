"""Who acts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """A person at work on a case.

    Parameters
    ----------
    id
        The account; it stands in the record.
    roles
        The roles that the person holds for this very case.
    organisation
        The code of the organisation that the person acts for.
    on_behalf_of
        Whom a trusted intermediary (帮办) acts for; both stand in the record.
    """

    id: str
    roles: frozenset[str] = frozenset()
    organisation: str | None = None
    on_behalf_of: str | None = None

    def holds(self, *roles: str) -> bool:
        """Whether the person holds one of some roles."""
        return not self.roles.isdisjoint(roles)


SYSTEM = Actor("system")
"""What follows of itself: a linked case was closed, a calendar came out."""
