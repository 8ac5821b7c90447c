"""Everybody as a viewer: whoever has no key, and what is declared to be for all."""

from __future__ import annotations

from collections.abc import Iterable

from quheng.ledger.naming import organisations
from quheng.ledger.paths import WIDTH
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import SENSITIVITIES
from quheng.ledger.scope import Permit, Viewer

NO_ROLE = ""


def everybody(programmes: Iterable[Programme]) -> Viewer:
    """Return the viewer that reads the cases of programmes whose requests are for all, and does nothing.

    Of a case it is told what is public, whatever the level of its permits: they say which, not how much.
    """
    roots = [one.path for one in organisations() if len(one.path) == WIDTH]
    return Viewer(
        "",
        frozenset(
            Permit(root, NO_ROLE, one.name, "", SENSITIVITIES.index(one.declared.sensitivity))
            for one in programmes
            if one.declared.open311 is not None and one.declared.open311.anyone_reads
            for root in roots
        ),
    )
