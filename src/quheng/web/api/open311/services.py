"""Services: what can be asked for, each with the attributes that it wants."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from quheng.ledger.catalogue import programmes_in_force
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import ChoiceField, DeclaredField, Open311

DATATYPES = {"integer": "number", "decimal": "number", "date": "datetime", "choice": "singlevaluelist",
             "boolean": "singlevaluelist"}  # fmt: skip
"""How a type of field is called there; a text is a string or, where it is long, a text."""

LONG = 120
YES_OR_NO = ("true", "false")


@dataclass(frozen=True)
class Service:
    """One service: a programme, or one choice of its field that tells services apart.

    Parameters
    ----------
    programme, open311
        Of which programme, and what stands for what.
    choice
        The code of the choice; None where the programme is one service.
    """

    programme: Programme
    open311: Open311
    choice: str | None

    @property
    def code(self) -> str:
        """Its name in addresses: `hotline.roads`."""
        return self.programme.name if self.choice is None else f"{self.programme.name}.{self.choice}"

    @property
    def title(self) -> str:
        """What people call it."""
        field = self.programme.fields.get(self.open311.service or "")
        if self.choice is None or not isinstance(field, ChoiceField):
            return self.programme.declared.title.speak()
        return field.choices[self.choice].speak()

    @property
    def attributes(self) -> list[DeclaredField]:
        """The fields that its definition asks for."""
        return [self.programme.fields[name] for name in self.open311.attributes]

    def requires(self, field: DeclaredField) -> bool:
        """Whether a case may not be handed in without a field."""
        return self.programme.first_stage.id in field.required

    def told(self) -> dict[str, Any]:
        """Return it as it stands in the list of services."""
        declared = self.programme.declared
        return {
            "service_code": self.code,
            "service_name": self.title,
            "description": declared.summary.speak(),
            "metadata": bool(self.open311.attributes),
            "type": "realtime",
            "keywords": "",
            "group": declared.title.speak(),
        }

    def definition(self) -> dict[str, Any]:
        """Return its attributes."""
        found = [self._attribute(place, field) for place, field in enumerate(self.attributes, 1)]
        return {"service_code": self.code, "attributes": found}

    def _attribute(self, order: int, field: DeclaredField) -> dict[str, Any]:
        values = list(_values(field))
        return {
            "variable": True,
            "code": field.id,
            "datatype": _datatype(field),
            "required": self.requires(field),
            "datatype_description": field.help.speak() if field.help else None,
            "order": order,
            "description": field.title.speak(),
            **({"values": values} if values else {}),
        }


def services_on(day: date) -> dict[str, Service]:
    """Return the services of a day by their codes."""
    return {
        one.code: one for programme in programmes_in_force(day).values() for one in services_of(programme)
    }


def services_of(programme: Programme) -> Iterator[Service]:
    """Yield the services of a programme; none where it has nothing to do with Open311."""
    open311 = programme.declared.open311
    if open311 is None:
        return
    field = programme.fields.get(open311.service or "")
    choices: tuple[str | None, ...] = tuple(field.choices) if isinstance(field, ChoiceField) else (None,)
    for choice in choices:
        yield Service(programme, open311, choice)


def _datatype(field: DeclaredField) -> str:
    if field.type == "text":
        return "text" if getattr(field, "longest", 0) > LONG else "string"
    return DATATYPES[field.type]


def _values(field: DeclaredField) -> Iterator[dict[str, str]]:
    if isinstance(field, ChoiceField):
        for code, label in field.choices.items():
            yield {"key": code, "name": label.speak()}
    elif field.type == "boolean":
        for code in YES_OR_NO:
            yield {"key": code, "name": code}
