"""A claim as a record: the fields of a line of JSONL, and the columns of a table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Any

from quheng.evidence.claim import Claim
from quheng.evidence.reading import Reading
from quheng.evidence.review.replay import Reviewed, ReviewedClaim


def claim_records(reading: Reading) -> list[dict[str, Any]]:
    """Return every claim as a record, in the order of the text.

    Returns
    -------
    records
        start, end, text, value, low, high, measure, hedge, kind, period (start, end, as_of, how), place (code
        or null), indicator, phrase, rules; then place_name, place_level, relative_to, modifier, sha256,
        findings (the codes of those that the claim is part of). An infinite bound is null, a whole number an
        integer, a day an ISO date.
    """
    findings = finding_codes(reading)
    return [
        claim_record(claim, reading.sha256, codes)
        for claim, codes in zip(reading.claims, findings, strict=True)
    ]


def claim_record(claim: Claim, sha256: str, findings: Sequence[str]) -> dict[str, Any]:
    """Return one claim as a record; see `claim_records`."""
    quantity, period = claim.quantity, claim.period
    return {
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "value": number(quantity.point),
        "low": number(quantity.low),
        "high": number(quantity.high),
        "measure": quantity.measure,
        "hedge": claim.hedge,
        "kind": claim.kind,
        "period": {
            "start": _iso(period.start),
            "end": _iso(period.end),
            "as_of": _iso(period.as_of),
            "how": period.how,
        },
        "place": claim.place.code,
        "indicator": claim.indicator,
        "phrase": claim.phrase,
        "rules": dict(claim.rules),
        "place_name": claim.place.name,
        "place_level": claim.place.level,
        "relative_to": claim.relative_to,
        "modifier": claim.modifier,
        "sha256": sha256,
        "findings": list(findings),
    }


def review_record(one: ReviewedClaim) -> dict[str, Any]:
    """Return what was decided on a claim, for the records of a reading under review."""
    decision = one.decision
    return {
        "state": one.state,
        "who": decision and decision.who,
        "when": decision and decision.when.isoformat(),
        "reason": decision and decision.reason,
        "corrected": decision.corrected.fields if decision and decision.corrected else {},
    }


def reviewed_records(reviewed: Reviewed) -> list[dict[str, Any]]:
    """Return every claim as it was read, with the key `review` beside: see `review_record`."""
    return [
        {**record, "review": review_record(one)}
        for record, one in zip(claim_records(reviewed.reading), reviewed.claims, strict=True)
    ]


def finding_codes(reading: Reading) -> list[list[str]]:
    """Return, for each claim, the codes of the findings that it is part of, each once."""
    codes: list[list[str]] = [[] for _ in reading.claims]
    for finding in reading.findings:
        for at in finding.claims:
            if finding.code not in codes[at]:
                codes[at].append(finding.code)
    return codes


def number(value: float) -> float | int | None:
    """Return a number as JSON has it: whole as an integer, infinite as null."""
    if not math.isfinite(value):
        return None
    return int(value) if float(value).is_integer() else float(value)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
