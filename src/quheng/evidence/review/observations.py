"""Observations: the view of the claims that were accepted, each with the sentence it came from."""

from __future__ import annotations

import math
from typing import Any

import polars as pl

from quheng.evidence.claim import Claim, ClaimPeriod
from quheng.evidence.lexicon.lexicon import known_indicators
from quheng.evidence.preliminary import is_preliminary
from quheng.evidence.quotation import Sentences, one_line
from quheng.evidence.review.decision import Decision, claim_key
from quheng.evidence.review.replay import Reviewed, ReviewedClaim
from quheng.observations import Period
from quheng.observations.observation import Status

SCHEMA = {
    "unit": pl.String,
    "indicator": pl.String,
    "period": pl.String,
    "value": pl.Float64,
    "measure": pl.String,
    "status": pl.String,
    "source": pl.String,
    "low": pl.Float64,
    "high": pl.Float64,
    "vintage": pl.Int64,
    "place": pl.String,
    "kind": pl.String,
    "hedge": pl.String,
    "modifier": pl.String,
    "relative_to": pl.String,
    "phrase": pl.String,
    "quote": pl.String,
    "sentence": pl.String,
    "file": pl.String,
    "sha256": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
    "review": pl.String,
    "reviewer": pl.String,
    "reviewed": pl.String,
}

OF_ITS_OWN = ("new", "growth", "share", "rank")
"""Kinds that are other variables than the level of their indicator, and never stand beside it."""


def observations(reviewed: Reviewed, file: str) -> pl.DataFrame:
    """Return the accepted claims as observations.

    Parameters
    ----------
    reviewed
        A reading with its decisions. Claims that are open, rejected or asked about are left out.
    file
        The name of the text's file, by which sources are named.

    Returns
    -------
    frame
        One row a claim, in the order of the text: unit (code of the place), indicator (see
        `variable_of`), period (null where unknown, or open at its start), value in measure, status, source
        (file, digest and span), low and high (null where infinite), vintage (1, or the place in the order of
        the text among those kept as vintages of one observation), then where and how it was read and by whom
        it was reviewed. What is unknown is null.
    """
    sentences = Sentences(reviewed.reading.text)
    rows = [
        _row(one, claim, one.decision, file, sentences)
        for one in reviewed.claims
        if (claim := one.accepted) and one.decision
    ]
    seen: dict[tuple[Any, ...], int] = {}
    for row in rows:
        key = (row["unit"], row["indicator"], row["modifier"], row["period"])
        if row["review"] == "kept-both" and None not in key:
            seen[key] = row["vintage"] = seen.get(key, 0) + 1
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def variable_of(claim: Claim) -> str | None:
    """Return the code of what a claim measures.

    An indicator's level has its code. What is new, grows, is a share or a rank is another variable:
    `hightech_enterprises_new`, `gdp_growth`, `patents_share`, `gdp_rank`. A flow that is said to be new is
    the flow itself.
    """
    if claim.indicator is None or claim.kind not in OF_ITS_OWN:
        return claim.indicator
    known = known_indicators().indicators.get(claim.indicator)
    if claim.kind == "new" and known is not None and known.nature == "flow":
        return claim.indicator
    return f"{claim.indicator}_{claim.kind}"


def status_of(claim: Claim, sentence: str) -> Status:
    """Return the status: a forecast F, a preliminary figure P, a hedged one E, any other A."""
    if claim.kind == "forecast":
        return "F"
    if is_preliminary(sentence):
        return "P"
    return "A" if claim.hedge == "none" else "E"


def period_text(period: ClaimPeriod) -> str | None:
    """Return a period as observations write it; None where it is unknown or its start is."""
    if period.as_of is not None:
        return period.as_of.isoformat()
    if period.start is None or period.end is None:
        return None
    return str(Period(period.end, period.start))


def source_id(file: str, sha256: str, start: int, end: int) -> str:
    """Return the name of a source: the file, twelve digits of the text's digest, and the span."""
    return f"{file}@{claim_key(sha256[:12], start, end)}"


def _row(
    one: ReviewedClaim, claim: Claim, decision: Decision, file: str, sentences: Sentences
) -> dict[str, Any]:
    sentence = sentences.quote(claim.start, claim.end)
    quantity = claim.quantity
    return {
        "unit": claim.place.code,
        "indicator": variable_of(claim),
        "period": period_text(claim.period),
        "value": quantity.point,
        "measure": quantity.measure,
        "status": status_of(claim, sentence),
        "source": source_id(file, decision.sha256, claim.start, claim.end),
        "low": quantity.low if math.isfinite(quantity.low) else None,
        "high": quantity.high if math.isfinite(quantity.high) else None,
        "vintage": 1,
        "place": claim.place.name,
        "kind": claim.kind,
        "hedge": claim.hedge,
        "modifier": claim.modifier,
        "relative_to": claim.relative_to,
        "phrase": claim.phrase,
        "quote": one_line(claim.text),
        "sentence": sentence,
        "file": file,
        "sha256": decision.sha256,
        "start": claim.start,
        "end": claim.end,
        "review": one.state,
        "reviewer": decision.who,
        "reviewed": decision.when.isoformat(),
    }
