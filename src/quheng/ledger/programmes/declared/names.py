"""The names in a programme, and how far what it holds may be seen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from quheng.scorecard.declared.names import Cel, Identifier

ProgrammeName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=64)]
"""Lower-case words and hyphens, such as lost-property; never renamed once published."""

Sensitivity = Literal["public", "internal", "personal", "sensitive"]

SENSITIVITIES: tuple[Sensitivity, ...] = ("public", "internal", "personal", "sensitive")
"""From what everybody may see to what few may."""

PERSONAL: tuple[Sensitivity, ...] = ("personal", "sensitive")
"""What concerns a person: masked, sealed in the chain, and erasable."""

OrganisationKind = Literal["city", "district", "street", "community", "grid", "department", "park", "window"]

__all__ = [
    "PERSONAL",
    "SENSITIVITIES",
    "Cel",
    "Identifier",
    "OrganisationKind",
    "ProgrammeName",
    "Sensitivity",
]
