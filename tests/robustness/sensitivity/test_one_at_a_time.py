"""One choice at a time: each row is the index built with that alternative."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import quheng
from quheng.errors import MethodError
from quheng.robustness.sensitivity import one_at_a_time

VARY = {
    "weights": {"noise": 0.25},
    "impute": [{"by": "median", "group": "region"}, "mean"],
    "treat": ["none", {"winsorise": 1, "otherwise": "log"}],
    "normalise": ["minmax", "rank"],
    "index": ["arithmetic", "geometric"],
    "drop_one": "indicators",
}


@pytest.fixture
def opened(make_folder):
    # without the screen, which would count a dropped indicator
    return quheng.open(make_folder()).with_(screen=None)


def test_each_row_is_the_index_built_so(opened):
    found = opened.build().one_at_a_time(VARY)
    changes = {
        "impute": lambda n: {"impute": VARY["impute"][n]},
        "treat": lambda n: {"treat": VARY["treat"][n]},
        "normalise": lambda n: {"normalise": VARY["normalise"][n]},
        "index": lambda n: {"aggregate": {"pillars": "arithmetic", "index": VARY["index"][n]}},
        "drop_one": lambda n: {"drop": ["abcd"[n - 1]] if n else []},
    }
    assert found.table["code"].to_list() == [
        *("impute", "impute", "treat", "treat", "normalise", "normalise", "index", "index"),
        *["drop_one"] * 5,
    ]
    nominal = opened.build().ranks.sort("unit")["rank"].to_numpy()
    seen: dict[str, int] = {}
    for row, ranks in zip(found.table.iter_rows(named=True), found.ranks, strict=True):
        number = seen[row["code"]] = seen.get(row["code"], -1) + 1
        expected = opened.with_(**changes[row["code"]](number)).build().ranks.sort("unit")["rank"].to_numpy()
        np.testing.assert_array_equal(ranks, expected, err_msg=str(row))
        distance = np.abs(expected - nominal)
        assert row["mean_shift"] == distance.mean()
        assert row["largest_shift"] == distance.max()
        assert (row["unit"] is None) == (not distance.any())


def test_who_moves_most_by_hand(made_up):
    # nominal ranks on a + b: u0 1 (4), u1 2 (3.5), u2 3 (3); without a: b = 1 2.5 2.9 -> 3 2 1;
    # without b: a = 3 1 .1 -> 1 2 3
    x = np.array([[3.0, 1.0], [1.0, 2.5], [0.1, 2.9]])
    edition = made_up(
        {"drop_one": "indicators"}, x=x, pillars=(2,), normalise="goalposts", goalposts=[(0, 3), (0, 3)]
    )
    found = one_at_a_time(edition)
    assert found.table.select(
        "alternative", "mean_shift", pl.col("spearman").round(9), "unit", "shift"
    ).rows() == [
        ("none", 0.0, 1.0, None, None),
        ("i0", 4 / 3, -1.0, "u0", -2),
        ("i1", 0.0, 1.0, None, None),
    ]
    assert found.by_unit.select("unit", "rank", "code", "alternative", "rank_then", "shift").rows() == [
        ("u0", 1, "drop_one", "i0", 3, -2),
        ("u1", 2, None, None, 2, 0),
        ("u2", 3, "drop_one", "i0", 1, 2),
    ]


def test_experts_are_alternatives(made_up):
    experts = [
        {"title": "first", "weights": {"i0": 1, "i1": 0}},
        {"title": "last", "weights": {"i0": 0, "i1": 1}},
    ]
    x = np.array([[3.0, 1.0], [1.0, 3.5]])
    edition = made_up({"weights": {"by": "experts", "experts": experts}}, x=x, pillars=(2,))
    found = one_at_a_time(edition)
    assert found.table["alternative"].to_list() == ["first", "last"]
    assert found.ranks.tolist() == [[1, 2], [2, 1]]


@pytest.mark.parametrize("vary", [{}, {"weights": {"noise": 0.2}}])
def test_nothing_to_take_one_at_a_time(made_up, vary):
    with pytest.raises(MethodError, match="one at a time"):
        one_at_a_time(made_up(vary))
