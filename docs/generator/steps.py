"""The steps of the method and the rules that each may follow."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import Any, get_args

from pydantic import BaseModel

from quheng.index import aggregate, impute, normalise, treat, weigh

STEPS: Mapping[str, tuple[ModuleType, Any]] = {
    "impute": (impute, impute.ImputeRule),
    "treat": (treat, treat.TreatStep),
    "normalise": (normalise, normalise.NormaliseRule),
    "weights": (weigh, weigh.WeightRule),
    "aggregate": (aggregate, aggregate.AggregateRule),
}


def rules_of(step: str) -> tuple[type[BaseModel], ...]:
    """Return the rule classes of a step, in the order of its union."""
    return get_args(get_args(STEPS[step][1])[0])


def rule_names(rule: type[BaseModel]) -> tuple[str, ...]:
    """Return the names by which `by` calls a rule."""
    return get_args(rule.model_fields["by"].annotation)


def names_of(step: str) -> list[str]:
    """Return all method names of a step."""
    return [name for rule in rules_of(step) for name in rule_names(rule)]


def page_name(rule: type[BaseModel]) -> str:
    """Return the name of a rule's page, without ending."""
    return "-".join(rule_names(rule))
