"""Percentages: a text with the sign and a plain number are the same."""

from __future__ import annotations

import pytest

from quheng.declarations import Declared, Percent, checked
from quheng.errors import DeclarationError


class Holder(Declared):
    part: Percent


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("5%", 0.05),
        ("5 %", 0.05),
        ("5％", 0.05),
        ("12.5%", 0.125),
        (0.05, 0.05),
        ("0.05", 0.05),
        (0, 0),
        (1, 1),
    ],
)
def test_what_is_read(written, read):
    assert checked(Holder, {"part": written}).part == read


@pytest.mark.parametrize("written", ["five", "%", "101%", -0.1, 1.5, "-5%", None, float("nan")])
def test_what_is_refused(written):
    with pytest.raises(DeclarationError):
        checked(Holder, {"part": written})
