"""Readings made from gold texts and by hand, for what comes after the reader."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from quheng.bilingual import Text
from quheng.evidence.claim import Claim, ClaimPeriod, ClaimPlace, Note, Quantity, Rejected
from quheng.evidence.reading import ArticleSpan, Reading
from quheng.evidence.review import Decision
from tests.evidence.gold import GoldClaim, GoldText

NOON = datetime(2024, 12, 13, 12, tzinfo=UTC)


@dataclass(frozen=True)
class HandFinding:
    """A finding as the checks give it, written by hand."""

    code: str
    severity: str
    claims: tuple[int, ...]
    arithmetic: Text
    cause: Text


def with_findings(reading: Reading, findings: Iterable[Any]) -> Reading:
    """Give a reading findings of the test's own, in place of those that the checks would find."""
    vars(reading)["findings"] = tuple(findings)
    return reading


def claim_at(text: str, words: str, **fields: Any) -> Claim:
    """Return a claim on the first place where `words` stand; `fields` replace what is plain."""
    start = text.index(words)
    value = fields.pop("value", 12.0)
    low, high = fields.pop("low", value), fields.pop("high", value)
    measure, dimension = fields.pop("measure", "家"), fields.pop("dimension", "enterprise")
    plain: dict[str, Any] = {
        "start": start,
        "end": start + len(words),
        "text": words,
        "quantity": Quantity(value, low, high, measure, dimension),
        "hedge": "none",
        "kind": "level",
        "period": ClaimPeriod(date(2024, 1, 1), date(2024, 12, 31), None, "sentence", "2024年"),
        "place": ClaimPlace("610113", "雁塔区", "district", "default"),
        "indicator": "hightech_enterprises",
        "phrase": "高新技术企业",
        "relative_to": "",
        "rules": {"kind": "level", "period": "sentence", "value": "arabic"},
    }
    return Claim(**(plain | fields))


def reading_with(
    text: str, claims: Sequence[Claim] = (), findings: Iterable[Any] = (), **fields: Any
) -> Reading:
    """Return a reading of one article."""
    whole: dict[str, Any] = {
        "published": date(2024, 12, 12),
        "home": "610113",
        "articles": (ArticleSpan(0, len(text), "", "雁塔区"),),
        "rejected": (),
        "notes": (),
    }
    return with_findings(Reading(text=text, claims=tuple(claims), **(whole | fields)), findings)


def decision_on(reading: Reading, at: int, action: str = "accept", **fields: Any) -> Decision:
    """Return a decision on a claim; `after` are minutes after noon."""
    claim = reading.claims[at]
    after = fields.pop("after", 0)
    corrected = fields.pop("corrected", None) or {}
    given: dict[str, Any] = {
        "who": "李",
        "when": NOON + timedelta(minutes=after),
        "reason": "误读" if action == "reject" else "",
    }
    return Decision.on(reading, claim, action, **(given | fields), **dict(corrected))


def reading_of(gold: GoldText) -> Reading:
    """Return the reading that a perfect reader would give."""
    claims = [_claim(one, at) for at, one in enumerate(gold.claims)]
    names = {one.name: at for at, one in enumerate(gold.claims)}
    findings = [
        HandFinding(
            code=relation.type.replace("_", "-"),
            severity="info" if relation.type in ("corroborates", "benign") else "conflict",
            claims=tuple(names[name] for name in relation.claims),
            arithmetic=Text.model_validate(relation.note or "—"),
            cause=Text(zh="可能是较早的数", en="probably an earlier count"),
        )
        for relation in gold.relations
    ]
    found = list(gold.nonclaims())[:40]
    reading = Reading(
        text=gold.text,
        published=gold.published,
        home=gold.home,
        articles=(ArticleSpan(0, len(gold.text), gold.title, ""),),
        claims=tuple(claims),
        rejected=tuple(Rejected(m.start(), m.end(), m[0], "date", "month-day") for m in found),
        notes=(Note(0, 4, "repaired", Text(zh="第 1 行的换行已接上", en="a broken line was joined")),),
    )
    return with_findings(reading, findings)


def _claim(one: GoldClaim, at: int) -> Claim:
    (low, high) = one.values[0]
    period = one.periods[0] if one.periods else (None, None)
    first = period[0] and date(*period[0], 1)
    last = period[1] and date(*period[1], monthrange(*period[1])[1])
    measure = one.measures[0] if one.measures else "个"
    return Claim(
        start=one.start,
        end=one.end,
        text=one.text,
        quantity=Quantity(float(low), float(low), float(high), measure, measure),
        hedge=one.hedges[0] if one.hedges else "none",
        kind=one.kinds[0],
        period=ClaimPeriod(first, last, None, "default" if at % 3 == 0 else "sentence", ""),
        place=ClaimPlace(one.places[0] if one.places else None, "", "district", "default"),
        indicator="gdp" if at % 4 else None,
        phrase=one.indicator,
        relative_to="",
        rules={"kind": one.kinds[0], "period": "default" if at % 3 == 0 else "sentence", "value": "arabic"},
    )
