"""How long a department has where a catalogue says so: its own longest item, or what the clock usually gives.

The shop asks the works for gas (promised 5 working days, by law 10) and the city for the sign (0 and 5).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from quheng.ledger.cases.commands import AddPart, Make
from quheng.ledger.programmes import parse_programme
from quheng.ledger.programmes.catalogues import self_contained
from tests.ledger.cases.desk import CLERK, LEAD, Desk
from tests.ledger.small import edited

FILE = Path(__file__).parents[1] / "programmes" / "things" / "all-at-once.yaml"

PART = "catalogue: promised, from: items}"


def a_shop(*edits):
    text = self_contained(edited(*edits, file=FILE), str(FILE))
    desk = Desk(parse_programme(text, FILE.name))
    desk.open(values={"bundle": "shop", "home": "花园路", "area": 50})
    desk.does(CLERK, Make("accept"))
    return desk


def last_days(desk):
    return {key: clock.deadline.day for key, clock in desk.case.running.items()}


@pytest.mark.parametrize(
    ("term", "works", "city"),
    [
        # Five working days from Monday 2 March end on Monday 9, ten on Monday 16; none on the Monday itself.
        ("promised", date(2026, 3, 9), date(2026, 3, 2)),
        ("legal", date(2026, 3, 16), date(2026, 3, 9)),
    ],
)
def test_a_department_has_the_time_of_its_items_by_promise_or_by_law(term, works, city):
    desk = a_shop((PART, PART.replace("promised", term)))
    assert last_days(desk) == {("part", "works"): works, ("part", "city"): city}


def test_a_department_without_an_item_has_the_usual_time():
    desk = a_shop()
    desk.does(LEAD, AddPart("items", "land"))
    # Nine working days: four in this week, the five of the next.
    assert last_days(desk)["part", "land"] == date(2026, 3, 13)


def with_a_clock_of_the_whole_case(more=""):
    whole = (
        f"{{id: whole, title: {{zh: 全程, en: Whole}}, budget: 2 工作日, {more}from: accept, until: [issue]}}"
    )
    return a_shop((PART, f"{PART}\n  - {whole}"))


def test_a_clock_that_names_no_catalogue_has_its_own_time():
    # Two working days from Monday 2 March; and nine for both departments.
    assert last_days(with_a_clock_of_the_whole_case())["whole", None] == date(2026, 3, 4)
    assert set(last_days(a_shop((PART, "from: items}"))).values()) == {date(2026, 3, 13)}


def test_a_clock_of_the_whole_case_has_its_own_time_though_it_names_a_catalogue():
    assert last_days(with_a_clock_of_the_whole_case("catalogue: legal, "))["whole", None] == date(2026, 3, 4)
