"""Scarce talent: degree, contract, payments, age on 1 January; the firm's kind and industry."""

from __future__ import annotations

from typing import Any

import pytest

from .cases import PASS, fail, gives, review

PERSON = {
    "degree": "master",
    "full_time": True,
    "contract_years": 3,
    "paid_months": 12,
    "major_in_directory": True,
    "birth": "1990-06-01",
    "year": 2024,
    "firm_zhengzhou_tax_social": True,
    "firm_hnte": True,
    "firm_above_scale": False,
    "firm_talent": False,
    "industry_listed": True,
}


@pytest.mark.parametrize(
    ("degree", "birth", "holds"),
    [
        ("doctor", "1978-01-02", True),  # 46 on 2024-01-02, so 45 on 01-01
        ("doctor", "1978-01-01", False),  # 46 on 2024-01-01
        ("master", "1983-01-02", True),  # 40
        ("master", "1983-01-01", False),  # 41
        ("bachelor", "1988-01-02", True),  # 35
        ("bachelor", "1988-01-01", False),  # 36
        ("technician", "1988-01-02", True),
        ("预备技师", "1988-01-01", False),
        ("硕士研究生", "1983-01-02", True),
        ("bachelor", "2024-02-29", False),  # not born on 2024-01-01
    ],
)
def test_age_on_the_first_of_january(degree: str, birth: str, holds: bool) -> None:
    gives("zz_shortage", {**PERSON, "degree": degree, "birth": birth}, PASS if holds else fail("age"))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"contract_years": 2.99}, fail("contract_years")),
        ({"contract_years": "3"}, PASS),
        ({"paid_months": 11}, fail("paid_months")),
        ({"full_time": False}, fail("full_time")),
        ({"major_in_directory": None}, review(("major_in_directory",), ("major_in_directory",))),
        ({"firm_hnte": False, "firm_talent": True}, PASS),
        ({"firm_hnte": False}, fail("firm")),
        ({"firm_hnte": None}, review(("firm",), ("firm_hnte",))),
        ({"firm_hnte": None, "firm_above_scale": True}, PASS),
        (
            {"industry_listed": False, "firm_zhengzhou_tax_social": False},
            fail("firm_zhengzhou_tax_social", "industry_listed"),
        ),
        ({"degree": "大专", "birth": "1995-01-01"}, fail("degree")),
        ({"degree": "bachelor of arts"}, review(("degree", "age"))),  # not a spelling that is known
        ({"birth": None}, review(("age",), ("birth",))),
        ({"year": None}, review(("age",), ("year",))),
        ({"degree": None}, review(("degree",), ("degree",))),  # 33 is under the lowest limit
    ],
)
def test_conditions(change: dict[str, Any], expected: dict[str, Any]) -> None:
    gives("zz_shortage", {**PERSON, **change}, expected)
