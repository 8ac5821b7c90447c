"""A study stands on the rows that the edition was scaled on: nothing varied, every interval is the rank."""

from __future__ import annotations

import numpy as np
import pytest

import quheng
from quheng.index import build
from quheng.robustness import uncertainty
from tests.index.test_panel import INDEX, UNITS, observations
from tests.indices import index_of

NAN = np.nan


def same_as_nominal(edition):
    study = uncertainty(edition, edition.inputs.declaration.robustness.model_copy(update={"replicates": 3}))
    for q in (0.0, 0.5, 1.0):
        np.testing.assert_array_equal(study.rank_quantile(q), edition.rank)


def test_a_unit_left_without_a_score_still_stretched_the_scale():
    # u3 has no b and falls out; its a of 100 set the scale on which the others lie close together
    x = np.array([[1.0, 10.0], [2.0, 7.0], [3.0, 2.0], [100.0, NAN]])
    edition = build(index_of(x, pillars=[1, 1], aggregate={"by": "arithmetic", "coverage": 1}))
    assert edition.ranked_units == ("u0", "u1", "u2")
    assert edition.rank.tolist() == [1, 2, 3]
    same_as_nominal(edition)


def test_an_edition_of_a_pooled_panel(make_folder):
    panel = quheng.open(make_folder(INDEX, UNITS, observations())).build_panel()
    for edition in panel.editions.values():
        same_as_nominal(edition)


@pytest.mark.parametrize("by", ["copeland", "topsis", "sum"])
def test_methods_that_compare_units_see_those_without_a_score(by):
    x = np.array([[1.0, 10.0, 3.0], [2.0, 7.0, 4.0], [3.0, 2.0, 1.0], [100.0, NAN, NAN]])
    rules = {"pillars": "arithmetic", "index": by, "coverage": 1}
    same_as_nominal(build(index_of(x, pillars=[1, 1, 1], aggregate=rules)))


def test_filled_pillars_are_filled_in_a_study():
    x = np.array([[1.0, 10.0], [2.0, 7.0], [3.0, 2.0], [100.0, NAN]])
    rules = {"pillars": "arithmetic", "index": "arithmetic", "impute": "mean"}
    edition = build(index_of(x, pillars=[1, 1], aggregate=rules))
    assert len(edition.ranked_units) == 4
    same_as_nominal(edition)
