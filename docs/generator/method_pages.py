"""A page for every method, and one for every step."""

from __future__ import annotations

import importlib
from typing import Any

from pydantic import BaseModel

from generator.docstring import Docstring, first_sentence, function_section, kernels_of
from generator.keys import flow, keys_table
from generator.page import NOTE, where_from
from generator.steps import STEPS, page_name, rule_names, rules_of

NEEDED = {
    "mean_min": {"alpha": 0.5, "beta": 10},
    "constant": {"value": 0},
    "generalised": {"power": 0.5},
    "distance_to_reference": {"unit": "Anlin"},
    "budget": {"experts": [{"economy": 60, "living": 40}, {"economy": 45, "living": 55}]},
    "ahp": {"experts": [{"economy": {"living": 2}}]},
    "promethee": {"preference": "linear", "q": 5, "p": 20},
    "regression": {"on": "Patents"},
}
"""What the examples say where a key has no default; codes are those of docs/examples/cities."""


def example(step: str, rule: type[BaseModel]) -> str:
    """Return the shortest full form of a rule in index.yaml."""
    name = rule_names(rule)[0]
    said: dict[str, Any] = {"by": name}
    for key, field in rule.model_fields.items():
        if key != "by" and not field.is_required() and field.default not in (None, ()):
            said[key] = field.default
    said |= NEEDED.get(name, {})
    written = flow(said) if len(said) > 1 else name
    lines = {
        "treat": f"treat:\n    steps: [{written}]",
        "weights": f"weights:\n    {'pillars: equal' if name == 'given' else f'index: {written}'}",
        "aggregate": f"aggregate:\n    index: {written}",
    }
    return f"```yaml\nmethod:\n  {lines.get(step, f'{step}: {written}')}\n```"


def method_page(step: str, rule: type[BaseModel]) -> str:
    """Return the page of one method."""
    module = importlib.import_module(rule.__module__)
    docstring = Docstring(rule)
    parts = [
        f"# {', '.join(rule_names(rule))}\n\n{NOTE}{first_sentence(module)}\n",
        f"## In index.yaml\n\n{example(step, rule)}\n\n{docstring.markdown(without=('Parameters',))}\n",
        keys_table(rule, "../../"),
        *(function_section(function) for function in kernels_of(module)),
        f"---\n\nAll [{step} methods](README.md) · {where_from(module, '../../../')}",
    ]
    return "\n".join(filter(None, parts))


def step_page(step: str) -> str:
    """Return the list of a step's methods."""
    package, _ = STEPS[step]
    rows = [
        f"| [{', '.join(rule_names(rule))}]({page_name(rule)}.md) "
        f"| {first_sentence(importlib.import_module(rule.__module__))} |"
        for rule in rules_of(step)
    ]
    return "\n".join(
        [f"# {step}\n\n{NOTE}{first_sentence(package)}\n", "| method | |", "| --- | --- |", *rows, ""]
    )
