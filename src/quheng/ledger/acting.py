"""For whom somebody may act: the organisations in which a role was granted, and those who gave a mandate."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db.models import Q

from quheng.bilingual import Text
from quheng.ledger.identifiers import mask_name
from quheng.ledger.models import Enterprise, Mandate, Organisation, Person


def organisations_of(account: AbstractBaseUser | AnonymousUser, on: date) -> tuple[tuple[str, Text], ...]:
    """Return code and name of the organisations in which an account holds a role on a day, in tree order."""
    rows = Organisation.objects.filter(
        Q(grant__until=None) | Q(grant__until__gte=on), grant__account_id=account.pk, grant__since__lte=on
    )
    return tuple((one.code, Text(zh=one.name_zh, en=one.name_en)) for one in rows.distinct().order_by("path"))


def principals_of(account: AbstractBaseUser | AnonymousUser, on: date) -> tuple[tuple[str, str], ...]:
    """Return those for whom an account holds a mandate on a day, as the register names them and as people do.

    People are masked: whoever acts for them knows who they are.
    """
    held = Mandate.objects.filter(Q(until=None) | Q(until__gte=on), agent_id=account.pk, since__lte=on)
    principals = sorted(set(held.values_list("principal", flat=True)))
    return tuple((one, _called(one)) for one in principals)


def _called(principal: str) -> str:
    kind, _, key = principal.partition(":")
    if kind == "enterprise":
        return Enterprise.objects.filter(pk=key).values_list("name", flat=True).first() or principal
    if kind == "person":
        return mask_name(Person.objects.filter(pk=key).values_list("name", flat=True).first() or principal)
    return User.objects.filter(username=key).values_list("first_name", flat=True).first() or key
