"""Uncertain data beside the other rooms: panels, sensitivity, one choice at a time, published editions."""

from __future__ import annotations

import numpy as np
import pytest

import quheng
from quheng.errors import MethodError
from quheng.index import build
from quheng.publish.verify import verify
from quheng.robustness import uncertainty
from quheng.robustness.sensitivity import one_at_a_time, pawn, shapley, sobol
from tests.conftest import HAND_INDEX
from tests.index.test_panel import INDEX, UNITS, observations
from tests.indices import index_of

VARY = {
    "measurement": {"A": "20%"},
    "impute": ["mean", {"by": "median", "draws": 4}],
    "goalposts": {"noise": "5%"},
    "normalise": ["goalposts", "minmax"],
    "drop_one": "pillars",
}


@pytest.fixture(scope="module")
def edition():
    x = np.random.default_rng(5).lognormal(2, 0.4, (15, 5))
    x[0, 1] = np.nan
    return build(
        index_of(x, pillars=[3, 2], goalposts=[(0, 40)] * 5, impute="mean", robustness={"vary": VARY})
    )


def test_errors_are_one_choice_of_a_sensitivity_analysis(edition):
    found = sobol(edition, n=256, bootstrap=0)
    assert found.table["code"].to_list() == list(VARY)
    total = dict(found.table.select("code", "total").iter_rows())
    assert total["measurement"] > 0.2
    shares = shapley(edition, n=64, bootstrap=0).table
    assert shares["code"].to_list() == list(VARY)


def test_what_is_drawn_at_once_has_no_line_for_pawn(edition):
    with pytest.raises(MethodError, match="measurement"):
        pawn(edition)


def test_what_has_no_alternatives_is_left_out_of_one_at_a_time(edition):
    vary = edition.inputs.declaration.robustness.vary.model_copy(update={"goalposts": None})
    table = one_at_a_time(edition, vary).table
    assert table["code"].unique(maintain_order=True).to_list() == ["impute", "normalise", "drop_one"]


@pytest.mark.parametrize("impute", [None, "latest", "median"])
def test_an_edition_of_a_pooled_panel_has_uncertain_observations(make_folder, impute):
    folder = make_folder(INDEX, UNITS, observations())
    panel = quheng.open(folder).with_(impute=impute).build_panel()
    for own in panel.editions.values():
        plan = own.inputs.declaration.robustness.model_validate(
            {"replicates": 20, "vary": {"measurement": {"A": 0.0001}}}
        )
        study = uncertainty(own, plan)
        # errors of a hundredth of a per cent leave the scores where they were
        np.testing.assert_allclose(study.score_distribution.mean, own.score, atol=0.05)


def test_imputation_cannot_vary_where_periods_were_filled_apart(make_folder):
    panel = quheng.open(make_folder(INDEX, UNITS, observations())).with_(impute="mean").build_panel()
    own = next(iter(panel.editions.values()))
    plan = own.inputs.declaration.robustness.model_validate({"vary": {"impute": ["mean", "median"]}})
    with pytest.raises(MethodError, match="each filled by itself: impute cannot vary"):
        uncertainty(own, plan)


def test_an_edition_with_uncertain_data_is_verified(make_folder, tmp_path):
    index = HAND_INDEX.replace(
        "    weights: {noise: 0.25}\n",
        "    weights: {by: simplex, most: 0.8}\n    measurement: {A: 5%}\n"
        "    impute: [{by: median, group: region, draws: 5}, mean]\n",
    ).replace("drop_one: indicators", "drop_one: [indicators, pillars]")
    opened = quheng.open(make_folder(index)).build()
    opened.write(tmp_path / "out", opened.uncertainty(60))
    assert verify(tmp_path / "out").same
