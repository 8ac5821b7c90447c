from __future__ import annotations

import math

import numpy as np
import pytest
from pydantic import ValidationError

from quheng.errors import MethodError
from quheng.index import build
from quheng.index.normalise import Posts
from tests.indices import index_of

INCOME = {"goalposts": {"low": 100, "high": 75000, "scale": "log"}}


def test_the_income_index_of_the_human_development_report():
    # (ln x - ln 100)/(ln 75000 - ln 100); below the low post 0, above the high one 1
    x = np.array([[100.0], [7500.0], [75000.0], [50.0], [90000.0]])
    edition = build(index_of(x, normalise={"by": "goalposts", "to": [0, 1]}, indicators=[INCOME]))
    np.testing.assert_allclose(edition.score, [0, math.log(75) / math.log(750), 1, 0, 1], atol=1e-15)


def test_a_linear_and_a_log_scale_beside_each_other_without_clipping():
    # i0, less is better: 1 - (x - 0)/10; i1: log2(x)/log2(8)
    x = np.array([[-1.0, 1.0], [5.0, 2.0], [10.0, 16.0]])
    posts = [{"goalposts": [0, 10]}, {"goalposts": {"low": 1, "high": 8, "scale": "log"}}]
    rule = {"by": "goalposts", "clip": False}
    edition = build(index_of(x, normalise=rule, directions=[-1, 1], indicators=posts))
    np.testing.assert_allclose(edition.normalised("i0"), [110, 50, 0], atol=1e-12)
    np.testing.assert_allclose(edition.normalised("i1"), [0, 100 / 3, 400 / 3], atol=1e-12)


def test_values_that_have_no_logarithm_are_counted():
    x = np.array([[0.0], [-5.0], [1000.0]])
    with pytest.raises(MethodError, match="i0: 2 values"):
        build(index_of(x, normalise="goalposts", indicators=[INCOME]))


def test_an_indicator_without_goalposts():
    with pytest.raises(MethodError, match="i1: there are no goalposts"):
        build(index_of(np.ones((2, 2)), normalise="goalposts", indicators=[INCOME, {}]))


@pytest.mark.parametrize(
    "wrong", [[5, 5], [10, 0], [0, float("inf")], {"low": 0, "high": 5, "scale": "log"}, [1, 2, 3]]
)
def test_posts_that_do_not_hold(wrong):
    with pytest.raises(ValidationError):
        Posts.model_validate(wrong)


def test_a_pair_is_short_for_linear_posts():
    assert Posts.model_validate([0, 85]) == Posts(low=0, high=85, scale="linear")
