"""Narrow a viewer: whoever acts through a token sees and does a part of what the account may, never more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from quheng.ledger.paths import lies_under
from quheng.ledger.scope import Permit, Viewer

NO_ROLE = ""
"""Held by whoever reads and does nothing; no programme asks for it."""


@dataclass(frozen=True)
class Limits:
    """What a viewer is narrowed to.

    Parameters
    ----------
    programmes
        By name; empty for every one.
    root
        The path of an organisation: what lies there or below; empty for everywhere.
    sensitivity
        The highest level that is seen.
    writes
        Whether anything may be done; else no role is left.
    """

    programmes: frozenset[str] = frozenset()
    root: str = ""
    sensitivity: int = 1
    writes: bool = False


def narrowed(viewer: Viewer, limits: Limits) -> Viewer:
    """Return the viewer within limits: each permit becomes what it has in common with them.

    The organisation acted for stays where it lies within the limits; else there is none. Glass that was
    broken is for a person at a page, and goes with no token.
    """
    permits = frozenset(part for permit in viewer.permits for part in _common(permit, limits))
    acting = viewer.organisation_path
    if acting is None or not lies_under(acting, limits.root):
        return replace(viewer, permits=permits, organisation=None, organisation_path=None, glass=())
    return replace(viewer, permits=permits, glass=())


def _common(permit: Permit, limits: Limits) -> Iterator[Permit]:
    """Yield what a permit and the limits have in common."""
    if lies_under(permit.path, limits.root):
        path = permit.path
    elif lies_under(limits.root, permit.path):
        path = limits.root
    else:
        return
    named = {permit.programme} if permit.programme else limits.programmes or {""}
    for programme in named:
        if not limits.programmes or programme in limits.programmes:
            yield replace(
                permit,
                path=path,
                programme=programme,
                role=permit.role if limits.writes else NO_ROLE,
                sensitivity=min(permit.sensitivity, limits.sensitivity),
            )
