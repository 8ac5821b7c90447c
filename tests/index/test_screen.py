from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from quheng.errors import DeclarationError
from quheng.index import build
from quheng.index.screen import Screen
from tests.indices import index_of

NAN = np.nan

X = np.array(
    [
        [1.0, 2.0, 3.0],
        [2.0, 3.0, NAN],
        [3.0, NAN, NAN],
        [0.0, 0.0, 4.0],
        [0.0, 5.0, NAN],
        [NAN, NAN, NAN],
    ]
)


def screened(**screen):
    return build(index_of(X, screen=screen, normalise="goalposts", goalposts=[(0, 10)] * 3))


def reasons(**screen):
    edition = screened(**screen)
    return dict(edition.not_ranked.select("unit", "rule").iter_rows())


def test_coverage_counts_exactly():
    # u1 and u4 have two of three, u2 one
    assert reasons(coverage="2/3") == {"u2": "coverage", "u5": "coverage"}
    assert reasons(coverage="0.67") == dict.fromkeys(["u1", "u2", "u4", "u5"], "coverage")


def test_zeros_are_a_share_of_the_present_values():
    # u3 has two zeros of three, u4 one of two, which is not more than a half
    assert reasons(zeros="1/2") == {"u3": "zeros", "u5": "coverage"}
    assert reasons(zeros="1/3") == {"u3": "zeros", "u4": "zeros", "u5": "coverage"}


def test_units_kept_by_name():
    assert reasons(coverage="2/3", zeros="1/2", include=["u2", "u3"]) == {"u5": "coverage"}


def test_a_unit_without_any_value_cannot_be_kept():
    assert reasons(coverage="2/3", include=["u5"]) == {"u2": "coverage", "u5": "coverage"}


def test_reasons_say_the_counts():
    edition = screened(coverage="2/3", zeros="1/2")
    said = dict(edition.not_ranked.select("unit", "reason_en").iter_rows())
    assert said["u2"] == "1 of 3 indicators have a value, fewer than 2"
    assert said["u3"] == "2 of 3 values are zero, more than the share 1/2"
    assert all(edition.not_ranked["reason_zh"])


def test_a_stranger_to_include():
    with pytest.raises(DeclarationError, match="u9"):
        build(index_of(X, screen={"coverage": "2/3", "include": ["u9"]}))


@pytest.mark.parametrize("wrong", [{}, {"include": ["u1"]}, {"coverage": "3/2"}, {"zeros": -1}])
def test_a_screen_that_asks_for_nothing_or_the_impossible(wrong):
    with pytest.raises(ValidationError):
        Screen.model_validate(wrong)
