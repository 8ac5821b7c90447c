"""The least change of one value: by hand on a fixed scale, by rebuilding on a moving one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from quheng.errors import MethodError, NotFoundError
from quheng.index import build
from quheng.robustness.influence import least_change
from quheng.robustness.influence.frozen_scale import FrozenScale
from tests.indices import index_of

FIXED = {"normalise": "goalposts", "goalposts": [(0, 100)] * 2}


def with_cell(inputs, unit, indicator, value):
    here = (pl.col("unit") == unit) & (pl.col("indicator") == indicator)
    changed = pl.when(here).then(value).otherwise(pl.col("value")).alias("value")
    return replace(inputs, observations=inputs.observations.with_columns(changed))


def lines(table):
    return {row["indicator"]: row for row in table.rows(named=True)}


def test_goalposts_by_hand():
    # u0 70, 90 -> 80; u1 60, 60 -> 60; u2 20, 95. u1 needs 20 more on the index: 40 more on either indicator
    edition = build(index_of(np.array([[70.0, 90.0], [60.0, 60.0], [20.0, 95.0]]), **FIXED))
    found = lines(least_change(edition, "u1"))
    assert found["i0"]["needed"] == pytest.approx(100)
    assert not found["i0"]["feasible"]
    assert "beyond the best observed value, 70" in found["i0"]["reason_en"]
    assert "超出现有最好水平 70" in found["i0"]["reason_zh"]
    # u2 at 57.5 needs 2.5 more to draw level with u1: 5 on i0 of the range 50, and 100 on i1
    found = lines(least_change(edition, "u2"))
    assert found["i0"]["change"] == pytest.approx(5)
    assert found["i0"]["share_of_range"] == pytest.approx(0.1)
    assert found["i0"]["feasible"]


def test_less_is_better_by_hand():
    # i1 counts down: u0 80, 100 - 30 = 70 -> 75; u1 60, 100 - 40 = 60 -> 60: 30 more on i1 is 40 - 30 = 10
    x = np.array([[80.0, 30.0], [60.0, 40.0], [10.0, 5.0]])
    edition = build(index_of(x, **FIXED, directions=[1, -1]))
    found = lines(least_change(edition, "u1", "u0", "i1"))["i1"]
    assert (found["value"], found["feasible"]) == (40, True)
    assert found["needed"] == pytest.approx(10)
    assert found["change"] == pytest.approx(-30)


def test_a_geometric_index_by_hand():
    # pillars u0 50, 80 -> sqrt(4000); u1 40, 40 -> 40: with i0 at x, 40 x = 4000 where x = 100
    x = np.array([[50.0, 80.0], [40.0, 40.0], [100.0, 1.0]])
    edition = build(
        index_of(x, **FIXED, pillars=[1, 1], aggregate={"pillars": "arithmetic", "index": "geometric"})
    )
    found = lines(least_change(edition, "u1"))
    assert found["i0"]["needed"] == pytest.approx(100)
    assert found["i0"]["feasible"]
    assert found["i1"]["needed"] == pytest.approx(100)
    assert not found["i1"]["feasible"]


def test_per_cent_ends_at_a_hundred():
    x = np.array([[90.0, 90.0], [60.0, 60.0], [120.0, 0.0]])
    leaves = [{"measure": "%"}, {}]
    inputs = index_of(
        x, normalise={"by": "goalposts", "clip": False}, goalposts=[(0, 100)] * 2, indicators=leaves
    )
    inputs = replace(inputs, observations=inputs.observations.with_columns(measure=pl.lit("points")))
    found = lines(least_change(build(inputs), "u1"))["i0"]
    assert found["needed"] == pytest.approx(120)
    assert "natural range of %" in found["reason_en"]
    assert "取值范围 0 至 100" in found["reason_zh"]


def test_a_target_by_rank_and_by_unit_are_the_same():
    x = np.random.default_rng(2).random((9, 2)) * 100
    edition = build(index_of(x, **FIXED))
    order = edition.ranks["unit"].to_list()
    assert least_change(edition, order[6], 3).equals(least_change(edition, order[6], order[2]))
    assert least_change(edition, order[6]).equals(least_change(edition, order[6], order[5]))
    moving = [lines(least_change(edition, order[6], target, scale="moving")) for target in (3, order[2])]
    for one, other in zip(moving[0].values(), moving[1].values(), strict=True):
        assert one["needed"] == pytest.approx(other["needed"])
        assert one["feasible"] == other["feasible"]
    assert any(line["feasible"] for line in moving[0].values())


@pytest.mark.parametrize("index", ["arithmetic", "geometric"])
@pytest.mark.parametrize("normalise", ["goalposts", {"by": "goalposts", "clip": False}])
def test_an_index_built_with_the_changed_value_has_the_two_tie(normalise, index):
    # goalposts do not move, so that building the index anew is exact
    x = np.random.default_rng(3).uniform(5, 95, (12, 6))
    inputs = index_of(
        x,
        normalise=normalise,
        goalposts=[(0, 100)] * 6,
        pillars=[2, 4],
        directions=[1, -1, 1, 1, -1, 1],
        aggregate={"pillars": "arithmetic", "index": index},
    )
    edition = build(inputs)
    checked = 0
    for unit in edition.ranks["unit"][1:]:
        (above,) = edition.ranks.filter(pl.col("rank") == edition.rank[edition.row(unit)] - 1)["unit"]
        for line in least_change(edition, unit).filter("feasible").rows(named=True):
            again = build(with_cell(inputs, unit, line["indicator"], line["needed"]))
            assert again.score[again.row(unit)] == pytest.approx(again.score[again.row(above)], rel=1e-12)
            checked += 1
    assert checked > 20


@pytest.mark.parametrize(
    ("normalise", "treat"),
    [
        ("minmax", None),
        ("zscore", None),
        ("fraction_of_best", None),
        ("ratio_to_mean", None),
        ("minmax", {"winsorise": 2, "when": {"skewness": 1, "kurtosis": 1}}),
        ("zscore", {"steps": ["log"], "when": {"skewness": 1, "kurtosis": 1}}),
        ("minmax", {"steps": ["ln"], "force": True}),
    ],
)
def test_a_frozen_scale_leads_from_scores_back_to_the_values(normalise, treat):
    x = np.random.default_rng(4).lognormal(sigma=1.2, size=(30, 3))
    edition = build(index_of(x, normalise=normalise, treat=treat, directions=[1, -1, 1]))
    treated = edition.steps["treat"].values
    for column in range(3):
        scale = FrozenScale.of(edition, column)
        back = np.array([scale.value(score) for score in edition.indicator_scores[:, column]])
        # values that were pulled in have the score of the first that was not
        winsorised = {t.indicator for t in edition.treatments if t.action == "winsorised"}
        kept = treated[:, column] if f"i{column}" in winsorised else x[:, column]
        np.testing.assert_allclose(back, kept, rtol=1e-9)


def test_a_frozen_logarithm_of_a_tail_on_the_left():
    x = 50 - np.random.default_rng(4).lognormal(sigma=1.2, size=(30, 1))
    edition = build(index_of(x, treat={"steps": ["log"], "force": True}))
    scale = FrozenScale.of(edition, 0)
    back = [scale.value(score) for score in edition.indicator_scores[:, 0]]
    np.testing.assert_allclose(back, x[:, 0], rtol=1e-9)


def test_a_box_cox_transformation_cannot_be_turned_round():
    x = np.random.default_rng(4).lognormal(sigma=1.2, size=(30, 1))
    edition = build(index_of(x, treat={"steps": ["boxcox"], "force": True}))
    last = edition.ranks["unit"][-1]
    assert "scale='moving'" in least_change(edition, last)["reason_en"][0]


def test_ranks_cannot_be_turned_round_on_a_fixed_scale():
    x = np.random.default_rng(5).random((8, 2))
    edition = build(index_of(x, normalise="rank"))
    last = edition.ranks["unit"][-1]
    table = least_change(edition, last)
    assert table["feasible"].to_list() == [False, False]
    assert "scale='moving'" in table["reason_en"][0]
    moving = least_change(edition, last, scale="moving")
    assert moving.filter("feasible").height > 0


@pytest.mark.parametrize("normalise", ["minmax", "zscore", "rank"])
def test_on_a_moving_scale_the_index_built_anew_has_the_unit_past(normalise):
    x = np.random.default_rng(6).lognormal(size=(10, 4))
    inputs = index_of(
        x, normalise=normalise, pillars=[2, 2], directions=[1, -1, 1, 1], treat={"winsorise": 1}
    )
    edition = build(inputs)
    order = edition.ranks["unit"].to_list()
    for unit, above in ((order[4], order[3]), (order[9], order[6])):
        for line in least_change(edition, unit, above, scale="moving").filter("feasible").rows(named=True):
            past = build(with_cell(inputs, unit, line["indicator"], line["needed"]))
            assert past.rank[past.row(unit)] <= past.rank[past.row(above)]
            short = line["needed"] - 1e-6 * line["change"]
            not_yet = build(with_cell(inputs, unit, line["indicator"], short))
            assert not_yet.rank[not_yet.row(unit)] > not_yet.rank[not_yet.row(above)]


def test_the_two_scales_agree_where_the_scale_does_not_move():
    x = np.random.default_rng(7).uniform(5, 95, (8, 2))
    edition = build(index_of(x, **FIXED))
    unit = edition.ranks["unit"][4]
    fixed, moving = (lines(least_change(edition, unit, scale=scale)) for scale in ("fixed", "moving"))
    for code, line in fixed.items():
        assert moving[code]["feasible"] == line["feasible"]
        if line["feasible"]:
            assert moving[code]["needed"] == pytest.approx(line["needed"], abs=1e-9)
        else:
            assert "is not enough" in moving[code]["reason_en"]


def test_what_cannot_be_changed_says_so():
    x = np.array([[90.0, 90.0, 90.0], [60.0, 60.0, np.nan], [95.0, 20.0, 20.0]])
    edition = build(index_of(x, normalise="goalposts", goalposts=[(0, 100)] * 3, weights=[1, 0, 1]))
    for scale in ("fixed", "moving"):
        found = lines(least_change(edition, "u1", "u0", scale=scale))
        assert found["i1"]["reason_en"] == "the indicator has no weight"
        assert found["i2"]["reason_en"] == "the unit has no value of the indicator"
        assert found["i0"]["needed"] == pytest.approx(90)  # the only one it has, with a weight


def test_an_imputed_value_is_where_the_change_begins():
    x = np.array([[90.0, 90.0], [60.0, np.nan], [20.0, 50.0]])
    edition = build(index_of(x, **FIXED, impute="mean"))
    line = lines(least_change(edition, "u1"))["i1"]  # imputed (90 + 50)/2 = 70 -> 65; level with 90 at 120
    assert (line["value"], line["imputed"]) == (70, True)
    assert not line["feasible"]


def test_a_sibling_at_zero_under_a_geometric_mean():
    x = np.array([[50.0, 50.0], [0.0, 40.0], [60.0, 60.0]])
    edition = build(
        index_of(x, **FIXED, pillars=[1, 1], aggregate={"pillars": "arithmetic", "index": "geometric"})
    )
    found = lines(least_change(edition, "u1"))
    assert found["i0"]["needed"] == pytest.approx(62.5)  # 62.5 * 40 = 50 * 50
    assert found["i1"]["needed"] is None
    assert "another child of a geometric mean is zero" in found["i1"]["reason_en"]


def test_arguments_that_make_no_sense():
    edition = build(index_of(np.array([[80.0, 80.0], [60.0, 60.0], [20.0, 20.0]]), **FIXED))
    with pytest.raises(MethodError, match="the unit is first"):
        least_change(edition, "u0")
    for target in ("u2", "u1", 2, 3, 0):
        with pytest.raises(MethodError, match="a target is above the unit, which ranks 2"):
            least_change(edition, "u1", target)
    with pytest.raises(MethodError, match="scale = movign"):
        least_change(edition, "u1", scale="movign")
    with pytest.raises(NotFoundError, match="nobody"):
        least_change(edition, "nobody")
    with pytest.raises(NotFoundError, match="no indicator i9"):
        least_change(edition, "u1", indicator="i9")


def test_other_means_need_a_moving_scale():
    edition = build(index_of(np.random.default_rng(1).random((6, 3)) + 1, aggregate="median"))
    unit = edition.ranks["unit"][-1]
    with pytest.raises(MethodError, match="median cannot be turned round"):
        least_change(edition, unit)
    assert least_change(edition, unit, scale="moving").height == 3
