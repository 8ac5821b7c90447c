from __future__ import annotations

import numpy as np
import pytest

from quheng.errors import MethodError
from quheng.index import build
from quheng.index.normalise import fraction_of_best, ratio_to_mean
from tests.indices import index_of

NAN = np.nan
UP, DOWN = np.array([1.0]), np.array([-1.0])


def test_the_fraction_of_the_best():
    x = np.array([[2.0], [4.0], [8.0], [0.0], [NAN]])
    np.testing.assert_allclose(fraction_of_best(x, UP)[:, 0], [25, 50, 100, 0, NAN])


def test_the_fraction_of_the_best_where_less_is_better():
    # min/x: 2/2, 2/4, 2/8
    x = np.array([[2.0], [4.0], [8.0]])
    np.testing.assert_allclose(fraction_of_best(x, DOWN, (0.0, 1.0))[:, 0], [1, 0.5, 0.25])


def test_the_direction_is_never_lost():
    # COINr's n_fracmax ranks such an indicator upside down.
    x = np.random.default_rng(0).lognormal(size=(30, 1))
    edition = build(index_of(x, normalise="fraction_of_best", directions=[-1]))
    np.testing.assert_array_equal(np.argsort(edition.score), np.argsort(-x[:, 0]))


def test_the_ratio_to_the_mean():
    # mean (2 + 4 + 6)/3 = 4; less is better: 4/x
    x = np.array([[2.0], [4.0], [6.0], [NAN]])
    np.testing.assert_allclose(ratio_to_mean(x, UP)[:, 0], [50, 100, 150, NAN])
    np.testing.assert_allclose(ratio_to_mean(x, DOWN, 1.0)[:, 0], [2, 1, 4 / 6, NAN])


def test_from_the_index():
    x = np.array([[2.0], [4.0], [6.0]])
    edition = build(index_of(x, normalise={"by": "ratio_to_mean", "mean": 1}))
    np.testing.assert_allclose(edition.score, [0.5, 1, 1.5])


@pytest.mark.parametrize("rule", ["fraction_of_best", "ratio_to_mean"])
def test_values_without_a_ratio_are_counted(rule):
    x = np.array([[1.0, -2.0, 0.0], [2.0, -1.0, 1.0], [3.0, 5.0, 2.0]])
    with pytest.raises(MethodError) as error:
        build(index_of(x, normalise=rule, directions=[1, 1, -1]))
    first, second = error.value.problems
    assert (first.where.field, second.where.field) == ("i1", "i2")
    assert "2 values are" in first.what.en
    assert "1 value is" in second.what.en
    # a zero is as good a value as any where more is better
    build(index_of(x[:, [0, 2]], normalise=rule))
