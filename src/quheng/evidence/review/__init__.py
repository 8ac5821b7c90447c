"""Review: decisions on claims, only ever added; observations are the view of those that were accepted."""

from quheng.evidence.review.agreement import agreement, disputes
from quheng.evidence.review.confidence import combination, confidence
from quheng.evidence.review.decision import Correction, Decision, claim_key, decision_line
from quheng.evidence.review.decisions import parse_decisions, read_decisions, record
from quheng.evidence.review.fingerprint import fingerprint
from quheng.evidence.review.observations import observations
from quheng.evidence.review.replay import Reviewed, ReviewedClaim, replay

__all__ = [
    "Correction",
    "Decision",
    "Reviewed",
    "ReviewedClaim",
    "agreement",
    "claim_key",
    "combination",
    "confidence",
    "decision_line",
    "disputes",
    "fingerprint",
    "observations",
    "parse_decisions",
    "read_decisions",
    "record",
    "replay",
]
