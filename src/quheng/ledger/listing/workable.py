"""Where a role can do something: the stages from which it has a move, in each published version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Q

from quheng.ledger.models import VersionRow
from quheng.ledger.programmes import Programme
from quheng.ledger.published import compiled

Versions = Mapping[str, Mapping[str, Programme]]
"""The versions of each programme, by their digests."""


def published_versions() -> Versions:
    """Return every version that a case may keep: in one query, each compiled once."""
    found: dict[str, dict[str, Programme]] = defaultdict(dict)
    for programme, digest in VersionRow.objects.order_by("id").values_list("programme", "digest"):
        found[programme][digest] = compiled(digest)
    return found


def workable(roles: Iterable[str], versions: Versions, case: str = "case__") -> Q:
    """Return the condition that a case is where somebody with some roles has a move.

    Whether all that the move asks for is there shows when it is made.

    Parameters
    ----------
    roles
        Which.
    versions
        What is published.
    case
        The way to the case.
    """
    held = frozenset(roles)
    found = Q(pk__in=())
    for programme, known in sorted(versions.items()):
        within: dict[str, list[str]] = defaultdict(list)
        for digest, version in known.items():
            for stage in _stages(version, held):
                within[stage].append(digest)
        everywhere = [stage for stage, digests in sorted(within.items()) if len(digests) == len(known)]
        if everywhere:
            found |= Q(programme=programme, stage__in=everywhere)
        for stage, digests in sorted(within.items()):
            if len(digests) < len(known):
                found |= Q(programme=programme, stage=stage, **{f"{case}digest__in": digests})
    return found


def _stages(version: Programme, roles: frozenset[str]) -> set[str]:
    moves = (move for move in version.declared.moves if not roles.isdisjoint(move.who))
    return {stage for move in moves for stage in move.from_}
