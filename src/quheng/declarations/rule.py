"""Rules of a method: `by` names the method, the other keys are its parameters; a bare name will do."""

from __future__ import annotations

from typing import Any

from pydantic import BeforeValidator


def _name_alone(value: Any) -> Any:
    return {"by": value} if isinstance(value, str) else value


def _none_by_name(value: Any) -> Any:
    return None if value == "none" else value


named_rule = BeforeValidator(_name_alone)
"""Reads `minmax` as `{by: minmax}`."""

optional_step = BeforeValidator(_none_by_name)
"""Reads `none` as the absence of the step."""
