"""Selection rounds: every applicant is somewhere with a reason, ties are ruled, quotas hold."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quheng.errors import DataError, DeclarationError
from quheng.scorecard.files import Titles, read_subjects
from quheng.scorecard.rounds import (
    Application,
    Held,
    Objection,
    Ruling,
    applications_of,
    load_round,
    lot,
    mean_mark,
)
from quheng.scorecard.rounds.declared import Marks

from ..cards import card_of

CARD = """
inputs:
  - {id: clean, type: boolean}
  - {id: sales, type: integer}
  - {id: art, type: choice, choices: [A, B, C]}
gates: [{id: clean, when: clean}]
points:
  - id: size
    on: sales
    brackets: [{at_least: 100, points: 60}, {at_least: 50, below: 100, points: 40}, {below: 50, points: 10}]
  - {id: craft, choice: art, gives: {A: 30, B: [10, 20], C: 0}}
minima: [{id: ten, of: total, at_least: 10}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    card_of(tmp_path, CARD, "rule")
    return tmp_path


def hold(folder: Path, applications: list[Application], more: str = "", **arguments: Any) -> Held:
    path = folder / "round.yaml"
    path.write_text(f"round: r\ntitle: R\nscorecard: rule\nscore: {{by: total}}\n{more}", encoding="utf-8")
    return load_round(path).hold(applications, **arguments)


def firm(name: str, sales: int | None, art: str = "A", clean: bool | None = True, **own: Any) -> Application:
    day = own.pop("applied", date(2026, 3, 5))
    return Application(name, {"clean": clean, "sales": sales, "art": art}, name, day, own)


def ids(found: Any) -> list[str]:
    return [one.id for one in found]


def ranks(held: Held) -> dict[str, int | None]:
    return {one.id: one.rank for one in held["rank"].on}


def test_only_applications_in_the_window_count_and_each_applicant_once(folder: Path) -> None:
    window = "applications: {from: 2026-03-01, to: 2026-03-31}"
    applications = [
        firm("early", 100, applied=date(2026, 2, 28)),
        firm("first", 100, applied=date(2026, 3, 1)),
        firm("last", 100, applied=date(2026, 3, 31)),
        firm("late", 100, applied=date(2026, 4, 1)),
        firm("twice", 100, applied=date(2026, 3, 2)),
        firm("twice", 50, applied=date(2026, 3, 9)),
        firm("twice", 10, applied=date(2026, 4, 2)),
        firm("when", 100, applied=None),
    ]
    held = hold(folder, applications, window)
    assert ids(held["apply"].on) == ["first", "last", "twice"]
    assert ids(held["apply"].out) == ["early", "late"]
    assert ids(held["apply"].review) == ["when"]
    assert ids(held["check"].review) == ["when"]
    scores = {one.id: one.score for one in held["score"].on}
    assert scores == {"first": 90, "last": 90, "twice": 70}
    first = hold(folder, applications, window.replace("}", ", repeat: first}"))
    assert {one.id: one.score for one in first["score"].on}["twice"] == 90
    assert any("2 times, and the last counts (2026-03-09)" in entry.why.en for entry in held.log)


def test_a_fail_is_out_and_what_is_not_certain_goes_to_review(folder: Path) -> None:
    applications = [
        firm("good", 100),
        firm("dirty", 100, clean=False),
        firm("unknown", 100, clean=None),
        firm("wrong", -5),
        firm("interval", 100, art="B"),
    ]
    held = hold(folder, applications)
    assert ids(held["check"].out) == ["dirty"]
    assert ids(held["check"].review) == ["unknown", "wrong"]
    assert ids(held["score"].review) == ["interval"]
    assert ids(held["shortlist"].on) == ["good"]
    assert "between 70 and 80" in held["score"].log[-1].why.en
    ruled = hold(
        folder,
        applications,
        rulings=[
            Ruling("check", "unknown", True, "Li", "certificate seen"),
            Ruling("score", "interval", True, "panel", "craft 15", Fraction(75)),
        ],
    )
    assert ids(ruled["rank"].on) == ["good", "unknown", "interval"]
    assert any("Li decided that it goes on: certificate seen" in entry.why.en for entry in ruled.log)


def test_nobody_is_ruled_on_who_does_not_wait(folder: Path) -> None:
    for ruling in (
        Ruling("check", "good", False, "Li", "no"),
        Ruling("check", "nobody", True, "Li", "no"),
        Ruling("score", "good", True, "Li", "no", 3),
        Ruling("shortlist", "good", True, "Li", "no"),
    ):
        with pytest.raises(DataError, match="not waiting for review"):
            hold(folder, [firm("good", 100)], rulings=[ruling])
    twice = [Ruling("check", "x", True, "Li", "a"), Ruling("check", "x", False, "Li", "b")]
    with pytest.raises(DataError, match="ruled on twice"):
        hold(folder, [firm("x", 100, clean=None)], rulings=twice)
    with pytest.raises(DataError, match="gives no score"):
        hold(folder, [firm("x", 100, art="B")], rulings=[Ruling("score", "x", True, "Li", "a")])


def test_ties_are_ruled_by_the_declared_keys_in_order(folder: Path) -> None:
    """a and b have 70 = 40 + 30 and d 60 + 10 by ruling: more of `size` first, then the earlier day."""
    applications = [
        firm("a", 50, applied=date(2026, 3, 7)),
        firm("b", 50, applied=date(2026, 3, 6)),
        firm("d", 100, art="B", applied=date(2026, 3, 9)),
    ]
    rulings = [Ruling("score", "d", True, "panel", "10", 70)]
    ties = "ties: [{by: size}, {by: applied}]"
    assert ranks(hold(folder, applications, ties, rulings=rulings)) == {"d": 1, "b": 2, "a": 3}
    less = "ties: [{by: size, order: less}, {by: applied}]"
    assert ranks(hold(folder, applications, less, rulings=rulings)) == {"b": 1, "a": 2, "d": 3}
    assert ranks(hold(folder, applications, rulings=rulings)) == {"a": 1, "b": 1, "d": 1}


def test_a_key_that_is_not_known_of_all_decides_nothing(folder: Path) -> None:
    applications = [firm("a", 50, stars=3), firm("b", 50, stars=5), firm("c", 50)]
    held = hold(folder, applications, "ties: [{by: stars}]")
    assert ranks(held) == {"a": 1, "b": 1, "c": 1}
    assert "more of stars is not known of all" in held["rank"].log[0].why.en


def test_the_lot_can_be_drawn_again_by_anybody(folder: Path) -> None:
    applications = [firm(name, 50) for name in "abcdef"]
    ties = "ties: [{by: lot, seed: '2026031'}]"
    held = hold(folder, applications, ties)
    drawn = sorted("abcdef", key=lambda name: hashlib.sha256(f"2026031\nr\n{name}".encode()).hexdigest())
    assert ids(held["rank"].on) == drawn
    assert sorted(ranks(held).values()) == [1, 2, 3, 4, 5, 6]  # type: ignore[type-var]
    assert lot("2026031", "r", "a") == hashlib.sha256(b"2026031\nr\na").hexdigest()
    again = hold(folder, applications[::-1], ties)
    assert json.dumps(again.as_dict()["stages"][3:]) == json.dumps(held.as_dict()["stages"][3:])


def test_a_tie_across_the_last_place_waits_for_a_ruling(folder: Path) -> None:
    applications = [firm("top", 100), firm("a", 50), firm("b", 50), firm("low", 10)]
    held = hold(folder, applications, "places: 2")
    assert ids(held["shortlist"].on) == ["top"]
    assert ids(held["shortlist"].review) == ["a", "b"]
    assert ids(held["shortlist"].out) == ["low"]
    rulings = [Ruling("shortlist", "a", True, "panel", "x"), Ruling("shortlist", "b", False, "panel", "x")]
    assert ids(hold(folder, applications, "places: 2", rulings=rulings)["shortlist"].on) == ["top", "a"]
    both = [Ruling("shortlist", name, True, "panel", "x") for name in "ab"]
    with pytest.raises(DataError, match="there are 3, and 2 places"):
        hold(folder, applications, "places: 2", rulings=both)


TOWNS = [
    firm("a1", 100, town="A"),
    firm("a2", 99, town="A"),
    firm("a3", 98, "C", town="A"),
    firm("b1", 49, town="B"),
    firm("c1", 40, "C", town="C"),
]
"""Points: 90, 70, 40, 40, 10."""


def test_quotas(folder: Path) -> None:
    ties = "ties: [{by: applied}, {by: lot, seed: s}]\n"
    most = hold(folder, TOWNS, ties + "places: 3\nquota: {by: town, at_most: 1}\nreserve: 1")
    assert ids(most["shortlist"].on) == ["a1", "b1", "c1"]
    assert ids(most["shortlist"].reserve) == ["a2"]
    assert "the quota of A is full" in next(e.why.en for e in most["shortlist"].log if e.applicant == "a2")
    least = hold(folder, TOWNS, ties + "places: 3\nquota: {by: town, at_least: {C: 1}}")
    assert ids(least["shortlist"].on) == ["a1", "a2", "c1"]
    group = hold(folder, TOWNS, ties + "quota: {by: town, at_most: {A: 2}}")
    assert sorted(ids(group["shortlist"].on)) == ["a1", "a2", "b1", "c1"]
    unknown = hold(folder, [*TOWNS, firm("x", 100)], ties + "quota: {by: town, at_most: 1}")
    assert ids(unknown["shortlist"].review) == ["x"]


def test_a_least_score(folder: Path) -> None:
    path = folder / "least.yaml"
    text = "round: r\ntitle: R\nscorecard: rule\nscore: {by: total, least: 70}"
    path.write_text(text, encoding="utf-8")
    held = load_round(path).hold([firm("a", 50), firm("b", 49, "A")])
    assert ids(held["score"].on) == ["a"]
    assert "total 40, below the least score 70" in held["score"].log[-1].why.en


def test_marks_of_experts() -> None:
    """80, 85, 90, 100 without 100 and 80: (85 + 90) / 2 = 87.5; of three a third stays exact."""
    rule = Marks(least=3, drop_highest=1, drop_lowest=1)
    assert mean_mark([Fraction(one) for one in (100, 80, 90, 85)], rule) == Fraction(175, 2)
    assert mean_mark([Fraction(1), Fraction(1), Fraction(2)], Marks()) == Fraction(4, 3)


MARKED = {
    "round": "r",
    "title": "R",
    "score": {"by": "marks", "least": 60, "marks": {"least": 3, "drop_highest": 1, "drop_lowest": 1}},
}


def test_a_round_by_marks() -> None:
    applications = [Application(name) for name in "abcd"]
    marks = {
        "a": {"e1": 90, "e2": "80.5", "e3": 10, "e4": 100},
        "b": {"e1": 60, "e2": 59, "e3": 61},
        "c": {"e1": 0, "e2": 59, "e3": 100},
        "d": {"e1": 70, "e2": None, "e3": 80},
    }
    held = load_round(MARKED).hold(applications, marks=marks)
    assert {one.id: one.score for one in held["score"].on} == {"a": Fraction("85.25"), "b": 60}
    assert ids(held["score"].out) == ["c"]
    assert ids(held["score"].review) == ["d"]
    assert "there are 2 marks, and 3 are needed" in held["score"].log[-1].why.en
    for wrong, words in (
        ({"z": {"e": 1}}, "z has marks"),
        ({"a": {"e": 101}}, "from 0"),
        ({"a": {"e": "x"}}, "'x'"),
    ):
        with pytest.raises(DataError, match=words):
            load_round(MARKED).hold(applications, marks=wrong)


NOTICE = "places: 2\nreserve: 2\nties: [{by: lot, seed: s}]\nnotice: {lasts: 5 工作日}"


def noticed(folder: Path, *objections: Objection) -> Held:
    applications = [
        firm("a", 100),
        firm("b", 99),
        firm("c", 98, "C"),
        firm("d", 10, "C"),
        firm("e", 10, clean=False),
    ]
    return hold(folder, applications, NOTICE, noticed=date(2026, 4, 30), objections=objections)


def objection(name: str, outcome: Any, day: date = date(2026, 5, 6), number: str = "1") -> Objection:
    return Objection(number, name, day, outcome, "why")


def test_the_notice_hangs_by_the_calendar(folder: Path) -> None:
    """From Thursday 30 April 2026: off 1 to 5 May; 6, 7, 8, Saturday 9 (worked in lieu), Monday 11 May."""
    held = noticed(folder)
    assert held.notice is not None
    assert held.notice.as_dict()["to"] == "2026-05-11"
    assert [one["id"] for one in held.notice.as_dict()["listed"]] == ["a", "b"]
    assert ids(held["final"].on) == ["a", "b"]
    assert ids(held["final"].reserve) == ["c", "d"]


def test_objections_remove_return_and_wait(folder: Path) -> None:
    removed = noticed(folder, objection("b", "remove"))
    assert ids(removed["final"].on) == ["a"]
    assert ids(removed["final"].out) == ["b"]
    assert ids(removed["final"].notice) == ["c"]
    assert ids(removed["final"].reserve) == ["d"]
    back = noticed(folder, objection("b", "remove"), objection("b", "return", number="2"))
    assert ids(back["final"].on) == ["a", "b"]
    assert ids(noticed(folder, objection("b", "dismissed"))["final"].on) == ["a", "b"]
    waits = noticed(folder, objection("b", "open"))
    assert (ids(waits["final"].on), ids(waits["final"].review)) == (["a"], ["b"])
    assert ids(waits["final"].notice) == []
    late = noticed(folder, objection("b", "remove", date(2026, 5, 12)))
    assert ids(late["final"].on) == ["a", "b"]
    assert any("does not count" in entry.why.en for entry in late["final"].log)


def test_one_who_was_out_returns_to_be_scored_or_with_its_rank(folder: Path) -> None:
    excluded = noticed(folder, objection("e", "return"))
    assert ids(excluded["final"].review) == ["e"]
    ranked = noticed(folder, objection("c", "return"))
    assert ids(ranked["final"].on) == ["a", "b", "c"]
    with pytest.raises(DataError, match="who did not apply"):
        noticed(folder, objection("nobody", "remove"))


names = st.lists(
    st.tuples(
        st.integers(0, 120),
        st.sampled_from("ABC"),
        st.sampled_from([True, True, True, False, None]),
        st.sampled_from(["A", "B", None]),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(firms=names, places=st.integers(1, 5), most=st.integers(0, 2), drawn=st.booleans())
def test_everybody_is_somewhere_with_a_reason_and_no_limit_is_passed(
    firms: list[Any], places: int, most: int, drawn: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("round")
    card_of(folder, CARD, "rule")
    applications = [
        firm(f"f{at}", sales, art, clean, town=town) for at, (sales, art, clean, town) in enumerate(firms)
    ]
    ties = "ties: [{by: lot, seed: s}]\n" if drawn else ""
    more = (
        f"{ties}places: {places}\nreserve: 1\nquota: {{by: town, at_most: {most}}}\nnotice: {{lasts: 7 天}}"
    )
    held = hold(folder, applications, more, noticed=date(2026, 3, 2))
    for before, after in zip(held.stages, held.stages[1:], strict=False):
        entering = ids(before.on) + (ids(before.review) if before.name == "apply" else [])
        entering += ids(before.reserve)
        assert sorted(one.id for way in after.ways.values() for one in way) == sorted(entering)
        assert {entry.applicant for entry in after.log} == set(entering)
    listed = held["shortlist"].on
    assert len(listed) <= places
    assert max(Counter(one.application.own["town"] for one in listed).values(), default=0) <= most
    if drawn:
        assert len(set(ranks(held).values())) == len(ranks(held))
        assert all(one.application.own["town"] is None for one in held["shortlist"].review)
    again = hold(folder, applications, more, noticed=date(2026, 3, 2))
    assert json.dumps(again.as_dict()) == json.dumps(held.as_dict())


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"places": 3}, "without `score` there are no ranks"),
        ({"score": {"by": "total"}}, "without a `scorecard`"),
        ({"score": {"by": "marks"}, "ties": [{"by": "lot"}]}, "a `lot` has a `seed`"),
        (
            {"score": {"by": "marks"}, "ties": [{"by": "lot", "seed": "s"}, {"by": "applied"}]},
            "after a `lot`",
        ),
        (
            {"score": {"by": "marks", "marks": {"least": 2, "drop_highest": 1, "drop_lowest": 1}}},
            "2 marks at least",
        ),
        (
            {"score": {"by": "marks"}, "places": 1, "quota": {"by": "t", "at_least": {"A": 2}}},
            "2 places are kept",
        ),
        (
            {"score": {"by": "marks"}, "quota": {"by": "t", "at_most": 1, "at_least": {"A": 2}}},
            "A has 2 places",
        ),
        ({"applications": {"from": "2026-03-02", "to": "2026-03-01"}}, "the end is before"),
    ],
)
def test_contradictions_are_worded(more: dict[str, Any], words: str) -> None:
    with pytest.raises(DeclarationError, match=words):
        load_round({"round": "r", "title": "R", **more})


def test_applications_from_a_file(folder: Path) -> None:
    path = folder / "a.csv"
    path.write_text(
        "id,name,applied,town,clean,sales,art\nx,甲,2026-03-05,A,true,100,A\ny,乙,,A,false,5,B\n",
        encoding="utf-8",
    )
    found = load_round({"round": "r", "title": "R"})
    assert found.card is None
    card = hold(folder, []).declared.scorecard
    assert card == "rule"
    rule = load_round(folder / "round.yaml").card
    assert rule is not None
    subjects = read_subjects(path, Titles.of_card(rule))
    x, y = applications_of(subjects)
    assert (x.id, x.name, x.applied, x.own["town"], x.inputs["sales"]) == (
        "x",
        "甲",
        date(2026, 3, 5),
        "A",
        "100",
    )
    assert y.applied is None
    held = load_round(folder / "round.yaml").hold([x, y])
    assert ids(held["check"].on) == ["x"]
    path.write_text("id,applied,clean\n,2026-03-05,true\nz,soon,true\n", encoding="utf-8")
    with pytest.raises(DataError) as raised:
        applications_of(read_subjects(path, Titles.of_card(rule)))
    assert [problem.where.row for problem in raised.value.problems] == [2, 3]
