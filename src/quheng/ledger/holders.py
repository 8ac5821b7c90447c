"""Who can have a case in hand: people with a role that works on it, where it lies or above."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from quheng.bilingual import Text
from quheng.ledger.models import Grant, Organisation
from quheng.ledger.paths import upwards
from quheng.ledger.programmes import Programme, load_roles


@dataclass(frozen=True)
class Holder:
    """Somebody who can have a case in hand.

    Parameters
    ----------
    account, name
        Who, and as people say it.
    roles
        What the person is there.
    code, organisation
        Where the roles are held.
    """

    account: str
    name: str
    roles: tuple[Text, ...]
    code: str
    organisation: Text


def holders(programme: Programme, sensitivity: int, on: date) -> tuple[Holder, ...]:
    """Return everybody who can have a case of a programme in hand, in the order of the tree, then by name.

    Parameters
    ----------
    programme
        The version that the case keeps: whoever has a move in it works on it.
    sensitivity
        Of the case: whoever may not see it cannot have it.
    on
        The day.
    """
    rows = _grants(programme, sensitivity, on).values_list(
        "organisation__path",
        "account__last_name",
        "account__first_name",
        "account__username",
        "organisation__code",
        "organisation__name_zh",
        "organisation__name_en",
        "role",
    )
    roles: dict[tuple[str, ...], list[Text]] = defaultdict(list)
    for *who, role in sorted(rows):
        declared = load_roles().find(role)
        roles[tuple(who)].append(declared.title if declared else Text(zh=role, en=role))
    return tuple(
        Holder(account, f"{last}{first}" or account, tuple(held), code, Text(zh=zh, en=en))
        for (_, last, first, account, code, zh, en), held in roles.items()
    )


def can_hold(account: str, organisation: str, programme: Programme, sensitivity: int, on: date) -> bool:
    """Whether somebody can have a case in hand that lies in an organisation."""
    path = Organisation.objects.filter(code=organisation).values_list("path", flat=True).first()
    held = _grants(programme, sensitivity, on).filter(account__username=account)
    return path is not None and held.filter(organisation__path__in=upwards(path)).exists()


def _grants(programme: Programme, sensitivity: int, on: date) -> QuerySet[Grant]:
    working = {role for move in programme.declared.moves for role in move.who}
    return Grant.objects.filter(
        Q(until=None) | Q(until__gte=on),
        account__is_active=True,
        programme__in=("", programme.name),
        role__in=sorted(working),
        sensitivity__gte=sensitivity,
        since__lte=on,
    )
