"""The subsidy for a first home: 10, 5 or 2; three years for the hukou."""

from __future__ import annotations

from typing import Any

import pytest

from .cases import fail, gives, review

BUYER = {
    "degree": "bachelor",
    "age": 35,
    "school_listed": True,
    "graduated": "2018-06-30",
    "hukou": "2021-06-30",
    "first_home": True,
    "contract": "2017-01-01",
    "filed": True,
    "tax_paid": True,
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, {"verdict": "pass", "amount": 2}),  # 35 and three years to the day
        ({"hukou": "2021-07-01"}, {**fail("hukou"), "amount": 0}),
        # three years from a 29 February end on the 28th
        ({"graduated": "2020-02-29", "hukou": "2023-02-28"}, {"verdict": "pass", "amount": 2}),
        ({"graduated": "2020-02-29", "hukou": "2023-03-01"}, {**fail("hukou"), "amount": 0}),
        ({"age": 36}, {**fail("age"), "amount": 0}),
        ({"degree": "master", "age": 36, "school_listed": False}, {**fail("age"), "amount": 0}),
        ({"degree": "doctor", "age": 60, "school_listed": False}, {"verdict": "pass", "amount": 10}),
        ({"degree": "博士", "age": None, "school_listed": None}, {"verdict": "pass", "amount": 10}),
        ({"degree": "master", "school_listed": None}, {"verdict": "pass", "amount": 5}),
        ({"school_listed": False}, {**fail("school_listed"), "amount": 0}),
        ({"school_listed": None}, {**review(("school_listed",), ("school_listed",)), "amount": None}),
        ({"graduated": "2016-12-31", "hukou": "2019-06-30"}, {**fail("graduated"), "amount": 0}),
        ({"graduated": "2017-01-01", "hukou": "2019-06-30"}, {"verdict": "pass", "amount": 2}),
        ({"contract": "2016-12-31"}, {**fail("contract"), "amount": 0}),
        ({"filed": False, "tax_paid": False}, {**fail("filed", "tax_paid"), "amount": 0}),
        ({"first_home": False}, {**fail("first_home"), "amount": 0}),
        ({"degree": "大专"}, {**fail("degree"), "amount": 0}),
        ({"hukou": None}, {**review(("hukou",), ("hukou",)), "amount": None}),
    ],
)
def test_conditions_and_amount(change: dict[str, Any], expected: dict[str, Any]) -> None:
    gives("zz_youth_home", {**BUYER, **change}, expected)
