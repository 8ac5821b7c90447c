"""The applicant as a viewer: what the public may do, in one place, for one programme."""

from __future__ import annotations

from quheng.ledger.programmes import Programme, load_roles
from quheng.ledger.programmes.declared import SENSITIVITIES
from quheng.ledger.scope import Permit, Viewer

APPLICANT = "applicant"
"""Who stands in the record for somebody without an account."""


def public_roles() -> frozenset[str]:
    """Return the roles that are held by no organisation's people."""
    return frozenset(role.id for role in load_roles().roles if role.public)


def applicant(programme: Programme, path: str) -> Viewer:
    """Return the viewer as whom an applicant acts.

    It is made anew for each command on one case, and must never be used to list cases: it would see those of
    others in the same place.

    Parameters
    ----------
    programme
        The only one for which it holds.
    path
        Where the case lies, or is received.
    """
    level = SENSITIVITIES.index(programme.declared.sensitivity)
    permits = frozenset(Permit(path, role, programme.name, "", level) for role in public_roles())
    return Viewer(APPLICANT, permits)
