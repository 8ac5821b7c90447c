"""The open edition has every study of influence at hand."""

from __future__ import annotations

import quheng


def test_the_studies_are_those_of_the_room(make_folder):
    edition = quheng.open(make_folder()).build()
    # the ranking is D, E, C, B, A: see tests/index/test_by_hand.py
    assert edition.leave_one_unit_out(["A"]).summary["unit"].to_list() == ["A"]
    swap = edition.weight_swap("D", "E")
    assert not swap.possible  # D is ahead of E in p1, 57.5 to 50, and in p2, 100 to 81.25
    assert edition.weight_swaps()["below"].to_list() == ["E", "C", "B", "A"]
    assert edition.least_change("E", "D").height == 4
    assert edition.pairwise(["D"], replicates=50)["D"].to_list() == [0.5]
    assert edition.pairwise("D", replicates=50).equals(edition.pairwise(["D"], replicates=50))
    assert edition.leave_one_unit_out("A").units == ("A",)
    assert edition.order_holds(replicates=50).height == 4
    assert edition.convergence(most=2048).replicates == 2048
