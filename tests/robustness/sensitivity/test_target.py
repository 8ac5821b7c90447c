"""Targets: what is made of the ranks, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from quheng.errors import MethodError, NotFoundError
from quheng.robustness.sensitivity.target import outcome

RANKS = np.array([[1, 2, 3], [3, 2, 1], [2, 1, 2]], dtype=np.int16)


@pytest.fixture
def three(made_up):
    # one indicator: u0 before u1 before u2
    return made_up({}, x=np.array([[3.0], [2.0], [1.0]]), pillars=(1,))


def test_the_mean_shift(three):
    # |1-1| |2-2| |3-3|; |3-1| 0 |1-3|; |2-1| |1-2| |2-3|
    shifts = outcome(three, "mean_shift").of(RANKS)
    np.testing.assert_allclose(shifts, [[0], [4 / 3], [1]])


def test_a_unit(three):
    assert outcome(three, "u2").of(RANKS).tolist() == [[3], [1], [2]]


def test_all_units(three):
    np.testing.assert_array_equal(outcome(three, "units").of(RANKS), RANKS)


def test_the_top(three):
    assert outcome(three, ("top", 1)).of(RANKS).tolist() == [[1, 0, 0], [0, 0, 1], [0, 1, 0]]


@pytest.mark.parametrize("target", [("top", 0), ("top", 3), ("bottom", 1)])
def test_a_top_that_all_or_none_are_in(three, target):
    with pytest.raises(MethodError, match="k from 1 to 2"):
        outcome(three, target)


@pytest.mark.parametrize("target", [("top",), ("top", "x"), ("top", 1.5), ("first", 1), ("top", 1, 2)])
def test_a_top_that_is_none(three, target):
    with pytest.raises(MethodError, match="target"):
        outcome(three, target)


def test_an_unknown_unit(three):
    with pytest.raises(NotFoundError, match="no unit u9"):
        outcome(three, "u9")


def test_ranks_in_sixteen_bits_do_not_overflow(three):
    assert outcome(three, "mean_shift").of(np.array([[32767, 2, 3]], dtype=np.int16))[0, 0] == 32766 / 3
