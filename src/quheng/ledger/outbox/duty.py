"""Whose duty a clock is: who can stop it. No database, no clock of the machine."""

from __future__ import annotations

from collections.abc import Iterable

from quheng.ledger.programmes import Programme, Roles


def answerable_roles(
    programme: Programme, roles: Roles, stage: str, clock: str, organisation: str | None
) -> tuple[str, ...]:
    """Return the roles whose work stops a clock of a case in a stage; never the public.

    Of a department's part those that answer for it; else those that make the moves that stop it, or, where
    it stops with the case alone, any move.

    Parameters
    ----------
    programme, roles
        What is declared; the roles of the house.
    stage
        Where the case is.
    clock, organisation
        The clock, and the department whose part it belongs to.
    """
    declared = programme.clocks[clock]
    if organisation:
        asked = [parts.who for parts in programme.declared.parts if parts.id in declared.from_]
        return _staff(roles, (role for who in asked for role in who))
    moves = programme.moves_from(stage)
    stopping = [move for move in moves if move.id in declared.until] or list(moves)
    return _staff(roles, (role for move in stopping for role in move.who))


def is_for_the_public(programme: Programme, roles: Roles) -> bool:
    """Whether the public hands its cases in, and so is told how they go."""
    return any(_is_public(roles, role) for role in programme.declared.intake.who)


def _staff(roles: Roles, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if not _is_public(roles, name)))


def _is_public(roles: Roles, name: str) -> bool:
    role = roles.find(name)
    return role is not None and role.public
