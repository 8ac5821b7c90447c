"""What the review page is told: the claims with their risks, the findings, and what earlier decisions say."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from quheng.bilingual import Text
from quheng.evidence.claim import HEDGES, KINDS, Claim
from quheng.evidence.export import claim_records
from quheng.evidence.lexicon.lexicon import known_indicators
from quheng.evidence.numbers.measure_words import measure_words
from quheng.evidence.places import gazetteer
from quheng.evidence.quotation import Sentences
from quheng.evidence.reading import Reading
from quheng.evidence.review import Decision, Reviewed, combination, confidence, decision_line, fingerprint
from quheng.evidence.review.observations import period_text
from quheng.observations.measure import known_measures
from quheng.publish.reading.marked import article_numbers
from quheng.publish.reading.visible import visible
from quheng.version import __version__

RISKS = ("conflict", "suspicious", "period", "indicator", "chinese")
"""Why a claim is looked at first, the gravest first."""

_CHINESE_NUMERAL = re.compile("[〇零一二两三四五六七八九十百千半]")
_DIGIT = re.compile("[0-9０-９]")
_SEPARATELY = re.compile("分别|各自|依次")


def payload(
    reading: Reading, source: str, decisions: Iterable[Decision], history: Sequence[Reviewed]
) -> dict[str, Any]:
    """Return the data of the page.

    Parameters
    ----------
    reading, source
        The reading, and the name of the text's file.
    decisions
        Those taken on it already.
    history
        Reviewed readings from which confidence is counted.
    """
    sentences = Sentences(reading.text)
    grave = _risks_of_findings(reading)
    lists = _lists(reading, sentences)
    claims = [
        {
            **record,
            "text": visible(claim.text),
            "phrase": visible(claim.phrase),
            "says": fingerprint(claim),
            "exact": claim.text,
            "written": period_text(claim.period),
            "words": visible(claim.period.text),
            "place_how": claim.place.how,
            "combination": combination(claim.rules),
            "risks": [*grave[at], *_own_risks(claim)],
            "list": lists[at],
            "article": article,
        }
        for at, (claim, record, article) in enumerate(
            zip(reading.claims, claim_records(reading), article_numbers(reading), strict=True)
        )
    ]
    for one in claims:
        del one["sha256"]
        if one["exact"] == one["text"]:
            del one["exact"]
    return {
        "source": visible(source),
        "sha256": reading.sha256,
        "published": reading.published and reading.published.isoformat(),
        "home": reading.home,
        "version": __version__,
        "claims": claims,
        "findings": [_finding(finding, reading, sentences) for finding in reading.findings],
        "rejected": [
            {"text": visible(one.text), "reason": one.reason, "rule": one.rule} for one in reading.rejected
        ],
        "notes": [
            {
                "code": note.code,
                "message": _both(note.message),
                "text": visible(sentences.quote(note.start, note.end)),
            }
            for note in reading.notes
        ],
        "kinds": list(KINDS),
        "hedges": list(HEDGES),
        "indicators": {code: _both(one.title) for code, one in known_indicators().indicators.items()},
        "places": _places(reading),
        "measures": _measures(),
        "confidence": _confidence(history, reading),
        "decisions": [json.loads(decision_line(decision)) for decision in decisions],
    }


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _risks_of_findings(reading: Reading) -> list[list[str]]:
    risks: list[list[str]] = [[] for _ in reading.claims]
    for severity in ("conflict", "suspicious"):
        for finding in reading.findings:
            for at in finding.claims:
                if finding.severity == severity and severity not in risks[at]:
                    risks[at].append(severity)
    return risks


def _own_risks(claim: Claim) -> list[str]:
    risks = []
    if claim.period.how in ("default", "unresolved"):
        risks.append("period")
    if claim.indicator is None:
        risks.append("indicator")
    if _CHINESE_NUMERAL.search(claim.text) and not _DIGIT.search(claim.text):
        risks.append("chinese")
    return risks


def _lists(reading: Reading, sentences: Sentences) -> list[int | None]:
    """Return, for each claim, the number of the list (…分别为…、…) that it is an item of."""
    numbers: dict[int, int] = {}
    found: list[int | None] = []
    for claim in reading.claims:
        start, _ = sentences.span(claim.start, claim.end)
        word = _SEPARATELY.search(reading.text, start, claim.start)
        found.append(None if word is None else numbers.setdefault(word.start(), len(numbers)))
    members = Counter(found)
    return [number if members[number] > 1 else None for number in found]


def _finding(finding: Any, reading: Reading, sentences: Sentences) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "claims": list(finding.claims),
        "arithmetic": _both(finding.arithmetic),
        "cause": _both(finding.cause),
        "sentences": [_around(reading, reading.claims[at], sentences) for at in finding.claims],
    }


def _around(reading: Reading, claim: Claim, sentences: Sentences) -> list[str]:
    """Return the sentence of a claim in three parts: before it, its words, and after it."""
    start, end = sentences.span(claim.start, claim.end)
    text = reading.text
    return [
        re.sub(r"\s*\n\s*", "", visible(part))
        for part in (text[start : claim.start], claim.text, text[claim.end : end])
    ]


def _places(reading: Reading) -> dict[str, str]:
    """Return code → name of the places that occur, and of the districts beside them, to choose from."""
    known = gazetteer().by_code
    codes = {code for code in (reading.home, *(claim.place.code for claim in reading.claims)) if code}
    parents = {known[code].parent or code for code in codes if code in known}
    near = {code for code, place in known.items() if place.parent in parents and place.valid_to is None}
    return {code: known[code].name for code in sorted(near | {code for code in codes if code in known})}


def _measures() -> dict[str, str]:
    """Return measure → its English name, empty where the table of measures has none."""
    found = {}
    for word in measure_words().values():
        known = known_measures().find(word.measure)
        found[word.measure] = known.title.en if known else ""
    return found


def _confidence(history: Sequence[Reviewed], reading: Reading) -> dict[str, list[float]]:
    """Return `field rules` → accepted, n, low, high, of the rules that this reading has."""
    wanted = {f"all {combination(claim.rules)}" for claim in reading.claims}
    wanted |= {f"{field} {rule}" for claim in reading.claims for field, rule in claim.rules.items()}
    rows = confidence(history).select("field", "rules", "accepted", "n", "low", "high").iter_rows()
    return {
        key: [accepted, n, low, high]
        for field, rules, accepted, n, low, high in rows
        if (key := f"{field} {rules}") in wanted
    }
