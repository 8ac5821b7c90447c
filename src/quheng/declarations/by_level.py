"""A rule for the pillars and one for the index, or one for both."""

from __future__ import annotations

from typing import Any

from pydantic import GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from quheng.declarations.model import Declared


class ByLevel(Declared):
    """The base of entries with `pillars` and `index`; a single rule in their place stands for both."""

    @model_validator(mode="before")
    @classmethod
    def _one_rule_for_both(cls, value: Any) -> Any:
        one = isinstance(value, str) or (isinstance(value, dict) and "by" in value)
        return {"pillars": value, "index": value} if one else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        levels = handler.resolve_ref_schema(handler(core))
        rule = {key: value for key, value in levels["properties"]["pillars"].items() if key != "default"}
        return {"anyOf": [rule, levels]}
