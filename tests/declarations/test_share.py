from __future__ import annotations

from fractions import Fraction

import pytest
from pydantic import TypeAdapter, ValidationError

from quheng.declarations import Share

SHARE = TypeAdapter(Share)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (1, Fraction(1)),
        (0.1, Fraction(1, 10)),  # not the binary number next to it
        ("1/6", Fraction(1, 6)),
        (" 2/4 ", Fraction(1, 2)),
        ("0.25", Fraction(1, 4)),
        (Fraction(2, 3), Fraction(2, 3)),
    ],
)
def test_read_without_rounding(written, read):
    assert SHARE.validate_python(written) == read


def test_thirds_sum_to_one():
    assert sum(SHARE.validate_python(part) for part in ("1/3", "1/3", "1/3")) == 1


@pytest.mark.parametrize("written", ["half", "", "1/0", "1/2/3", True, None, [1], float("nan"), float("inf")])
def test_what_is_no_share(written):
    with pytest.raises(ValidationError, match="not a number or a fraction"):
        SHARE.validate_python(written)


def test_written_as_it_is_read():
    for share in (Fraction(1, 6), Fraction(1), Fraction(1, 4)):
        assert SHARE.validate_json(SHARE.dump_json(share)) == share
