"""Technology contracts: the kind by the day of signature, the decision within 30 days, the rule of 2026."""

from __future__ import annotations

from typing import Any

import pytest

from .cases import fail, gives, review


@pytest.mark.parametrize(
    ("kind", "before", "since"),
    [
        ("开发", "开发", "开发"),
        ("转让", "转让", "转让"),
        ("许可", "转让", "许可"),
        ("咨询", "咨询", "咨询"),
        ("服务", "服务", "服务"),
        ("培训", "服务", "服务"),
        ("技术中介", "服务", "服务"),
    ],
)
def test_statutory_kind(kind: str, before: str, since: str) -> None:
    gives(
        "techcontract", {"kind": kind, "signed": "2020-12-31"}, {"statutory_kind": before, "verdict": "pass"}
    )
    gives(
        "techcontract", {"kind": kind, "signed": "2021-01-01"}, {"statutory_kind": since, "verdict": "pass"}
    )
    known = before == since
    gives("techcontract", {"kind": kind}, {"statutory_kind": since if known else None})


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        # 30 days after 3 March: 28 left in March, then 2 April
        ({"form": "written", "accepted": "2025-03-03"}, {"due": "2025-04-02", "verdict": "pass"}),
        # 8 December + 30 = 7 January, a Tuesday
        ({"form": "written", "accepted": "2024-12-08"}, {"due": "2025-01-07", "verdict": "pass"}),
        # 22 January + 30 = 21 February, in the holiday of 15-23 February
        ({"form": "written", "accepted": "2026-01-22"}, {"due": "2026-02-24", "verdict": "pass"}),
        ({"form": "written", "accepted": "2026-01-23"}, {"due": None, **review(())}),
        ({"form": "oral", "accepted": "2025-03-03"}, {"due": "2025-04-02", **fail("form")}),
        ({"form": "oral", "accepted": "2026-03-02"}, {"due": None, **review(("form",))}),
        ({"form": "oral"}, fail("form")),
        (
            {"form": "口头", "accepted": "2025-03-03", "already_registered": True},
            fail("form", "already_registered"),
        ),
        ({"form": "by telex", "accepted": "2025-03-03"}, review(("form",))),
        (
            {"form": "written", "accepted": "2025-03-03", "already_registered": None},
            {"due": "2025-04-02", **review(("already_registered",), ("already_registered",))},
        ),
        ({"form": None, "accepted": "2025-03-03"}, {"due": "2025-04-02", **review(("form",), ("form",))}),
    ],
)
def test_registration(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    gives("techcontract", {"kind": "咨询", **inputs}, {"statutory_kind": "咨询", **expected})


def test_a_kind_that_is_none() -> None:
    gives("techcontract", {"kind": "买卖", "signed": "2022-01-01"}, {"statutory_kind": None, **review(())})
