"""Editions of one figure: budget, adjusted budget, estimate, final account. They differ without an error."""

from __future__ import annotations

from collections.abc import Iterator

from quheng.bilingual import Text
from quheng.evidence.checks.conflict import contradicts
from quheng.evidence.checks.figures import written
from quheng.evidence.checks.finding import Finding
from quheng.evidence.checks.same_quantity import Pair

WORDS = {
    "budget": Text(zh="预算", en="budget"),
    "adjusted-budget": Text(zh="调整预算", en="adjusted budget"),
    "estimate": Text(zh="初步数", en="estimate"),
    "final": Text(zh="决算或核实数", en="final account"),
    "revised": Text(zh="修订数", en="revision"),
}


def vintage(pair: Pair) -> Iterator[Finding]:
    """Find two values of one quantity that name two editions of it."""
    one, other, sure = pair
    if (
        not sure
        or not one.vintage
        or not other.vintage
        or one.vintage == other.vintage
        or not contradicts(pair)
    ):
        return
    first, second = WORDS[one.vintage], WORDS[other.vintage]
    yield Finding(
        "vintage",
        "info",
        (one.position, other.position),
        Text(
            zh=f"{first.zh} {written(one)}，{second.zh} {written(other)}",
            en=f"{first.en} {written(one)}, {second.en} {written(other)}",
        ),
        Text(
            zh=f"{first.zh}与{second.zh}是同一指标的不同版本，不是错误；入库时请分开",
            en=f"{first.en} and {second.en} are editions of one figure, no error; keep them apart",
        ),
    )
