"""A case as Open311 tells of it: what the reader may see, and nothing in place of the rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from quheng.bilingual import Text
from quheng.ledger.cases import Case
from quheng.ledger.programmes.declared import PERSONAL
from quheng.ledger.reading_many import CaseRead
from quheng.web.api.open311.coordinates import parted
from quheng.web.api.open311.services import Service, services_of


def service_of(one: CaseRead) -> Service | None:
    """Return the service of a case; None where its programme has none that fits."""
    for service in services_of(one.programme):
        if service.choice is None or one.case.values.get(service.open311.service or "") == service.choice:
            return service
    return None


def request_told(one: CaseRead, service: Service) -> dict[str, Any]:
    """Return a case as a service request."""
    case, open311 = one.case, service.open311
    address, lat, long = parted(_value(one, open311.address) or "")
    office = one.row.organisation
    return {
        "service_request_id": case.number,
        "status": "open" if case.is_open else "closed",
        "status_notes": _stage(one).speak(),
        "service_name": service.title,
        "service_code": service.code,
        "description": _value(one, open311.description),
        "agency_responsible": Text(zh=office.name_zh, en=office.name_en).speak(),
        "service_notice": None,
        "requested_datetime": _written(case.opened_at),
        "updated_datetime": _written(case.closed_at or case.latest),
        "expected_datetime": _written(_expected(case)),
        "address": address or None,
        "address_id": None,
        "zipcode": None,
        "lat": lat,
        "long": long,
        "media_url": None,
    }


def protected_in(one: CaseRead, service: Service) -> list[str]:
    """Return the personal fields that are told of a case."""
    names = (service.open311.description, service.open311.address)
    fields = one.programme.fields
    return [name for name in names if fields[name].sensitivity in PERSONAL and _value(one, name)]


def first_stage(service: Service) -> str:
    """Say where a new case stands, as the public reads it."""
    stage = service.programme.first_stage
    return (stage.public or stage.title).speak()


def _stage(one: CaseRead) -> Text:
    stage = one.programme.stages[one.case.stage]
    return stage.public or stage.title


def _value(one: CaseRead, name: str) -> str | None:
    shown = one.may_show(one.programme.fields[name].sensitivity)
    return str(one.case.values[name]) if shown and name in one.case.values else None


def _expected(case: Case) -> datetime | None:
    """Return when the last of the promised clocks ends."""
    ends: Sequence[datetime] = [
        clock.deadline.moment
        for clock in case.running.values()
        if clock.promise and clock.deadline.moment is not None
    ]
    return max(ends, default=None)


def _written(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")
