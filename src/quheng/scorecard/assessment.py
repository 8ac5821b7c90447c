"""What an assessment says: the verdict, its points, its reasons, and which missing input would decide it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from quheng.bilingual import Text
from quheng.scorecard.exact import plain
from quheng.scorecard.points import Points

Verdict = Literal["pass", "fail", "needs_review"]
Standing = Literal["met", "not_met", "undecided"]

VERDICT_TEXTS: dict[Verdict, Text] = {
    "pass": Text(zh="符合", en="pass"),
    "fail": Text(zh="不符合", en="fail"),
    "needs_review": Text(zh="待核", en="needs review"),
}


@dataclass(frozen=True)
class Reason:
    """One reason for a verdict.

    Parameters
    ----------
    line
        The id of the line of the rule.
    standing
        Whether the line is met, not met, or cannot be decided.
    text
        In words.
    source, article, confidence, mark
        Where the line stands, and how sure it is.
    """

    line: str
    standing: Standing
    text: Text
    source: str | None = None
    article: str | None = None
    confidence: str | None = None
    mark: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the reason for JSON."""
        return {
            "line": self.line,
            "standing": self.standing,
            "zh": self.text.zh,
            "en": self.text.en,
            "source": self.source,
            "article": self.article,
            "confidence": self.confidence,
        }


@dataclass(frozen=True)
class Assessment:
    """The result for one subject.

    Parameters
    ----------
    scorecard, version
        The rule, and the day its version begins ("" where it has no versions).
    verdict
        pass, fail or needs_review; certain whatever the unknown inputs turn out to be.
    total, points
        The points in all (None without points), and of each item and block by id.
    outputs
        The named values: None where a value cannot be determined.
    failed
        The gates and minima that are not met; where the verdict needs review also those undecided.
    route
        `direct` or `points`, for rules that have both; None where it cannot be told.
    reasons
        Why, each with the line of the rule and its source.
    missing
        The unknown inputs that would decide the verdict; none where it is certain, or where none can.
    values
        The inputs and derived values that went in, for an explanation.
    lines
        How every line stands.
    """

    scorecard: str
    version: str
    verdict: Verdict
    total: Points | None
    points: Mapping[str, Points]
    outputs: Mapping[str, Any]
    failed: tuple[str, ...]
    route: str | None
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    has_route: bool = False
    values: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    lines: Mapping[str, Standing] = field(default_factory=dict, repr=False)

    def as_result(self) -> dict[str, Any]:
        """Return everything under one roof, for JSON: outputs and points beside the verdict.

        Points are integers or decimals, [least, greatest] where they are open, None where the rule leaves
        them undefined. An output goes before a point, and a point before a standard name, of the same name.
        """
        result: dict[str, Any] = {"verdict": self.verdict}
        if self.total is not None:
            result["total"] = shown_points(self.total)
            result["points"] = {name: shown_points(one) for name, one in self.points.items()}
        if self.has_route:
            result["route"] = self.route
        result |= {
            "failed": list(self.failed),
            "missing": list(self.missing),
            "reasons": [one.as_dict() for one in self.reasons],
        }
        if self.version:
            result["version"] = self.version
        result |= {name: shown_points(one) for name, one in self.points.items() if name not in result}
        return result | {name: shown_value(one) for name, one in self.outputs.items()}


def shown_points(points: Points) -> Any:
    """Return the points for JSON: a number, [least, greatest], or None where they are undefined."""
    if points.shown is None:
        return None
    low, high = points.shown
    return plain(low) if low == high else [plain(low), plain(high)]


def shown_value(value: Any) -> Any:
    """Return a value for JSON."""
    if isinstance(value, Fraction):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: shown_value(one) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return [shown_value(one) for one in value]
    return value
