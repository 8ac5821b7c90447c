"""What somebody is asked who hands in a case: what has a condition is asked only when it certainly holds.

So a form grows with what is filled in, and nobody sees the questions of every other kind of case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from quheng.ledger.applicants.applicant import APPLICANT
from quheng.ledger.cases import Case
from quheng.ledger.cases.facts import seen
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import DeclaredField, Material
from quheng.ledger.programmes.programme import ConditionKey
from quheng.ledger.programmes.values import is_empty, read_value
from quheng.scorecard.inputs import WrongValueError


@dataclass(frozen=True)
class Asked:
    """What is asked, with the values so far.

    Parameters
    ----------
    fields, materials
        In the order of the programme.
    may_grow
        Whether more may be asked, depending on what is filled in.
    """

    fields: tuple[DeclaredField, ...]
    materials: tuple[Material, ...]
    may_grow: bool


def asked_at_intake(programme: Programme, typed: Mapping[str, Any], now: datetime) -> Asked:
    """Return what is asked of somebody who hands in a case.

    Parameters
    ----------
    programme
        A programme with a public page.
    typed
        What was filled in so far, as people write it; what cannot be read counts as not filled in.
    now
        When.
    """
    public = programme.declared.public
    if public is None:
        return Asked((), (), False)
    first = programme.first_stage.id
    names = _known(programme, typed, now)
    fields = [one for one in programme.fields_shown_in(first) if one.id in public.asks]
    materials = [one for one in programme.declared.materials if one.id in public.attaches]
    asked = Asked(
        tuple(one for one in fields if _holds(programme, ("fields", one.id), names)),
        tuple(one for one in materials if _holds(programme, ("materials", one.id), names)),
        False,
    )
    grows = len(asked.fields) < len(fields) or len(asked.materials) < len(materials)
    return Asked(asked.fields, asked.materials, grows)


def _holds(programme: Programme, key: ConditionKey, names: Mapping[str, Any]) -> bool:
    condition = programme.conditions.get(key)
    return condition is None or condition.value(names) is True


def _known(programme: Programme, typed: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Return what conditions see of a case that is not yet one."""
    public = programme.declared.public
    values = {}
    for name, raw in typed.items():
        if public is not None and name in public.asks and not is_empty(raw):
            try:
                values[name] = read_value(programme.fields[name], raw)
            except WrongValueError:
                continue
    case = Case(
        number="",
        programme=programme.name,
        version=0,
        digest=programme.digest,
        stage=programme.first_stage.id,
        organisation="",
        received_by="",
        channel=public.channel if public else "",
        accepted_on=now.date(),
        opened_at=now,
        opened_by=APPLICANT,
        values=values,
    )
    return seen(case, programme)
