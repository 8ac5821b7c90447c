"""Counts into suggestions: by hand, by law, and against always naming the commonest office."""

from __future__ import annotations

import math
import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.ledger.routing.clues import Clue
from quheng.ledger.routing.evidence import LEAST_CASES, LEAST_WITH_CLUE, Counts, Support, weigh

LAMP, ROADS, NOISE = Clue("word", "路灯"), Clue("topic", "roads"), Clue("topic", "noise")
OFFICES = ["east", "north", "south", "west"]


def test_by_hand():
    counts = Counts({"east": 30, "west": 10}, {ROADS: {"east": 19, "west": 1}, LAMP: {"east": 2, "west": 8}})
    # east: 31 · 19.1/40 · 2.1/40 = 0.777131; west: 11 · 1.1/20 · 8.1/20 = 0.245025
    east, west = weigh(counts)
    assert east.office == "east"
    assert east.share == pytest.approx(0.777131 / (0.777131 + 0.245025), abs=1e-6)
    assert east.share + west.share == pytest.approx(1)
    # of roads 19 of 20 went east, of all 30 of 40; of lamps 8 of 10 went west, of all 10 of 40
    assert east.support == (Support(ROADS, 19, 20),)
    assert west.support == (Support(LAMP, 8, 10),)


def test_too_few_cases_say_nothing():
    assert weigh(Counts({"east": LEAST_CASES - 1}, {ROADS: {"east": LEAST_CASES - 1}})) == ()
    assert weigh(Counts({"east": LEAST_CASES}, {ROADS: {"east": LEAST_CASES}})) != ()
    assert weigh(Counts({"east": 100}, {})) == ()
    few = LEAST_WITH_CLUE - 1
    assert weigh(Counts({"east": 100}, {ROADS: {"east": few}})) == ()


def test_an_office_that_never_had_such_a_case_is_not_suggested():
    counts = Counts({"east": 10, "west": 1000}, {LAMP: {"east": 5}})
    assert [one.office for one in weigh(counts)] == ["east"]


def test_an_office_with_two_cases_does_not_win_by_what_it_never_had():
    clues = {Clue("word", str(place)): {"east": 20, "tiny": int(place == 0)} for place in range(4)}
    assert weigh(Counts({"east": 400, "tiny": 2}, clues))[0].office == "east"


counts_of = st.dictionaries(st.sampled_from(OFFICES), st.integers(8, 200), min_size=2).flatmap(
    lambda offices: st.fixed_dictionaries(
        {
            clue: st.fixed_dictionaries(
                {office: st.integers(3, number) for office, number in offices.items()}
            )
            for clue in (ROADS, LAMP)
        }
    ).map(lambda clues: Counts({office: number + 15 for office, number in offices.items()}, clues))
)


@given(counts_of)
def test_shares_are_shares(counts):
    found = weigh(counts)
    assert all(0 < one.share <= 1 for one in found)
    assert math.fsum(one.share for one in found) <= 1 + 1e-9
    assert [one.share for one in found] == sorted((one.share for one in found), reverse=True)
    for one in found:
        for support in one.support:
            assert support.went_there == counts.clues[support.clue][one.office] <= support.of


@given(counts_of, st.data())
def test_one_more_case_never_lowers_the_share(counts, data):
    office = data.draw(st.sampled_from(sorted(counts.offices)))
    more = Counts(
        {**counts.offices, office: counts.offices[office] + 1},
        {clue: {**offices, office: offices[office] + 1} for clue, offices in counts.clues.items()},
    )
    before = {one.office: one.share for one in weigh(counts)}
    after = {one.office: one.share for one in weigh(more)}
    if office in before:
        assert after[office] >= before[office] - 1e-12


@given(counts_of)
def test_the_order_of_offices_does_not_count(counts):
    turned = Counts(
        dict(reversed(counts.offices.items())),
        {clue: dict(reversed(offices.items())) for clue, offices in reversed(counts.clues.items())},
    )
    assert [one.office for one in weigh(turned)] == [one.office for one in weigh(counts)]


# A skewed town: topics by Zipf, streets by Zipf; most topics go to their bureau, the rest to the street that
# is named; one case in ten goes astray.
TOPICS = [f"topic-{place}" for place in range(8)]
STREETS = [f"street-{place}" for place in range(12)]


def a_case(chance):
    topic = chance.choices(TOPICS, [1 / (place + 1) for place in range(8)])[0]
    street = chance.choices(STREETS, [1 / (place + 1) for place in range(12)])[0]
    clues = {Clue("topic", topic)}
    if chance.random() < 0.9:
        clues.add(Clue("word", street))
    if chance.random() < 0.5:
        clues.add(Clue("word", f"word of {topic}"))
    office = f"bureau of {topic}" if topic in TOPICS[3:] else street
    if chance.random() < 0.1:
        office = chance.choice(STREETS)
    return frozenset(clues), office


def test_it_beats_always_naming_the_commonest_office():
    chance = random.Random(20260302)
    past = [a_case(chance) for _ in range(2000)]
    offices = Counter(office for _, office in past)
    commonest = offices.most_common(1)[0][0]
    right = usual = 0
    new = [a_case(chance) for _ in range(500)]
    for clues, office in new:
        counts = Counts(offices, {clue: Counter(went for had, went in past if clue in had) for clue in clues})
        found = weigh(counts)
        right += bool(found) and found[0].office == office
        usual += commonest == office
    # The best that can be done is 0.9 + 0.1/12, less the tenth of street cases that name no street.
    assert right / len(new) > 0.75
    assert usual / len(new) < 0.3
