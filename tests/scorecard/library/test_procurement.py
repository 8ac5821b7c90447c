"""The route of a purchase by a central unit, and what must be tendered."""

from __future__ import annotations

from typing import Any

import pytest

from .cases import gives, review

OPEN, LAW, BELOW, AGENCY = (
    "open_tender",
    "procurement_law_other_method",
    "below_limit",
    "centralised_agency",
)


@pytest.mark.parametrize(
    ("kind", "amount", "route"),
    [
        *[("goods", 200, OPEN), ("goods", 199.99, LAW), ("goods", 100, LAW), ("goods", "99.99", BELOW)],
        *[
            ("services", 200, OPEN),
            ("services", 100, LAW),
            ("services", 99.99, BELOW),
            ("services", 0, BELOW),
        ],
        *[("works", 400, OPEN), ("works", 399.99, LAW), ("works", 120, LAW), ("works", 119.99, BELOW)],
    ],
)
def test_routes(kind: str, amount: Any, route: str) -> None:
    case = {"kind": kind, "amount": amount, "in_central_catalogue": False}
    gives("procure_central", case, {"route": route, "verdict": "pass"})
    gives("procure_central", {**case, "in_central_catalogue": True}, {"route": AGENCY})
    gives("procure_central", {**case, "level": "district"}, {"route": None, **review(())})


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"kind": "goods", "amount": None, "in_central_catalogue": True}, {"route": AGENCY}),
        (
            {"kind": "goods", "amount": 500, "in_central_catalogue": None},
            {"route": None, **review((), ("in_central_catalogue",))},
        ),
        (
            {"kind": "goods", "amount": None, "in_central_catalogue": False},
            {"route": None, **review((), ("amount",))},
        ),
        ({"kind": None, "amount": 400, "in_central_catalogue": False}, {"route": OPEN}),  # of any kind
        ({"kind": None, "amount": 150, "in_central_catalogue": False}, {"route": LAW}),
    ],
)
def test_what_is_unknown(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    gives("procure_central", inputs, expected)


@pytest.mark.parametrize(("kind", "least"), [("works", 400), ("goods", 200), ("services", 100)])
def test_what_must_be_tendered(kind: str, least: int) -> None:
    gives("must_tender", {"kind": kind, "amount": least}, {"must_tender": True, "verdict": "pass"})
    gives("must_tender", {"kind": kind, "amount": least - 0.01}, {"must_tender": False})
    gives("must_tender", {"kind": kind, "amount": least, "in_scope": False}, {"must_tender": False})
    gives("must_tender", {"kind": kind, "amount": None}, {"must_tender": None, **review((), ("amount",))})
