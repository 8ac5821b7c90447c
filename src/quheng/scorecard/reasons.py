"""Word the reasons for a verdict: the lines that decide it, each with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quheng.bilingual import Text
from quheng.scorecard.assessment import Reason, Standing, Verdict
from quheng.scorecard.declared import Line, Output
from quheng.scorecard.judge import Judgement, deciding
from quheng.scorecard.unknown import Truth, Unknown, blend, undetermined

if TYPE_CHECKING:
    from quheng.scorecard.version import Version

HEADS: dict[Standing, Text] = {
    "met": Text(zh="符合", en="met"),
    "not_met": Text(zh="不符合", en="not met"),
    "undecided": Text(zh="无法判定", en="undecided"),
}

DETERMINED = Text(zh="已得出", en="determined")
"""Of an output that is no verdict: a value, not a condition that is met."""

EXPERTS = Text(
    zh="专家在区间内打分，两种结果都可能", en="experts choose inside the bands, and either may come out"
)


def reasons_of(version: Version, judgement: Judgement, verdict: Verdict) -> tuple[Reason, ...]:
    """Return the lines that decide the verdict.

    For a pass: the direct condition that holds, else what the points reach, else the gates, else the values
    determined. For a fail: the lines not met. For needs_review: the lines undecided, with what is missing or
    what the rule leaves open. Lines that decide it together, each of them undecided, say so.
    """
    gates: list[tuple[Line, Truth]] = [(one.line, holds) for one, holds in judgement.gates]
    minima: list[tuple[Line, Truth]] = [(one.line, holds) for one, holds in judgement.minima]
    direct: list[tuple[Line, Truth]] = [(one.line, holds) for one, holds in judgement.direct]
    outputs: list[tuple[Line, Any]] = [*deciding(version, judgement)]
    directly = judgement.directly
    if verdict == "pass":
        sure = [(line, holds) for line, holds in direct if holds is True]
        reached = minima if _all_hold(minima) else _not_false([*direct, *minima])
        chosen = sure or reached or gates or outputs
        return tuple(_decided(version, line, holds, verdict) for line, holds in chosen)
    lines = [*gates, *(minima if directly is not True else [])]
    if verdict == "fail":
        lines += outputs if version.declared.verdict else []
        failed = [(line, holds) for line, holds in lines if holds is False]
        undecided = [pair for pair in (*lines, *_not_false(direct)) if isinstance(pair[1], Unknown)]
        return tuple(_decided(version, line, holds, verdict) for line, holds in failed or undecided)
    open_lines = [(line, holds) for line, holds in lines if holds is not True]
    if direct and directly is not True and any(holds is not True for _, holds in minima):
        open_lines += [(line, holds) for line, holds in direct if isinstance(holds, Unknown)]
    open_lines += [(line, blend(parts)) for line, value in outputs if (parts := undetermined(value))]
    if not open_lines and isinstance(judgement.outcome, Unknown):
        return tuple(_plain_reason(version, why) for why in judgement.outcome.holes)
    return tuple(_reason(version, line, holds) for line, holds in open_lines)


def _all_hold(lines: list[tuple[Line, Truth]]) -> bool:
    return all(holds is True for _, holds in lines)


def _not_false(lines: list[tuple[Line, Truth]]) -> list[tuple[Line, Truth]]:
    return [(line, holds) for line, holds in lines if holds is not False]


def template_reason(version: Version) -> Reason:
    """Return why a rule that is not confirmed decides nothing."""
    return _plain_reason(
        version,
        Text(
            zh="该规定的条件和数字尚未核实，本评价表只是空白模板",
            en="the conditions and numbers of this rule are not confirmed: this is an empty template",
        ),
    )


def _plain_reason(version: Version, text: Text) -> Reason:
    cite = version.declared.cite
    return Reason(
        version.declared.scorecard, "undecided", text, cite.source, cite.article, cite.confidence, cite.mark
    )


def _reason(version: Version, line: Line, holds: Any) -> Reason:
    """Return the reason of a line, worded once for each way it can stand."""
    key = (line.id, holds)
    if key not in version.worded:
        version.worded[key] = _worded(version, line, holds)
    found: Reason = version.worded[key]
    return found


def _decided(version: Version, line: Line, holds: Any, verdict: Verdict) -> Reason:
    """Return the reason of a line that decides the verdict, alone or, itself undecided, with others."""
    if not isinstance(holds, Unknown):
        return _reason(version, line, verdict == "pass")
    labels = [version.labels[name] for name in version.labels if name in holds.causes]
    head = HEADS["met" if verdict == "pass" else "not_met"]
    text = Text(
        zh=f"无论{'、'.join(label.zh for label in labels)}如何，与其他条合起来{head.zh}：{line.name.zh}",
        en=f"together with other lines {head.en}, whatever {', '.join(label.en for label in labels)}: "
        f"{line.name.en}",
    )
    return _cited(version, line, "undecided", text)


def _worded(version: Version, line: Line, holds: Any) -> Reason:
    standing: Standing = "met" if holds is True else "not_met" if holds is False else "undecided"
    is_value = isinstance(line, Output) and standing == "met" and line.id != version.declared.verdict
    head, name = DETERMINED if is_value else HEADS[standing], line.name
    tail = _why(version, holds) if isinstance(holds, Unknown) else None
    text = Text(
        zh=f"{head.zh}：{name.zh}" + (f"（{tail.zh}）" if tail else ""),
        en=f"{head.en}: {name.en}" + (f" ({tail.en})" if tail else ""),
    )
    return _cited(version, line, standing, text)


def _cited(version: Version, line: Line, standing: Standing, text: Text) -> Reason:
    cite = line.completed(version.declared.cite)
    return Reason(line.id, standing, text, cite.source, cite.article, cite.confidence, cite.mark)


def _why(version: Version, holds: Unknown) -> Text:
    """Return what keeps a line open: what the rule does not say, what is missing, or else the experts."""
    whys = list(holds.holes)
    if holds.causes:
        labels = [version.labels[name] for name in version.labels if name in holds.causes]
        whys.append(
            Text(
                zh=f"缺少：{'、'.join(label.zh for label in labels)}",
                en=f"missing: {', '.join(label.en for label in labels)}",
            )
        )
    if not whys:
        return EXPERTS
    return Text(zh="；".join(why.zh for why in whys), en="; ".join(why.en for why in whys))
