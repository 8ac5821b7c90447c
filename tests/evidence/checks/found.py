"""Findings of a text, in words that a test can compare."""

from __future__ import annotations

from quheng import evidence
from quheng.evidence.checks import Finding

PUBLISHED, HOME = "2024-03-20", "410105"


def findings(text: str, published: str = PUBLISHED, home: str = HOME) -> list[tuple[Finding, list[str]]]:
    """Return each finding with the numbers it is about."""
    reading = evidence.read(text, published, home)
    return [(finding, [reading.claims[at].text for at in finding.claims]) for finding in reading.findings]


def of_code(text: str, code: str, **about: str) -> list[tuple[Finding, list[str]]]:
    """Return the findings of one relation."""
    return [(finding, numbers) for finding, numbers in findings(text, **about) if finding.code == code]


def alarms(text: str, **about: str) -> list[tuple[str, list[str]]]:
    """Return code and numbers of what a person must look at."""
    return [
        (finding.code, numbers) for finding, numbers in findings(text, **about) if finding.severity != "info"
    ]
