from __future__ import annotations

import numpy as np
import pytest

from quheng.errors import MethodError
from quheng.index import build
from quheng.index.normalise import distance, minmax
from tests.indices import index_of

NAN = np.nan
UP, DOWN = np.array([1.0]), np.array([-1.0])


def test_the_way_from_the_worst_to_the_end():
    # worst 2, end 10: (x - 2)/8
    x = np.array([[2.0], [4.0], [10.0], [12.0], [NAN]])
    np.testing.assert_allclose(distance(x, np.array([10.0]), UP)[:, 0], [0, 25, 100, 125, NAN])
    np.testing.assert_allclose(distance(x, np.array([10.0]), UP, clip=True)[:, 0], [0, 25, 100, 100, NAN])


def test_the_way_where_less_is_better():
    # worst 12, end 4: (12 - x)/8
    x = np.array([[2.0], [4.0], [10.0], [12.0]])
    np.testing.assert_allclose(distance(x, np.array([4.0]), DOWN, (1.0, 5.0))[:, 0], [6, 5, 2, 1])


def test_an_end_that_is_no_better_than_the_worst_has_no_distance():
    assert np.isnan(distance(np.array([[1.0], [2.0]]), np.array([1.0]), UP)).all()


@pytest.mark.parametrize("direction", [1, -1])
def test_the_distance_to_the_best_is_min_max(direction):
    x = np.random.default_rng(0).normal(size=(20, 1))
    x[3, 0] = NAN
    edition = build(index_of(x, normalise={"by": "distance_to_best", "to": [1, 10]}, directions=[direction]))
    expected = minmax(np.delete(x, 3, axis=0), np.array([float(direction)]), (1.0, 10.0))
    np.testing.assert_allclose(edition.score, expected[:, 0])


def test_the_distance_to_a_reference_unit():
    # worst 2, u2 has 10: 0, 25, 100, 125; clipped 100
    x = np.array([[2.0], [4.0], [10.0], [12.0]])
    rule = {"by": "distance_to_reference", "unit": "u2"}
    np.testing.assert_allclose(build(index_of(x, normalise=rule)).score, [0, 25, 100, 125])
    np.testing.assert_allclose(build(index_of(x, normalise={**rule, "clip": True})).score, [0, 25, 100, 100])


@pytest.mark.parametrize(("unit", "words"), [("u9", "u9"), ("u0", "i0"), ("u4", "i0")])
def test_a_reference_that_is_unknown_worst_or_missing(unit, words):
    x = np.array([[2.0, 5.0], [4.0, 1.0], [10.0, 3.0], [12.0, 2.0], [NAN, 4.0]])
    with pytest.raises(MethodError, match=words):
        build(index_of(x, normalise={"by": "distance_to_reference", "unit": unit}))


def test_the_distance_to_a_target():
    # i0: worst 2, target 10 -> (x - 2)/8, clipped; i1, less is better: worst 8, target 4 -> (8 - x)/4
    x = np.array([[2.0, 8.0], [4.0, 7.0], [12.0, 3.0]])
    targets = [{"target": 10}, {"target": 4}]
    edition = build(index_of(x, normalise="distance_to_target", directions=[1, -1], indicators=targets))
    np.testing.assert_allclose(edition.normalised("i0"), [0, 25, 100])
    np.testing.assert_allclose(edition.normalised("i1"), [0, 25, 100])
    free = build(
        index_of(
            x,
            normalise={"by": "distance_to_target", "clip": False},
            directions=[1, -1],
            indicators=targets,
        )
    )
    np.testing.assert_allclose(free.normalised("i0"), [0, 25, 125])
    np.testing.assert_allclose(free.normalised("i1"), [0, 25, 125])


def test_a_target_that_is_missing_or_met_by_all():
    x = np.array([[2.0, 8.0], [4.0, 7.0]])
    with pytest.raises(MethodError, match="no target"):
        build(index_of(x, normalise="distance_to_target", indicators=[{"target": 10}, {}]))
    with pytest.raises(MethodError, match="i1: every unit meets"):
        build(index_of(x, normalise="distance_to_target", indicators=[{"target": 10}, {"target": 7}]))
