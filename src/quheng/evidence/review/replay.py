"""Decisions laid upon a reading: what stands for each claim, with its history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from quheng.bilingual import Text, counted
from quheng.errors import DataError, Problem, Where
from quheng.evidence.claim import Claim, ClaimPeriod, ClaimPlace, Quantity
from quheng.evidence.numbers.measure_words import measure_words
from quheng.evidence.places import gazetteer
from quheng.evidence.reading import Reading
from quheng.evidence.review.decision import Action, Correction, Decision
from quheng.evidence.review.fingerprint import fingerprint
from quheng.observations import Period

State = Literal["open", "accepted", "corrected", "rejected", "kept-both", "asked"]

_STATES: dict[Action, State] = {
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "keep-both": "kept-both",
    "ask": "asked",
}

CORRECTED = "reviewer"
"""The rule of a field that a reviewer put right."""


@dataclass(frozen=True)
class ReviewedClaim:
    """A claim with what was decided on it.

    Parameters
    ----------
    claim
        As it was read.
    decision
        The one that stands; None while the claim is open.
    history
        Every decision on it, in the order in which they were taken.
    stale
        Those of `history` that were taken on the same span when it was read otherwise, and count for nothing.
    """

    claim: Claim
    decision: Decision | None
    history: tuple[Decision, ...]
    stale: tuple[Decision, ...] = ()

    @property
    def state(self) -> State:
        """What has become of it."""
        return _STATES[self.decision.action] if self.decision else "open"

    @property
    def accepted(self) -> Claim | None:
        """The claim with its corrections; None unless it was accepted."""
        if self.state not in ("accepted", "corrected", "kept-both"):
            return None
        correction = self.decision and self.decision.corrected
        return corrected(self.claim, correction) if correction else self.claim


@dataclass(frozen=True)
class Reviewed:
    """A reading with its decisions.

    Parameters
    ----------
    reading
        What was read.
    claims
        One for each claim of the reading, in its order.
    orphans
        Decisions on spans that are no claim of this reading, as another version of the reader may have found.
    """

    reading: Reading
    claims: tuple[ReviewedClaim, ...]
    orphans: tuple[Decision, ...] = ()

    @property
    def accepted(self) -> tuple[Claim, ...]:
        """The claims that were accepted, with their corrections."""
        return tuple(claim for one in self.claims if (claim := one.accepted))

    @property
    def stale(self) -> tuple[Decision, ...]:
        """Decisions on claims that are read otherwise now."""
        return tuple(decision for one in self.claims for decision in one.stale)


def replay(reading: Reading, decisions: Iterable[Decision]) -> Reviewed:
    """Lay decisions upon a reading; the latest on each claim stands, unless it was taken back.

    Parameters
    ----------
    reading
        The text as it was read.
    decisions
        In any order: their times tell which is later, and their order where the times are equal.

    Raises
    ------
    DataError
        Where a decision was taken on another text.
    """
    in_time = sorted(decisions, key=lambda decision: decision.when)
    _refuse_other_texts(reading, in_time)
    by_span: dict[tuple[int, int], list[Decision]] = {}
    for decision in in_time:
        by_span.setdefault((decision.start, decision.end), []).append(decision)
    claims = tuple(
        _reviewed(claim, tuple(by_span.get((claim.start, claim.end), ()))) for claim in reading.claims
    )
    spans = {(claim.start, claim.end) for claim in reading.claims}
    orphans = tuple(decision for decision in in_time if (decision.start, decision.end) not in spans)
    return Reviewed(reading, claims, orphans)


def standing(history: Sequence[Decision]) -> Decision | None:
    """Return the latest decision on one claim that its own reviewer has not taken back.

    An `undo` takes back the latest decision of the same person; the one before it stands again.
    """
    kept: list[Decision] = []
    for decision in history:
        if decision.action != "undo":
            kept.append(decision)
        elif own := [at for at, earlier in enumerate(kept) if earlier.who == decision.who]:
            del kept[own[-1]]
    return kept[-1] if kept else None


def corrected(claim: Claim, correction: Correction) -> Claim:
    """Return a claim with the fields that a reviewer put right.

    A corrected value stands for itself, without an interval and without a hedge; a corrected indicator
    without a modifier.
    """
    rules = {**claim.rules, **dict.fromkeys(correction.fields, CORRECTED)}
    changed = replace(
        claim,
        quantity=_quantity(claim.quantity, correction),
        hedge=claim.hedge if correction.value is None else "none",
        kind=correction.kind or claim.kind,
        rules=rules,
    )
    if correction.period is not None:
        changed = replace(changed, period=_period(correction.period))
    if correction.place is not None:
        changed = replace(changed, place=_place(correction.place))
    if correction.indicator is not None:
        changed = replace(changed, indicator=correction.indicator or None, modifier="")
    return changed


def _quantity(quantity: Quantity, correction: Correction) -> Quantity:
    if correction.measure is not None:
        known = measure_words().get(correction.measure)
        dimension = known.dimension if known else correction.measure
        quantity = replace(quantity, measure=correction.measure, dimension=dimension)
    if correction.value is not None:
        quantity = replace(quantity, point=correction.value, low=correction.value, high=correction.value)
    return quantity


def _period(text: str) -> ClaimPeriod:
    period = Period.parse(text)
    return ClaimPeriod(
        period.start, period.end, period.end if period.start == period.end else None, "explicit", text
    )


def _place(code: str) -> ClaimPlace:
    known = gazetteer().by_code.get(code)
    if known is None:
        return ClaimPlace(code or None, code, "organisation", "explicit")
    return ClaimPlace(known.code, known.name, known.level, "explicit")


def _reviewed(claim: Claim, history: tuple[Decision, ...]) -> ReviewedClaim:
    if not history:
        return ReviewedClaim(claim, None, ())
    says = fingerprint(claim)
    stale = tuple(decision for decision in history if decision.says != says)
    return ReviewedClaim(
        claim, standing([decision for decision in history if decision.says == says]), history, stale
    )


def _refuse_other_texts(reading: Reading, decisions: Iterable[Decision]) -> None:
    foreign = [decision for decision in decisions if decision.sha256 != reading.sha256]
    if foreign:
        theirs, own = foreign[0].sha256[:12], reading.sha256[:12]
        taken = counted(len(foreign), "decision was", "decisions were")
        raise DataError(
            Problem(
                Text(
                    zh=f"有 {len(foreign)} 条决定针对另一份文本（sha256 {theirs}…，本文为 {own}…）",
                    en=f"{taken} taken on another text (sha256 {theirs}…; this one is {own}…)",
                ),
                Where(field="sha256"),
                Text(
                    zh="请使用审核时的原文件，一字不改；或换用针对本文的决定文件",
                    en="give the very file that was reviewed, unchanged, or the decisions on this one",
                ),
            )
        )
