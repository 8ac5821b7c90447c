"""Rules of a method: `by` names the method, the other keys are its parameters; a bare name will do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema


@dataclass(frozen=True)
class _NamedRule:
    """Reads `minmax` as `{by: minmax}`, and tells the JSON Schema so."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_name_alone, handler(source))

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        rules = handler(core)
        names = sorted(rules.get("discriminator", {}).get("mapping", {}))
        return {"anyOf": [{"enum": names} if names else {"type": "string"}, rules]}


@dataclass(frozen=True)
class _OptionalStep:
    """Reads `none` as the absence of the step, and tells the JSON Schema so."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_none_by_name, handler(source))

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"const": "none"}, handler(core)]}


def _name_alone(value: Any) -> Any:
    return {"by": value} if isinstance(value, str) else value


def _none_by_name(value: Any) -> Any:
    return None if value == "none" else value


named_rule = _NamedRule()
optional_step = _OptionalStep()
