"""Evidence: a text is read into claims, each with the characters it came from."""

from quheng.evidence.claim import (
    HEDGES,
    KINDS,
    Claim,
    ClaimPeriod,
    ClaimPlace,
    Hedge,
    How,
    Kind,
    Note,
    Quantity,
    Rejected,
)
from quheng.evidence.reader import read
from quheng.evidence.reading import ArticleSpan, Reading

__all__ = [
    "HEDGES",
    "KINDS",
    "ArticleSpan",
    "Claim",
    "ClaimPeriod",
    "ClaimPlace",
    "Hedge",
    "How",
    "Kind",
    "Note",
    "Quantity",
    "Reading",
    "Rejected",
    "read",
]
