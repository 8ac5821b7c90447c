"""Fields that follow from others: never typed, computed anew on every change, unknown while they are."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.ledger.cases.commands import AddEntry, AttachFile, Correct, CorrectEntry, Make, MarkItem
from quheng.ledger.cases.deriving import derive
from quheng.ledger.cases.events import Derived
from tests.ledger.cases.desk import CLERK, HANDLER, Desk, person
from tests.ledger.cases.stalls import judged
from tests.ledger.small import stalls


@pytest.fixture
def desk():
    return Desk(stalls())


def test_unknown_stays_unknown_until_all_is_known(desk):
    case = desk.open()
    assert {name: case.values.get(name) for name in ("fee", "rate", "big")} == {
        "fee": None, "rate": None, "big": None,
    }  # fmt: skip
    case = desk.does(CLERK, Correct({"kind": "food"}, "补"))
    assert (case.values["rate"], case.values.get("fee")) == (30, None)
    case = desk.does(CLERK, Correct({"area": "12.5"}, "补"))
    # Twelve and a half square metres at 30.
    assert (case.values["fee"], case.values["big"]) == (375, False)
    case = desk.does(CLERK, Correct({"area": None}, "误填"))
    assert "fee" not in case.values
    assert "big" not in case.values


def test_it_is_never_typed(desk):
    desk.is_refused(CLERK, make_create(fee=1), "value", "“Fee” is computed, not filled in")
    desk.open(values={"kind": "goods"})
    desk.is_refused(CLERK, Correct({"fee": 1}, "x"), "value", "“Fee” is computed, not filled in")


def make_create(**values):
    from quheng.ledger.cases.commands import Create

    return Create("TW1", "office", "counter", values)


def test_a_change_is_one_event_and_none_where_nothing_follows(desk):
    desk.open(values={"kind": "goods", "area": 10})
    before = len(desk.entries)
    desk.does(CLERK, Correct({"sponsor": "qian"}, "补"))
    assert [type(entry.event).__name__ for entry in desk.entries[before:]] == ["Corrected"]
    desk.does(CLERK, Correct({"kind": "food"}, "错"))
    derived = [entry.event for entry in desk.entries if isinstance(entry.event, Derived)]
    assert derived[-1].values == {"rate": 30, "fee": 300}


def test_it_follows_the_checklist(desk):
    desk.open(values={"kind": "food", "area": 10, "gas": False})
    assert desk.case.values["grade"] == "calm"
    desk.does(HANDLER, MarkItem("safety", "wires", "failed", "老化"))
    assert desk.case.values["grade"] == "calm", "general in a small stall"
    desk.does(CLERK, Correct({"area": 25}, "量错"))
    assert desk.case.values["grade"] == "grave", "major in a big one"
    desk.does(HANDLER, MarkItem("safety", "wires", "passed"))
    assert desk.case.values["grade"] == "calm"


def test_a_value_that_the_field_cannot_have_is_refused_with_its_cause():
    edits = ("derive: area * rate}", "max: 100, derive: area * rate}")
    desk = Desk(stalls(edits))
    desk.open(values={"kind": "goods"})
    desk.is_refused(CLERK, Correct({"area": 6}, "补"), "value", "“Fee”, as it follows")
    assert "area" not in desk.case.values


@given(
    st.lists(
        st.tuples(st.sampled_from(["e1", "e2", "e3", "e4"]), st.integers(0, 100), st.booleans()), max_size=8
    )
)
def test_what_is_taken_of_rows_is_what_a_plain_count_gives(steps):
    desk, rows = judged(), {}
    for name, score, conflict in steps:
        row = {"score": score, "conflict": conflict}
        command = AddEntry("marks", row)
        if name in rows:
            command = CorrectEntry("marks", {"who": name}, row, "改")
        if rows.get(name) != row:
            desk.does(person(name, "expert"), command)
        rows[name] = row
    scores = [row["score"] for row in rows.values() if not row["conflict"]]
    assert desk.case.values.get("counted", 0) == len(scores)
    mean = desk.case.values.get("mean")
    if scores:
        assert abs(Fraction(str(mean)) - Fraction(sum(scores), len(scores))) <= Fraction(1, 200)
    else:
        assert mean is None
    assert derive(desk.case, desk.programme) == {}


def test_a_picture_is_attached_to_a_failed_item(desk):
    desk.open(values={"kind": "goods", "area": 10})
    desk.does(HANDLER, MarkItem("safety", "wires", "failed", "老化"))
    desk.is_refused(HANDLER, Make("judge"), "gate", "no photograph of it is attached")
    desk.does(HANDLER, AttachFile("a.jpg", "sha256:1", 1, "jpeg", "photo"))
    desk.is_refused(HANDLER, Make("judge"), "gate", "no photograph of it is attached")
    desk.is_refused(HANDLER, AttachFile("a.jpg", "sha256:1", 1, "jpeg", "photo", "safety", "roof"), "unknown")
    desk.does(HANDLER, AttachFile("a.jpg", "sha256:1", 1, "jpeg", "photo", "safety", "wires"))
    assert desk.does(HANDLER, Make("judge")).stage == "judged"
