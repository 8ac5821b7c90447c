"""What a claim says, as a short digest: a decision holds for the claim that the reviewer saw."""

from __future__ import annotations

import json
from hashlib import sha256

from quheng.evidence.claim import Claim

LENGTH = 16


def fingerprint(claim: Claim) -> str:
    """Return 16 hexadecimal digits that change where any field of the claim that a reviewer accepts does.

    The fields are value, interval, measure, hedge, kind, period, place, indicator and its modifier: not the
    rules that set them, and not the words that were read, so that a rule may be renamed.
    """
    quantity, period = claim.quantity, claim.period
    says = [
        *(repr(float(number)) for number in (quantity.point, quantity.low, quantity.high)),
        quantity.measure,
        claim.hedge,
        claim.kind,
        *(day and day.isoformat() for day in (period.start, period.end, period.as_of)),
        claim.place.code,
        claim.place.name,
        claim.indicator,
        claim.modifier,
    ]
    return sha256(json.dumps(says).encode()).hexdigest()[:LENGTH]
