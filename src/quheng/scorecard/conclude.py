"""Say what a judgement means: the verdict, its route, its outputs and its reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quheng.scorecard.assessment import Assessment, Standing, Verdict
from quheng.scorecard.exact import decimal_text, plain, rounded_text
from quheng.scorecard.judge import NOT_ASKED, Judgement, Values, judge, output_value, with_derived
from quheng.scorecard.points import Points
from quheng.scorecard.reasons import reasons_of, template_reason
from quheng.scorecard.trials import tried
from quheng.scorecard.unknown import Truth, Unknown, every
from quheng.scorecard.version import PASSED, POINTS, TOTAL, Result, Version, output_points


def assess_inputs(version: Version, inputs: Values) -> Assessment:
    """Return the verdict that is certain for these inputs, else needs_review, with its reasons."""
    if version.is_template:
        return template_assessment(version)
    values = with_derived(version, inputs)
    judgement = judge(version, values)
    outcome = tried(version, inputs, judgement)
    return assessment_of(version, judgement, outcome, _outputs(version, judgement, outcome, values), values)


def assessment_of(
    version: Version, judgement: Judgement, outcome: Truth, outputs: Mapping[str, Any], values: Values
) -> Assessment:
    """Return the assessment that a judgement comes to."""
    verdict: Verdict = "pass" if outcome is True else "fail" if outcome is False else "needs_review"
    causes = outcome.causes if isinstance(outcome, Unknown) else ()
    directly = judgement.directly
    return Assessment(
        version.declared.scorecard,
        str(version.declared.valid.from_ or ""),
        verdict,
        judgement.total,
        judgement.items,
        outputs,
        _failed(judgement, verdict, directly),
        _route(judgement, directly),
        reasons_of(version, judgement, verdict),
        tuple(name for name in version.labels if name in causes),
        bool(version.direct),
        values,
        _standings(judgement),
    )


def template_assessment(version: Version) -> Assessment:
    """Return what a template says of every subject: nothing is confirmed."""
    return Assessment(
        version.declared.scorecard,
        str(version.declared.valid.from_ or ""),
        "needs_review",
        None,
        {},
        {},
        (),
        None,
        (template_reason(version),),
        (),
    )


def _failed(judgement: Judgement, verdict: Verdict, directly: Truth) -> tuple[str, ...]:
    """Return the lines in the way: those not met, and for needs_review those undecided."""
    if verdict == "pass":
        return ()
    review = verdict == "needs_review"
    lines = [(one.line.id, holds) for one, holds in judgement.gates]
    if directly is False or (review and directly is not True):
        lines += [(one.line.id, holds) for one, holds in judgement.minima]
    return tuple(name for name, holds in lines if holds is False or (review and holds is not True))


def _route(judgement: Judgement, directly: Truth) -> str | None:
    if directly is True:
        return "direct"
    sure = directly is False or every(holds for _, holds in judgement.minima) is True
    return "points" if sure else None


def _standings(judgement: Judgement) -> dict[str, Standing]:
    lines = [(one.line.id, holds) for one, holds in (*judgement.direct, *judgement.gates)]
    lines += [(one.line.id, holds) for one, holds in judgement.minima]
    return {
        name: "met" if holds is True else "not_met" if holds is False else "undecided"
        for name, holds in lines
    }


def _outputs(version: Version, judgement: Judgement, outcome: Truth, values: Values) -> dict[str, Any]:
    """Return the outputs that are asked for; None where one cannot be determined."""
    before = {one.line.id: value for one, value in judgement.outputs}
    after = with_verdict(judgement.items, judgement.total, outcome, values)
    outputs: dict[str, Any] = {}
    for one in version.results:
        if one.after_verdict:
            found = after_verdict(one, judgement.items, judgement.total, after)
        else:
            found = shown(one, before[one.line.id]) if one.line.id in before else NOT_ASKED
        if found is not NOT_ASKED:
            outputs[one.line.id] = found
    return outputs


def with_verdict(
    items: Mapping[str, Points], total: Points | None, outcome: Truth, values: Values
) -> dict[str, Any]:
    """Return the values with those that exist once the verdict does: `passed`, `total`, `points`."""
    return {
        **values,
        PASSED: outcome,
        TOTAL: Unknown() if total is None else total.as_value,
        POINTS: {name: points.as_value for name, points in items.items()},
    }


def after_verdict(one: Result, items: Mapping[str, Points], total: Points | None, values: Values) -> Any:
    """Return an output that shows points or reads the verdict."""
    if one.value is not None:
        found = output_value(one, values)
        return found if found is NOT_ASKED else shown(one, found)
    by_name = {
        name: _shown_points(one, total if of == TOTAL else items[of])
        for name, of in output_points(one.line).items()
    }
    return next(iter(by_name.values())) if isinstance(one.line.points, str) else by_name


def shown(one: Result, value: Any) -> Any:
    """Return the value of an output as it is declared to be shown."""
    if isinstance(value, Unknown):
        return None
    if isinstance(value, Mapping):
        return {name: None if isinstance(entry, Unknown) else entry for name, entry in value.items()}
    if one.line.as_ == "interval":
        return [value, value]
    return _formatted(one, value)


def _formatted(one: Result, value: Any) -> Any:
    if one.line.decimals is not None:
        return rounded_text(value, one.line.decimals)
    return decimal_text(value) if one.line.as_ == "text" else value


def _shown_points(one: Result, points: Points | None) -> Any:
    if points is None or points.shown is None:
        return None
    low, high = points.shown
    if one.line.as_ == "interval" or low != high:
        return [plain(low), plain(high)]
    formatted = _formatted(one, low)
    return formatted if isinstance(formatted, str) else plain(low)
