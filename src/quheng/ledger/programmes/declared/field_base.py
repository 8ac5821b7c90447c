"""What every field has."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator

from quheng.bilingual import Text
from quheng.ledger.programmes.declared.derivation import Derivation
from quheng.ledger.programmes.declared.entry import Entry
from quheng.ledger.programmes.declared.names import Cel, Identifier, Sensitivity


def _everywhere(value: object) -> object:
    return None if value == "all" else value


Stages = Annotated[
    tuple[Identifier, ...] | None,
    BeforeValidator(_everywhere, json_schema_input_type=Literal["all"] | tuple[Identifier, ...]),
]
"""Stages by their ids; `all` for every one."""


class FieldBase(Entry):
    """What every field has.

    Parameters
    ----------
    help
        What counts, under the label.
    sensitivity
        Who may see it unmasked; personal and sensitive values are sealed and can be erased.
    required
        The stages that a case may not leave without it.
    visible
        The stages whose form shows it; all by default.
    when
        CEL over the fields before it: it is asked only where this is not false, and required only there.
    derive
        How it follows from other fields; it is never typed then.
    """

    help: Text | None = None
    sensitivity: Sensitivity = "internal"
    required: tuple[Identifier, ...] = ()
    visible: Stages = None
    when: Cel | None = None
    derive: Derivation | None = None
