"""Adjust an index: a new declaration with other rules, fewer elements, other weights or fewer units."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from quheng.bilingual import Text, listed
from quheng.declarations import checked
from quheng.errors import DeclarationError, Problem, Where
from quheng.index.declaration import IndexDeclaration
from quheng.index.inputs import InputFile, Inputs
from quheng.index.method import Method

Document = dict[str, Any]


def adjusted(
    inputs: Inputs,
    *,
    drop: Iterable[str] = (),
    weight: Mapping[str, float | str] | None = None,
    exclude: Iterable[str] = (),
    **rules: object,
) -> Inputs:
    """Return the inputs of an index that differs in what is named; the given ones stay as they are.

    Parameters
    ----------
    inputs
        Of the index to start from.
    drop
        Codes of indicators and pillars to leave out; the weights of what is left keep their proportions, and
        a pillar that is left empty goes too.
    weight
        New weights by code of indicator or pillar; only proportions among siblings count then.
    exclude
        Codes of units to leave out.
    rules
        New rules of steps, as index.yaml would have them: `normalise="zscore"`, `impute=None`,
        `aggregate={"pillars": "arithmetic", "index": "geometric"}`.

    Raises
    ------
    DeclarationError
        Where a code is unknown, a step is unknown, or the result does not hold.
    """
    drop, exclude = _codes(drop), _codes(exclude)
    weight = dict(weight or {})
    _refuse_unknown(inputs.declaration, drop, weight, rules)
    declared = inputs.declaration.model_dump(mode="json", exclude_unset=True)
    method = {**declared.get("method", {}), **{name: _rule(rule) for name, rule in rules.items()}}
    pillars = declared["framework"]
    if drop:
        pillars = [kept for pillar in pillars if (kept := _without(pillar, set(drop)))]
        method["weights"] = _without_sum(method.get("weights", "equal"))
        declared["denominators"] = [*declared.get("denominators", []), *_unscored(inputs, pillars)]
    if weight:
        equal = inputs.declaration.method.weights.pillars.by == "equal"
        pillars = [_weighted(pillar, weight, forget=equal) for pillar in pillars]
        method["weights"] = "relative"
    if exclude:
        universe = declared.setdefault("universe", {})
        reason = {"zh": "本次调整中予以剔除", "en": "left out by this adjustment"}
        universe["exclude"] = [*universe.get("exclude", []), {"units": list(exclude), "reason": reason}]
    changed = {**declared, "framework": pillars, "method": method}
    files = tuple(_rewritten(file, changed) for file in inputs.files)
    return replace(inputs, declaration=checked(IndexDeclaration, changed), files=files)


def _codes(given: str | Iterable[str]) -> tuple[str, ...]:
    """Return codes as a tuple; a single code may stand alone."""
    return (given,) if isinstance(given, str) else tuple(given)


def _rewritten(file: InputFile, declared: Document) -> InputFile:
    """Return index.yaml as it would be for the adjusted index (JSON is YAML), other files as they are."""
    if file.name != "index.yaml":
        return file
    return InputFile.of(file.name, json.dumps(declared, ensure_ascii=False, indent=2).encode("utf-8"))


def _rule(rule: object) -> object:
    return "none" if rule is None else rule


def _refuse_unknown(
    declaration: IndexDeclaration,
    drop: tuple[str, ...],
    weight: Mapping[str, float | str],
    rules: Mapping[str, object],
) -> None:
    known = [code for code in declaration.tree.columns if code != declaration.index]
    problems = [
        Problem(
            Text(zh=f"指标体系中没有 {code}", en=f"there is no {code} in the framework"),
            Where(field=code),
            Text(zh=f"可用：{listed(known).zh}", en=f"allowed: {listed(known).en}"),
        )
        for code in (*drop, *weight)
        if code not in known
    ]
    steps = list(Method.model_fields)
    problems += [
        Problem(
            Text(zh=f"没有步骤 {name}", en=f"there is no step {name}"),
            Where(field=name),
            Text(zh=f"可用：{listed(steps).zh}", en=f"allowed: {listed(steps).en}"),
        )
        for name in rules
        if name not in steps
    ]
    if problems:
        raise DeclarationError(problems)


def _without(pillar: Document, drop: set[str]) -> Document | None:
    """Return a pillar without some elements; None where nothing is left of it."""
    if pillar["pillar"] in drop:
        return None
    pillars = [kept for child in pillar.get("pillars", []) if (kept := _without(child, drop))]
    leaves = [leaf for leaf in pillar.get("indicators", []) if leaf["code"] not in drop]
    if not pillars and not leaves:
        return None
    rule = {"weights": _without_sum(pillar["weights"])} if "weights" in pillar else {}
    return {**pillar, **rule, "pillars": pillars, "indicators": leaves}


def _unscored(inputs: Inputs, pillars: list[Document]) -> list[Document]:
    """Declare the indicators that were dropped as variables, since they are still observed."""
    kept = {leaf["code"] for pillar in pillars for leaf in _leaves(pillar)}
    return [
        leaf.model_dump(mode="json", include={"code", "title", "measure", "period"}, exclude_unset=True)
        for leaf in inputs.declaration.tree.indicators
        if leaf.code not in kept
    ]


def _leaves(pillar: Document) -> list[Document]:
    return [
        *pillar.get("indicators", []),
        *(leaf for child in pillar.get("pillars", []) for leaf in _leaves(child)),
    ]


def _weighted(pillar: Document, weight: Mapping[str, float | str], *, forget: bool) -> Document:
    """Return a pillar with new weights; `forget` the declared ones where the index did not use them."""

    def own(element: Document, code: str) -> Document:
        kept = {key: value for key, value in element.items() if key != "weight" or not forget}
        return {**kept, "weight": str(weight[code])} if code in weight else kept

    return {
        **own(pillar, pillar["pillar"]),
        "pillars": [_weighted(child, weight, forget=forget) for child in pillar.get("pillars", [])],
        "indicators": [own(leaf, leaf["code"]) for leaf in pillar.get("indicators", [])],
    }


def _without_sum(rule: Any) -> Any:
    """Return a weight rule, or one by level, that lets what is left of given weights keep its proportions."""
    if rule == "given":
        return "relative"
    if isinstance(rule, dict):
        by = {"by": "relative"} if rule.get("by") == "given" else {}
        return {**{level: _without_sum(own) for level, own in rule.items()}, **by}
    return rule
