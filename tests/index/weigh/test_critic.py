from __future__ import annotations

import numpy as np
import pytest

from quheng.errors import MethodError
from quheng.index import build
from quheng.index.weigh import Critic
from tests.index.weigh.one_pillar import inputs_with, weigh


def test_by_hand():
    # i0 = 0 0 1 1 and i1 = 0 1 0 1 do not correlate; i2 = 0 0 1 1 is i0
    # all have the same σ; conflicts: i0 (1 - 0) + (1 - 1) = 1, i1 1 + 1 = 2, i2 1
    x = np.array([[0, 0, 0], [0, 1, 0], [1, 0, 1], [1, 1, 1]])
    np.testing.assert_allclose(weigh(x, "critic"), [1 / 4, 1 / 2, 1 / 4], atol=1e-12)


def test_contrast_is_taken_between_least_and_greatest():
    # i0 = 0 0 1 1 has s² = 1/3; i1 = 0 1 1/2 1/2 has s² = (1/4 + 1/4)/3 = 1/6; r = 0, so that the
    # conflicts are 1 and 1 and σ decides: sqrt(2) : 1
    x = np.array([[0, 0], [0, 1], [1, 0.5], [1, 0.5]])
    expected = np.array([np.sqrt(2), 1]) / (np.sqrt(2) + 1)
    np.testing.assert_allclose(weigh(x, "critic"), expected)
    np.testing.assert_allclose(weigh(x, "critic", normalise="zscore"), expected)


def test_a_constant_child_is_named():
    x = np.array([[0.0, 1.0, 0.0], [1.0, 1.0, 2.0], [2.0, 1.0, 1.0]])
    inputs = inputs_with(x, "critic", normalise="goalposts", goalposts=[(0, 2)] * 3)
    with pytest.raises(MethodError, match=r"i1 under p0 cannot be weighed by critic: it is the same"):
        build(inputs)


def test_children_that_all_say_the_same():
    x = np.array([[0.0, 0.0], [1.0, 10.0], [3.0, 30.0]])
    with pytest.raises(MethodError, match="all correlate perfectly"):
        weigh(x, "critic")


def test_children_that_no_unit_shares():
    x = np.array([[0.0, np.nan], [1.0, np.nan], [np.nan, 0.0], [np.nan, 1.0]])
    with pytest.raises(MethodError, match="shares too few units"):
        weigh(x, "critic")


def test_the_rule_reads_from_its_name():
    inputs = inputs_with(np.array([[0, 1], [1, 0], [2, 1]]), "critic")
    assert isinstance(inputs.declaration.method.weights.pillars, Critic)
