"""Paths of organisations: a subtree is a range of texts, and nothing else lies in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.ledger.paths import DEEPEST, LARGEST, WIDTH, child_path, lies_under, position_of, subtree, upwards

paths = st.lists(st.integers(1, LARGEST), min_size=1, max_size=4).map(
    lambda steps: "".join(f"{step:04d}" for step in steps)
)


def test_children_by_hand():
    assert child_path("", 1) == "0001"
    assert child_path("0001", 42) == "00010042"
    assert child_path("0001", LARGEST) == "00019999"
    assert position_of("00010042") == 42
    assert position_of("0007") == 7


def test_a_tree_has_its_limits():
    deepest = "0001" * (DEEPEST - 1)
    assert (WIDTH, LARGEST, DEEPEST) == (4, 9_999, 16)
    assert len(child_path(deepest, 1)) == WIDTH * DEEPEST
    for parent, position in [("", 0), ("", LARGEST + 1), ("", -1), (f"{deepest}0001", 1)]:
        with pytest.raises(ValueError, match=f"no child {position} below"):
            child_path(parent, position)


@given(paths, paths)
def test_a_subtree_is_a_range(path, other):
    first, last = subtree(path)
    assert (first <= other < last) == lies_under(other, path) == other.startswith(path)


@given(paths, st.integers(1, LARGEST))
def test_a_child_lies_under_its_parent(path, position):
    child = child_path(path, position)
    assert lies_under(child, path)
    assert not lies_under(path, child)
    assert position_of(child) == position


def test_upwards():
    assert upwards("000100020003") == ("0001", "00010002", "000100020003")
    assert upwards("0001") == ("0001",)


def test_neighbours_do_not_lie_under_one_another():
    assert not lies_under("00010002", "00010001")
    assert not lies_under("0002", "0001")
    assert lies_under("0001", "0001")
