"""How far a reading agrees with the claims marked by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import compress
from math import isclose

from quheng.evidence.claim import Claim
from tests.evidence.gold import GoldClaim, GoldText, Month

_HEDGES = re.compile(r"约|近|超过?|逾|不足|不到|余|多|以上|以下|以内|左右|突破|接近|至少|共|\s")


@dataclass(frozen=True)
class Share:
    """So many of so many; `right / of` with the claims it was taken from."""

    right: int
    of: int

    def __float__(self) -> float:
        return self.right / self.of if self.of else 1.0


Test = Callable[[GoldClaim, Claim], bool]


def score(pairs: Iterable[tuple[GoldText, Iterable[Claim]]]) -> dict[str, Share]:
    """Score what was read in some texts against their gold.

    `recall` and `exact` count core claims that a read span overlaps, and that it matches hedges aside;
    `precision` counts read claims that overlap a core claim, leaving out those that overlap a peripheral one
    only. The fields are of the core claims that were found; `everything` is of all core claims.
    """
    found: list[tuple[GoldClaim, Claim | None]] = []
    touched: list[bool] = []
    for gold, read in pairs:
        claims = list(read)
        core = [claim for claim in gold.claims if claim.core]
        peripheral = [claim for claim in gold.claims if not claim.core]
        found += [(claim, _best(claim, claims)) for claim in core]
        for claim in claims:
            if any(_overlap(one, claim) for one in core):
                touched.append(True)
            elif not any(_overlap(one, claim) for one in peripheral):
                touched.append(False)
    both = [(gold, claim) for gold, claim in found if claim is not None]
    every = sum(all(test(gold, claim) for test in FIELDS.values()) for gold, claim in both)
    return {
        "recall": Share(len(both), len(found)),
        "exact": Share(sum(_same_span(gold, claim) for gold, claim in both), len(found)),
        "precision": Share(sum(touched), len(touched)),
        **{name: Share(sum(test(*pair) for pair in both), len(both)) for name, test in FIELDS.items()},
        "year": Share(sum(_year(*pair) for pair in both), len(both)),
        "everything": Share(every, len(found)),
    }


def misses(gold: GoldText, read: Iterable[Claim]) -> list[str]:
    """Say what is wrong with a reading, a line each, for whoever works on the rules."""
    claims = list(read)
    lines = []
    for one in gold.claims:
        claim = _best(one, claims)
        if claim is not None:
            wrong = list(compress(FIELDS, (not test(one, claim) for test in FIELDS.values())))
            if wrong and one.core:
                lines.append(f"{gold.name} {one.text!r}: {', '.join(wrong)}: read {claim}, gold {one}")
        elif one.core:
            lines.append(f"{gold.name} {one.text!r}: not found")
    strays = [claim for claim in claims if not any(_overlap(one, claim) for one in gold.claims)]
    return lines + [f"{gold.name} {claim.text!r}: no claim" for claim in strays]


def _overlap(gold: GoldClaim, claim: Claim) -> int:
    return max(0, min(gold.end, claim.end) - max(gold.start, claim.start))


def _best(gold: GoldClaim, claims: list[Claim]) -> Claim | None:
    best = max(claims, key=lambda claim: _overlap(gold, claim), default=None)
    return best if best is not None and _overlap(gold, best) else None


def _same_span(gold: GoldClaim, claim: Claim) -> bool:
    return _HEDGES.sub("", gold.text) == _HEDGES.sub("", claim.text)


def _value(gold: GoldClaim, claim: Claim) -> bool:
    """Compare the point; of a range both ends, for where its point lies is the reader's affair."""
    quantity = claim.quantity
    return any(
        isclose(quantity.point, float(low), rel_tol=1e-9)
        if low == high
        else isclose(quantity.low, float(low)) and isclose(quantity.high, float(high))
        for low, high in gold.values
    )


def _admits(options: tuple[object, ...], answer: object) -> bool:
    return not options or answer in options


def _months(claim: Claim) -> tuple[Month | None, Month | None]:
    return _month(claim.period.start), _month(claim.period.end)


def _month(day: date | None) -> Month | None:
    return day and (day.year, day.month)


def _period(gold: GoldClaim, claim: Claim) -> bool:
    return _admits(gold.periods, _months(claim))


def _year(gold: GoldClaim, claim: Claim) -> bool:
    """Compare the year under which a statistician files the claim: that of the last month."""
    last = _month(claim.period.end)
    return _admits(tuple(end and end[0] for _, end in gold.periods), last and last[0])


FIELDS: Mapping[str, Test] = {
    "value": _value,
    "measure": lambda gold, claim: _admits(gold.measures, claim.quantity.measure),
    "kind": lambda gold, claim: _admits(gold.kinds, claim.kind),
    "hedge": lambda gold, claim: _admits(gold.hedges, claim.hedge),
    "period": _period,
    "place": lambda gold, claim: _admits(gold.places, claim.place.code),
}
