"""The scoring itself: an oracle scores one everywhere, and each fault costs its own field only."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from quheng.evidence.claim import Claim, ClaimPeriod, ClaimPlace, Quantity
from tests.evidence import gold, scoring
from tests.evidence.gold import GoldClaim, GoldText, Month

TEXT = gold.parse(
    "title: t\nstyle: s\npublished: 2024-02-01\nhome: 410100\nperiod: 2023\nplace: 410105\n---\n"
    "全区{{超12万人|12e4 人|level|人口|@2023-12 or 2023|~over}}，第一位，"
    "排{{第3|3 位|rank|名次|peripheral}}，出口下降{{2%|-2 %|growth|出口}}，"
    "目标{{7%—8%|7..8 %|forecast|目标|@2024}}，占{{1/3|100/3 %|share|占比}}。\n---\n",
    "t.gold.txt",
)


def oracle(claim: GoldClaim) -> Claim:
    low, high = map(float, claim.values[0])
    first, last = claim.periods[0] if claim.periods else (None, None)
    return Claim(
        start=claim.start,
        end=claim.end,
        text=claim.text,
        quantity=Quantity((low + high) / 2, low, high, "".join(claim.measures[:1]), ""),
        hedge=claim.hedges[0],
        kind=claim.kinds[0],
        period=ClaimPeriod(_day(first, 1), _day(last, -1), None, "default"),
        place=ClaimPlace(next(iter(claim.places), None), "", "district", "default"),
        indicator=None,
        phrase=claim.indicator,
        relative_to="",
        rules={},
    )


def _day(month: Month | None, which: int) -> date | None:
    return month and date(*month, 1 if which == 1 else monthrange(*month)[1])


READ = tuple(oracle(claim) for claim in TEXT.claims)


def faults(read: Iterable[Claim]) -> dict[str, tuple[int, int]]:
    shares = scoring.score([(TEXT, read)])
    return {name: (share.right, share.of) for name, share in shares.items() if share.right != share.of}


def test_an_oracle_scores_one() -> None:
    assert faults(READ) == {}
    assert scoring.misses(TEXT, READ) == []


@pytest.mark.parametrize("text", gold.texts(), ids=lambda text: text.name)
def test_every_text_is_within_an_oracles_reach(text: GoldText) -> None:
    shares = scoring.score([(text, [oracle(claim) for claim in text.claims])])
    assert all(float(share) == 1 for share in shares.values())


def test_a_peripheral_claim_counts_neither_way() -> None:
    assert faults(claim for claim in READ if claim.text != "第3") == {}


def test_a_missed_claim_costs_recall() -> None:
    assert faults(READ[1:]) == {"recall": (3, 4), "exact": (3, 4), "everything": (3, 4)}


def test_a_stray_claim_costs_precision() -> None:
    start = TEXT.text.index("第一位")
    stray = replace(READ[1], start=start, end=start + 3, text="第一位")
    assert faults([*READ, stray]) == {"precision": (4, 5)}
    assert scoring.misses(TEXT, [*READ, stray]) == ["t '第一位': no claim"]


def test_a_span_without_its_hedge_is_exact_and_one_without_its_measure_is_not() -> None:
    first = READ[0]
    assert faults([replace(first, start=first.start + 1, text="12万人"), *READ[1:]]) == {}
    assert faults([replace(first, end=first.end - 1, text="超12万"), *READ[1:]]) == {"exact": (3, 4)}


@pytest.mark.parametrize(
    ("change", "costs"),
    [
        ({"quantity": Quantity(12, 12, 12, "人", "")}, {"value"}),
        ({"quantity": Quantity(120_000, 120_000, 120_000, "户", "")}, {"measure"}),
        ({"kind": "count"}, {"kind"}),
        ({"hedge": "none"}, {"hedge"}),
        ({"period": ClaimPeriod(date(2023, 1, 1), date(2023, 12, 31), None, "default")}, set()),
        ({"period": ClaimPeriod(date(2023, 6, 1), date(2023, 12, 31), None, "default")}, {"period"}),
        ({"period": ClaimPeriod(None, None, None, "unresolved")}, {"period", "year"}),
        ({"place": ClaimPlace(None, "全国", "nation", "default")}, {"place"}),
    ],
)
def test_a_wrong_field_costs_itself(change: dict, costs: set[str]) -> None:
    wrong = faults([replace(READ[0], **change), *READ[1:]])
    assert wrong == (dict.fromkeys([*costs, "everything"], (3, 4)) if costs else {})
    assert bool(scoring.misses(TEXT, [replace(READ[0], **change), *READ[1:]])) == bool(costs)


def test_of_a_range_both_ends_count() -> None:
    narrow = replace(READ[3], quantity=Quantity(7, 7, 7, "%", ""))
    assert faults([*READ[:3], narrow, *READ[4:]]) == {"value": (3, 4), "everything": (3, 4)}
