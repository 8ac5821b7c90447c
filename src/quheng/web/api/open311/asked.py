"""A request of an Open311 client as the values of a case: every parameter has its field, or is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import QueryDict

from quheng.bilingual import Text
from quheng.errors import Problem, Where
from quheng.web.api.open311.coordinates import read_coordinate, with_coordinates
from quheng.web.api.open311.services import Service
from quheng.web.api.problems import ApiError

ATTRIBUTE = re.compile(r"attribute\[(\w{1,64})\](?:\[\])?")
CHINESE = re.compile("[\u4e00-\u9fff]")


def values_of(service: Service, form: QueryDict) -> dict[str, Any]:
    """Return the values of a new case.

    Raises
    ------
    ApiError
        Where something that is required is missing, or an attribute is unknown.
    """
    open311 = service.open311
    named = {
        open311.service: service.choice,
        open311.description: _description(form),
        open311.address: _address(form),
        open311.phone: form.get("phone", ""),
        open311.name: _name(form),
    }
    values = {name: value for name, value in named.items() if name is not None and value}
    values |= dict(_attributes(service, form))
    _require_all(service, values)
    return values


def _description(form: QueryDict) -> str:
    """Return what is asked for; the address of a picture stands below it, and is never fetched."""
    text, media = form.get("description", ""), form.get("media_url", "")
    return f"{text}\n{media}".strip() if media else text


def _address(form: QueryDict) -> str:
    lat, long = (read_coordinate(name, form.get(name, "")) for name in ("lat", "long"))
    address = form.get("address_string", "") or form.get("address_id", "")
    if not address and (lat is None or long is None):
        raise _wrong(
            "address_string",
            Text(zh="没有写明地点", en="no location is given"),
            Text(
                zh="请给出 lat 和 long，或 address_string，或 address_id",
                en="give lat and long, or address_string, or address_id",
            ),
        )
    return with_coordinates(address, lat, long)


def _name(form: QueryDict) -> str:
    first, last = form.get("first_name", ""), form.get("last_name", "")
    return f"{last}{first}" if CHINESE.search(first + last) else f"{first} {last}".strip()


def _attributes(service: Service, form: QueryDict) -> Iterator[tuple[str, str]]:
    known = {field.id for field in service.attributes}
    for name in form:
        found = ATTRIBUTE.fullmatch(name)
        if found is None:
            continue
        if found[1] not in known:
            what = Text(zh=f"没有属性 {found[1]}", en=f"there is no attribute {found[1]}")
            raise _wrong(name, what, Text(zh="见服务定义", en="see the definition of the service"))
        value = form.get(name, "")
        if value:
            yield found[1], value


def _require_all(service: Service, values: Mapping[str, Any]) -> None:
    """Refuse what could not leave the first stage, by the names that the client knows."""
    programme, open311 = service.programme, service.open311
    parameters = {
        open311.description: "description",
        open311.address: "address_string",
        open311.phone: "phone",
        open311.name: "last_name",
    }
    problems = [
        Problem(
            Text(zh=f"缺少“{field.title.zh}”", en=f"“{field.title.en}” is missing"),
            Where(field=parameters.get(field.id, f"attribute[{field.id}]")),
        )
        for field in programme.required_in(programme.first_stage.id)
        if field.id not in values and field.derive is None and field.when is None
    ]
    if problems:
        raise ApiError(400, *problems, ground="missing")


def _wrong(field: str, what: Text, remedy: Text) -> ApiError:
    return ApiError(400, Problem(what, Where(field=field), remedy), ground="value")
