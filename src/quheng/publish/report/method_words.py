"""The declared method and the varied choices, in sentences."""

from __future__ import annotations

from typing import Any

from quheng.publish.report.wording import Words, say, say_one_of, wording

Choices = dict[str, Any]


def method_sentences(values: dict[str, Any]) -> list[Words]:
    """Return one sentence a step, in the order in which the steps are taken."""
    method: Choices = values["method"]
    return [
        _screen(method["screen"]),
        _impute(method["impute"]),
        _treat(method["treat"]),
        _normalise(method["normalise"]),
        _weights(method["weights"]),
        _aggregate(method["aggregate"]),
        *(_own(own) for own in values["own_rules"]),
        say("method.ties"),
    ]


def robustness_sentences(study: dict[str, Any]) -> list[Words]:
    """Return one line a varied choice, with its alternatives."""
    return [_factor(factor) for factor in study["factors"]]


def _factor(factor: dict[str, Any]) -> Words:
    alternatives: list[str] = factor["alternatives"]
    if factor["name"] == "weights":
        return say("factor.weights", detail=factor["detail"])
    if not alternatives:
        title, detail = factor["title"], factor["detail"]
        return {"zh": f"{title['zh']}：{detail['zh']}", "en": f"{title['en']}: {detail['en']}"}
    if factor["name"] == "drop_one":
        return _left_out(factor, len(alternatives) - 1)
    named = [_alternative(factor["name"], one) for one in alternatives]
    listed = {"zh": "、".join(one["zh"] for one in named), "en": ", ".join(one["en"] for one in named)}
    return say("factor.choice", title=factor["title"], list=listed)


def _left_out(factor: dict[str, Any], count: int) -> Words:
    """Return what is left out one at a time: indicators, or pillars as well."""
    if factor["title"]["en"].startswith("Indicators left"):
        return say("factor.drop_one", count=str(count))
    among = {"zh": f"不剔除，或剔除 {count} 项中的任一项", "en": f"none, or any one of {count}"}
    return say("factor.choice", title=factor["title"], list=among)


def _alternative(factor: str, code: str) -> Words:
    """Return the name of an alternative of a factor, or its code where it has none."""
    step = "aggregate" if factor in ("pillars", "index") else factor
    if step == "treat":
        named = [_alternative_treatment(one) for one in code.split(", ")]
        then = say("alternative.treat.then")
        return {
            "zh": then["zh"].join(one["zh"] for one in named),
            "en": f" {then['en']} ".join(one["en"] for one in named),
        }
    keys = (f"alternative.{step}.{code}", f"rule.{step}.{code}")
    return next((say(key) for key in keys if key in wording()), {"zh": code, "en": code})


def _alternative_treatment(code: str) -> Words:
    """Return the name of one step of a treatment such as `winsorise 5`."""
    by, _, points = code.partition(" ")
    key = f"alternative.treat.{by}"
    return say(key, points=points) if key in wording() else {"zh": code, "en": code}


def _screen(choice: Any) -> Words:
    if choice is None:
        return say("method.screen.none")
    asked = [name for name in ("coverage", "zeros") if choice[name] not in (None, "0")]
    rules = [say(f"screen.{name}", share=choice[name]) for name in asked]
    if choice["include"]:
        rules.append(say("screen.include", units=", ".join(choice["include"])))
    listed = {"zh": "；".join(rule["zh"] for rule in rules), "en": "; ".join(rule["en"] for rule in rules)}
    return say("method.screen", rules=listed)


def _impute(choice: Any) -> Words:
    if choice is None:
        return say("method.impute.none")
    by, group = choice["by"], choice.get("group")
    if f"method.impute.{by}" in wording():
        return say(f"method.impute.{by}", **_shown(choice))
    within = say("method.impute.all")
    if group:
        title = say(f"group.{group}") if f"group.{group}" in wording() else {"zh": group, "en": group}
        within = say("method.impute.group", group={"zh": title["zh"], "en": title["en"].lower()})
    return say(
        "method.impute",
        by=say(f"method.by.{by}") if f"method.by.{by}" in wording() else str(by),
        group=within,
    )


def _treat(choice: Any) -> Words:
    if choice is None:
        return say("method.treat.none")
    steps = [_treatment(step) for step in choice["steps"]]
    listed = {"zh": "，再".join(one["zh"] for one in steps), "en": ", then ".join(one["en"] for one in steps)}
    return say(
        "method.treat.forced" if choice.get("force") else "method.treat",
        skewness=f"{choice['when']['skewness']:g}",
        kurtosis=f"{choice['when']['kurtosis']:g}",
        steps=listed,
    )


def _treatment(step: dict[str, Any]) -> Words:
    if step["by"] == "winsorise":
        return say("treatment.winsorise", points=str(step.get("points", "")))
    key = f"treatment.{step['by']}"
    return say(key) if key in wording() else {"zh": step["by"], "en": step["by"]}


def _normalise(choice: Any) -> Words:
    low, high = choice.get("to") or (0, 100)
    ends = {"low": f"{low:g}", "high": f"{high:g}"}
    return say_one_of(f"method.normalise.{choice['by']}", "method.normalise", **{**_shown(choice), **ends})


def _weights(choice: Any) -> Words:
    within, across = choice["pillars"]["by"], choice["index"]["by"]
    if within == across and f"method.weights.{within}" in wording():
        return say(f"method.weights.{within}")
    return say("method.weights", pillars=_rule("weights", within), index=_rule("weights", across))


def _aggregate(choice: Any) -> Words:
    rules = {name: _rule("aggregate", choice[name]["by"]) for name in ("pillars", "index")}
    return say("method.aggregate", **rules)


def _shown(choice: Choices) -> dict[str, str]:
    """Return the parameters of a rule that are numbers or names, as they are shown."""
    return {
        name: value if isinstance(value, str) else f"{value:g}"
        for name, value in choice.items()
        if isinstance(value, (str, int, float))
    }


def _own(own: dict[str, Any]) -> Words:
    return say(f"method.own.{own['step']}", title=own["title"], rule=_rule(own["step"], own["by"]))


def _rule(step: str, by: str) -> Words:
    """Return the name of a rule, or its code where it has none."""
    key = f"rule.{step}.{by}"
    return say(key) if key in wording() else {"zh": by, "en": by}
