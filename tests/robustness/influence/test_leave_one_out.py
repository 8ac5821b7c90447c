"""Leave one unit out: reversals counted by hand, by brute force and by building the index the long way."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.errors import MethodError, NotFoundError
from quheng.index import build
from quheng.index.adjust import adjusted
from quheng.index.panel import build_panel
from quheng.robustness.influence import leave_one_unit_out
from quheng.robustness.influence.reversed_pairs import reversed_pairs
from tests.indices import index_of

# Min-max of two indicators of equal weight. i0 ends at 0 and 10, i1 at 0 and 10, the latter set by u3.
#        i0  i1    with all: score          without u3 (i1 then ends at 0 and 4): score
# u0     10   0    (100 +  0)/2 = 50        (100 +   0)/2 = 50
# u1      4   4    ( 40 + 40)/2 = 40        ( 40 + 100)/2 = 70
# u2      0   2    (  0 + 20)/2 = 10        (  0 +  50)/2 = 25
# u3      2  10    ( 20 + 100)/2 = 60
REVERSAL = np.array([[10.0, 0.0], [4.0, 4.0], [0.0, 2.0], [2.0, 10.0]])


def test_a_reversal_by_hand():
    edition = build(index_of(REVERSAL))
    assert edition.rank.tolist() == [2, 3, 4, 1]
    report = leave_one_unit_out(edition)
    assert report.ranks[report.units.index("u3")].tolist() == [2, 1, 3, 0]
    top = report.summary.row(0, named=True)
    # u1 passes u0, once u3's place is taken out from 2 to 1: one pair of three, and they were neighbours
    assert (top["unit"], top["rank"], top["compared"]) == ("u3", 1, 3)
    assert (top["reversals"], top["neighbours"]) == (1, 1)
    assert top["share"] == pytest.approx(1 / 3)
    assert abs(top["largest_shift"]) == 1
    assert report.reversed_neighbours.row(0) == ("u3", 2, "u0", "u1")


def test_a_unit_in_the_middle_of_every_scale_matters_to_nobody():
    x = np.array([[10.0, 0.0], [0.0, 10.0], [9.0, 3.0], [5.0, 5.0]])
    report = leave_one_unit_out(build(index_of(x)), units=["u3"])
    (row,) = report.summary.rows(named=True)
    assert (row["reversals"], row["neighbours"], row["largest_shift"], row["shifted"]) == (0, 0, 0, None)
    assert report.reversed_neighbours.height == 0
    assert report.moves["moved_by"].to_list() == [0, 0, 0, 0]


def test_units_that_tie_do_not_reverse():
    # as above, but u1 has 6 on i1: (40 + 60)/2 ties with u0 at 50, and without u3 it is (40 + 100)/2 = 70
    x = REVERSAL.copy()
    x[1, 1] = 6
    report = leave_one_unit_out(build(index_of(x)), ["u3"])
    assert report.ranks[0].tolist() == [2, 1, 3, 0]
    (row,) = report.summary.rows(named=True)
    assert (row["reversals"], row["neighbours"]) == (0, 0)
    assert (row["shifted"], row["largest_shift"]) == ("u0", -1)  # from a shared first place to the second


def test_who_moves_by_hand():
    moves = leave_one_unit_out(build(index_of(REVERSAL)), units=["u3"]).moves
    by_unit = {row["unit"]: row for row in moves.rows(named=True)}
    # among the three others u0 goes from 1 to 2 and u1 from 2 to 1: nominally that is 2 to 3 and 3 to 2
    assert (by_unit["u0"]["best"], by_unit["u0"]["worst"], by_unit["u0"]["moved_by"]) == (2, 3, 1)
    assert (by_unit["u1"]["best"], by_unit["u1"]["worst"], by_unit["u1"]["moved_by"]) == (2, 3, 1)
    assert (by_unit["u2"]["best"], by_unit["u2"]["worst"], by_unit["u2"]["moved_by"]) == (4, 4, 0)


@pytest.mark.parametrize("missing", [0.0, 0.15])
def test_every_ranking_is_that_of_the_index_that_excludes_the_unit(missing):
    rng = np.random.default_rng(5)
    x = rng.lognormal(size=(14, 6))
    x[rng.random(x.shape) < missing] = np.nan
    options = {"screen": {"coverage": "1/2"}, "impute": "median", "treat": {"winsorise": 2}}
    inputs = index_of(
        x, pillars=[3, 3], aggregate={"pillars": "arithmetic", "index": "arithmetic"}, **options
    )
    edition = build(inputs)
    report = leave_one_unit_out(edition)
    for unit, ranks in zip(report.units, report.ranks, strict=True):
        without = build(adjusted(inputs, exclude=[unit]))
        expected = dict(zip(without.ranked_units, without.rank.tolist(), strict=True))
        assert {u: r for u, r in zip(edition.ranked_units, ranks.tolist(), strict=True) if r} == expected


def test_a_unit_without_a_score_still_took_part_in_the_statistics():
    # u3 has i1 only, and the index asks for both; its 10 still sets the end of i1
    x = np.vstack([REVERSAL[:3], [np.nan, 10.0]])
    inputs = index_of(
        x, aggregate={"pillars": "arithmetic", "index": "arithmetic", "minimum": 2}, pillars=[1, 1]
    )
    edition = build(inputs)
    assert edition.ranked_units == ("u0", "u1", "u2")
    without = build(adjusted(inputs, exclude=["u2"]))
    expected = [without.rank[0], without.rank[1], 0]
    assert leave_one_unit_out(edition, ["u2"]).ranks[0].tolist() == expected


def test_an_index_that_is_not_defined_without_a_unit_is_reported():
    x = np.array([[1.0, 1.0], [2.0, 1.0], [3.0, 4.0]])
    summary = leave_one_unit_out(build(index_of(x))).summary
    last = summary.row(-1, named=True)  # without u2, i1 is the same for all
    assert last["unit"] == "u2"
    assert last["reversals"] is None
    assert "tells no unit from another" in last["problem_en"]
    assert "无法区分优劣" in last["problem_zh"]
    assert summary["problem_en"].null_count() == 2


def test_a_unit_that_is_not_ranked():
    with pytest.raises(NotFoundError, match="nobody"):
        leave_one_unit_out(build(index_of(REVERSAL)), units=["nobody"])


def test_an_edition_of_a_pooled_panel_cannot_be_built_alone():
    panel = build_panel(index_of(REVERSAL))
    (edition,) = panel.editions.values()
    with pytest.raises(MethodError, match="cannot be built alone"):
        leave_one_unit_out(edition)


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 30)), max_size=40))
def test_reversed_pairs_are_those_of_the_definition(pairs):
    before, after = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    expected = sum((a[0] - b[0]) * (a[1] - b[1]) < 0 for a, b in combinations(pairs, 2))
    assert reversed_pairs(before, after) == expected


def test_all_pairs_of_a_reversed_ranking_are_reversed():
    ranks = np.arange(1, 901)
    assert reversed_pairs(ranks, ranks[::-1].copy()) == 900 * 899 // 2
    assert reversed_pairs(ranks, ranks) == 0
