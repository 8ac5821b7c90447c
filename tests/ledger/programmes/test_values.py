"""What people write is read exactly, stored as JSON, and seen by conditions as what it is."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from quheng.ledger.programmes.values import evaluated, is_empty, masked, read_value
from quheng.scorecard.inputs import WrongValueError
from tests.ledger.small import small_programme

FIELDS = small_programme().fields


@pytest.mark.parametrize(
    ("field", "written", "stored", "seen"),
    [
        ("thing", " 雨伞 ", "雨伞", "雨伞"),
        ("worth", "29.92", "29.92", Fraction("29.92")),
        ("worth", 29.92, "29.92", Fraction("29.92")),
        ("worth", 30, 30, 30),
        ("owner_phone", "138 0013 8000", "13800138000", "13800138000"),
        ("found_on", "2026-02-17", "2026-02-17", date(2026, 2, 17)),
        ("fragile", "是", True, True),
        ("offices", ["b", "a", "b"], ["a", "b"], ("a", "b")),
    ],
)
def test_a_value_is_read_stored_and_seen(field, written, stored, seen):
    assert read_value(FIELDS[field], written) == stored
    assert evaluated(FIELDS[field], stored) == seen


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("thing", 5), ("thing", "x" * 501), ("worth", -1), ("worth", "about 5"), ("worth", float("nan")),
        ("owner_phone", "5"), ("found_on", "2026-02-30"), ("fragile", "perhaps"), ("offices", "a"),
        ("offices", [3]),
    ],
)  # fmt: skip
def test_what_a_field_cannot_have_is_refused(field, written):
    with pytest.raises(WrongValueError):
        read_value(FIELDS[field], written)


def test_zero_and_false_are_values():
    assert [is_empty(value) for value in (None, "", [], 0, False)] == [True, True, True, False, False]


def test_masked():
    assert masked(FIELDS["owner_phone"], "13800138000") == "138****8000"
    assert masked(FIELDS["thing"], "雨伞") == "雨*"
    assert masked(FIELDS["worth"], 5) == "***"
