"""What the report says of how firm the places are: numbers by hand, and a reason wherever there are none."""

from __future__ import annotations

import numpy as np
import pytest

from quheng.errors import MethodError
from quheng.index import build
from quheng.publish.firmness import (
    DESIGN,
    LEAST_DESIGN,
    acceptability,
    firmness,
    neighbour_swaps,
    study_tiers,
)
from quheng.publish.report.firm import firm
from quheng.publish.report.page import report_html
from quheng.robustness import uncertainty
from quheng.robustness.influence import tiers, weight_swaps
from tests.indices import index_of

POSTS = {"normalise": "goalposts", "goalposts": [(0, 10)] * 2, "pillars": [1, 1]}
NOISE = {"weights": {"noise": 0.25}}


def studied(x, vary, replicates=300, **method):
    robustness = {"replicates": replicates, "seed": 1, "vary": vary}
    return uncertainty(build(index_of(np.array(x, dtype=float), robustness=robustness, **method)))


def test_two_neighbours_by_hand():
    # u0 = (10, 0), u1 = (0, 9): with equal weights 5 and 4.5; 10 w = 9 (1 - w) at w = 9/19, that is 1/19 less
    found = firmness(studied([[10, 0], [0, 9]], NOISE, **POSTS), 40)
    (swap,) = found.swaps
    assert (swap.above, swap.below, swap.possible) == ("u0", "u1", True)
    assert swap.distance == pytest.approx(1 / 19)
    # of two units a swap shifts both by one: all that varies hangs on the only choice
    (choice,) = found.choices
    assert choice.first.low <= 1 <= choice.first.high
    assert choice.total.low <= 1 <= choice.total.high
    assert found.constructions == DESIGN * 3
    assert found.refused == {}


STILL = {"alone": [[3, 4]], "far apart": [[9, 9], [5, 5], [1, 1]], "alike": [[2, 2], [2, 2]]}


@pytest.mark.parametrize("x", STILL.values(), ids=STILL)
def test_ranks_that_never_move_have_nothing_to_explain(x):
    found = firmness(studied(x, NOISE, **POSTS), 40)
    assert found.choices == ()
    assert "no variance to explain" in found.refused["choices"].en
    assert "Weights" in found.refused["choices"].en
    assert sum(len(tier.units) for tier in found.tiers) == len(x)


def test_a_unit_alone_has_no_neighbour():
    assert "no two neighbours" in firmness(studied([[3, 4]], NOISE, **POSTS), 40).refused["swaps"].en


def test_units_that_dominate_each_other_cannot_swap():
    found = firmness(studied([[9, 9], [5, 5], [1, 1]], NOISE, **POSTS), 40)
    assert "no weights" in found.refused["swaps"].en


def test_units_that_tie_swap_at_once():
    found = firmness(studied([[2, 2], [2, 2]], NOISE, **POSTS), 40)
    assert [swap.distance for swap in found.swaps] == [0.0]


def test_neighbours_that_lack_a_pillar_are_counted():
    # by score u0 8, u2 5 (of one pillar), u1 4.5: both pairs have u2, which lacks the second pillar
    study = studied([[10, 6], [0, 9], [5, np.nan], [3, 1]], NOISE, **POSTS)
    assert [swap.possible for swap in neighbour_swaps(study.edition, 40)] == [None, None, True]
    values = firm(study, study.edition.ranks["unit"].to_list())
    assert values["unsolved"] == 2
    assert len(values["swaps"]) == 1
    assert "2 pairs lack the score of a pillar" in report_html(study.edition, study)


def test_units_without_a_score_are_left_out():
    study = studied([[10, 0], [0, 9], [np.nan, np.nan]], NOISE, **POSTS)
    found = firmness(study, 40)
    assert {band.unit for band in found.bands} == {"u0", "u1"}
    assert "u2" not in str(found)


def test_a_study_refused_a_design_keeps_its_other_parts():
    # u2 has i0 alone, and no score without it: one replicate may be spared that, a whole design is not
    x = np.array([[1.0, 5.0, 2.0], [4.0, 1.0, 7.0], [2.0, np.nan, np.nan]])
    robustness = {"vary": {"drop_one": "indicators"}, "replicates": 1}
    seed = next(seed for seed in range(50) if survives(x, robustness | {"seed": seed}))
    found = firmness(uncertainty(build(index_of(x, robustness=robustness | {"seed": seed}))), 40)
    assert "left without a score" in found.refused["choices"].en
    assert found.bands
    assert found.tiers


def survives(x, robustness):
    try:
        uncertainty(build(index_of(x, robustness=robustness)))
    except MethodError:
        return False
    return True


def costly(replicates):
    x = np.random.default_rng(0).uniform(5, 9, (8, 4))
    return studied(x, {"measurement": {"A": "20%"}}, replicates, pillars=[2, 2])


def test_costly_replicates_are_not_repeated_more_often_than_the_study_has_them():
    # half of 2,048 constructions, three for each row: 341 rows, of which the power of two is 256
    found = firmness(costly(2048), 40)
    assert found.constructions == 256 * 3
    assert found.tiering == 1024
    # half of 300 is 150, 50 rows: 32
    assert firmness(costly(300), 40).constructions == LEAST_DESIGN * 3


def test_a_small_costly_study_says_what_to_run():
    found = firmness(costly(100), 40)
    assert found.constructions == 0
    assert "quheng sensitivity" in found.refused["choices"].en
    assert found.tiering == 100


def test_the_report_says_by_how_many_replicates_tiers_are_told_apart():
    study = costly(2048)
    html = report_html(study.edition, study)
    assert "By the first 1,024 replicates" in html
    assert "From 768 constructions" in html
    whole = costly(300)
    assert "By the first 300 replicates" not in report_html(whole.edition, whole)


def test_fewer_replicates_tell_tiers_apart_as_a_shorter_study_does():
    assert tiers(costly(2048), replicates=1024).equals(tiers(costly(1024)))
    assert len(study_tiers(costly(300), 3)) <= 3


@pytest.mark.parametrize("replicates", [0, 301])
def test_tiers_by_replicates_that_there_are_not(replicates):
    with pytest.raises(MethodError, match="from 1 to 300"):
        tiers(costly(300), replicates=replicates)


@pytest.mark.parametrize("units", [0, -1])
def test_a_part_of_no_units(units):
    study = costly(10)
    parts = ((acceptability, study), (study_tiers, study), (neighbour_swaps, study.edition))
    for part, of in parts:
        with pytest.raises(MethodError, match="1 or more"):
            part(of, units)


def test_the_first_swaps_are_those_of_all():
    edition = costly(10).edition
    assert weight_swaps(edition, first=4).equals(weight_swaps(edition).head(3))
    assert weight_swaps(edition, first=1).is_empty()
    with pytest.raises(MethodError, match="first = 0"):
        weight_swaps(edition, first=0)


def test_values_of_the_page_refer_to_its_units():
    study = studied([[10, 0], [0, 9], [4, 4], [1, 2]], {**NOISE, "normalise": ["goalposts", "rank"]}, **POSTS)
    order = study.edition.ranks["unit"].to_list()
    values = firm(study, order)
    shares = dict.fromkeys(range(4), 0.0)
    for at, low, high, share in values["bands"]:
        assert low == high
        assert share == pytest.approx(study.histogram[study.edition.row(order[at]), low - 1] / 300, abs=1e-4)
        shares[at] += share
    assert all(share > 0.98 for share in shares.values())
    assert values["swaps"][0][:2] == [0, 1]
    assert [len(choice["first"]) for choice in values["choices"]] == [3, 3]
