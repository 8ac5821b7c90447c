"""The keys of index.yaml in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from generator.docstring import Docstring
from generator.page import NOTE
from generator.steps import STEPS, names_of, page_name, rule_names, rules_of
from quheng.bilingual import Text
from quheng.index import IndexDeclaration, treat
from quheng.index.declaration import PlaceCheck
from quheng.index.framework import Denominate, Indicator, Pillar, Variable
from quheng.index.method import AggregateByLevel, Method, WeightsByLevel
from quheng.index.normalise import Posts
from quheng.index.panel_rule import PanelRule
from quheng.index.rank import RankRule
from quheng.index.screen import Screen
from quheng.index.uncertain import Robustness, Vary
from quheng.index.uncertain_goalposts import GoalpostsNoise, GoalpostsSet
from quheng.index.uncertain_impute import CentreDrawn, EMDrawn, KNNDrawn
from quheng.index.uncertain_measurement import Measurement
from quheng.index.uncertain_weights import (
    Expert,
    WeightDirichlet,
    WeightExperts,
    WeightNoise,
    WeightSimplex,
)
from quheng.index.universe import ExcludedUnits, Universe
from quheng.observations import Source

HEADINGS: dict[type[BaseModel], str] = {
    IndexDeclaration: "The whole file",
    Universe: "universe",
    ExcludedUnits: "universe.exclude, by name",
    Variable: "denominators",
    Pillar: "framework: a pillar",
    Indicator: "framework: an indicator",
    Denominate: "denominate",
    Posts: "goalposts",
    Method: "method",
    Screen: "method.screen",
    treat.Treat: "method.treat",
    treat.TreatWhen: "method.treat.when",
    WeightsByLevel: "method.weights",
    AggregateByLevel: "method.aggregate",
    RankRule: "method.rank",
    PanelRule: "panel",
    Robustness: "robustness",
    Vary: "robustness.vary",
    WeightNoise: "robustness.vary.weights: noise",
    WeightDirichlet: "robustness.vary.weights: dirichlet",
    WeightSimplex: "robustness.vary.weights: simplex",
    WeightExperts: "robustness.vary.weights: experts",
    Expert: "robustness.vary.weights: an expert",
    Measurement: "robustness.vary.measurement",
    CentreDrawn: "robustness.vary.impute: draws of a donor",
    KNNDrawn: "robustness.vary.impute: draws of a neighbour",
    EMDrawn: "robustness.vary.impute: draws of a residual",
    GoalpostsNoise: "robustness.vary.goalposts: noise",
    GoalpostsSet: "robustness.vary.goalposts: an alternative",
    PlaceCheck: "checks",
    Text: "text in two languages",
    Source: "sources.yaml: a source",
}

SHARE = r"^\d+(/\d+|\.\d+)?$"
PERCENT = r"^\d+(\.\d+)?\s*%$"


def flow(value: Any) -> str:
    """Write a value as YAML in one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


def allowed(schema: Mapping[str, Any], to_docs: str) -> str:
    """Say in words what a JSON Schema allows; `to_docs` leads from the page to the folder docs."""
    if "$ref" in schema:
        return _named(schema["$ref"].rsplit("/", 1)[1], to_docs)
    if "discriminator" in schema:
        names = set(schema["discriminator"]["mapping"])
        step = next((step for step in STEPS if set(names_of(step)) == names), None)
        if step is None:
            return " or ".join(allowed(rule, to_docs) for rule in schema["oneOf"])
        return f"[{step} method]({to_docs}reference/{step}/README.md)"
    if "anyOf" in schema or "oneOf" in schema:
        parts = schema.get("anyOf", schema.get("oneOf", ()))
        said = [allowed(part, to_docs) for part in parts if part.get("type") != "null"]
        return " or ".join(dict.fromkeys(filter(None, said)))
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        if any(set(schema["enum"]) == set(names_of(step)) for step in STEPS):
            return ""
        return " or ".join(f"`{flow(value)}`" for value in schema["enum"])
    match schema.get("type"):
        case "array":
            if "prefixItems" in schema:
                return "[" + ", ".join(allowed(part, to_docs) for part in schema["prefixItems"]) + "]"
            return f"list of {allowed(schema['items'], to_docs)}"
        case "object":
            return f"{{code: {allowed(schema['additionalProperties'], to_docs)}}}"
        case "string":
            patterns = {SHARE: "fraction such as `1/6`", PERCENT: "percentage such as `5%`"}
            return patterns.get(schema.get("pattern", ""), "text")
        case "boolean":
            return "`true` or `false`"
        case kind:
            bounds = {"minimum": "≥", "exclusiveMinimum": ">", "maximum": "≤", "exclusiveMaximum": "<"}
            limits = [f"{sign} {flow(schema[key])}" for key, sign in bounds.items() if key in schema]
            return " ".join([str(kind or "anything"), *limits])


def _named(name: str, to_docs: str) -> str:
    model = next((model for model in HEADINGS if model.__name__ == name), None)
    if model is Text:
        return "text"
    if model is not None:
        anchor = re.sub(r"[^\w -]", "", HEADINGS[model].lower()).replace(" ", "-")
        return f"[{HEADINGS[model]}]({to_docs}index-yaml.md#{anchor})"
    found = next(((s, r) for s in STEPS for r in rules_of(s) if r.__name__ == name), None)
    if found is None:
        raise LookupError(f"docs/generator/keys.py: give {name} a heading among HEADINGS")
    step, rule = found
    return f"[{', '.join(rule_names(rule))}]({to_docs}reference/{step}/{page_name(rule)}.md)"


def keys_table(model: type[BaseModel], to_docs: str) -> str:
    """Return a table of a model's keys: what they are, what is allowed, and the default."""
    meaning: dict[str, str] = {}
    for ancestor in reversed(model.__mro__):
        meaning |= Docstring(ancestor).entries if issubclass(ancestor, BaseModel) else {}
    schema = model.model_json_schema()
    properties = _properties(schema.get("$defs", {}).get(model.__name__, schema))
    rows = ["| key | allowed | default | meaning |", "| --- | --- | --- | --- |"]
    for name, field in model.model_fields.items():
        if name == "by" and isinstance(properties[name].get("const"), str):
            continue
        default = (
            "required" if field.is_required() else _default(field.get_default(call_default_factory=True))
        )
        cells = (f"`{name}`", allowed(properties[name], to_docs), default, meaning.get(name, ""))
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join([*rows, ""]) if len(rows) > 2 else ""


def _properties(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties of a model's schema, of all its forms where it has short ones."""
    found: dict[str, Any] = {}
    for part in schema.get("anyOf", ()):
        found |= _properties(part)
    return found | schema.get("properties", {})


def _default(value: Any) -> str:
    if value is None or value == ():
        return "—"
    if isinstance(value, Text):
        return f"{value.en} / {value.zh}"
    if isinstance(value, BaseModel):
        said = value.model_dump(mode="json", exclude_none=True)
        return f"`{flow(said)}`" if len(flow(said)) < 60 else "see there"
    if isinstance(value, tuple) and isinstance(value[0], BaseModel):
        return f"`{flow([part.model_dump(mode='json') for part in value])}`"
    return f"`{flow(value)}`"


def index_yaml_page() -> str:
    """Return the reference of index.yaml."""
    parts = [
        f"# index.yaml\n\n{NOTE}Every key that an index may have. `quheng schema index` prints the JSON "
        "Schema, for editors that check while you write. A key that is not listed is an error, with its "
        "line. A method is written by its name alone (`normalise: zscore`) or with its keys "
        "(`normalise: {by: zscore, mean: 50, sd: 10}`). The tables beside index.yaml are described in "
        "[data files](data-files.md).\n"
    ]
    for model in HEADINGS:
        docstring = Docstring(model).markdown(without=("Parameters", "References"))
        parts.append(f"## {HEADINGS[model]}\n\n{docstring}\n\n{keys_table(model, '')}")
    return "\n".join(parts)
