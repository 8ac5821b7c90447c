from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from quheng.errors import MethodError
from quheng.index.weigh.factor import factors_to_keep, rotated_weights
from tests.index.weigh.one_pillar import weigh


def test_weights_of_rotated_loadings_by_hand():
    # squared: 0.81 0.01 | 0.64 0.04 | 0.09 0.49; explained 1.54 and 0.54
    # homes: first, first, second; weights in proportion to 0.81, 0.64, 0.49 of 1.94
    rotated = np.array([[0.9, 0.1], [0.8, -0.2], [0.3, 0.7]])
    np.testing.assert_allclose(rotated_weights(rotated), np.array([0.81, 0.64, 0.49]) / 1.94)


def test_the_criteria():
    # 2.4 and 1.2 pass; 0.9 is below one, though it has 18 % of the variance of five
    assert factors_to_keep(np.array([2.4, 1.2, 0.9, 0.3, 0.2])) == 2
    # of twelve, 1.15 is above one but has 9.6 %
    assert factors_to_keep(np.array([6.0, 1.3, 1.15, *[3.55 / 9] * 9])) == 2


def test_two_blocks_give_two_factors_with_half_the_weight_each():
    # full 2^2 design: block one is (u, u + tiny), block two (v, v): factors u and v, all loadings one
    u, v = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    np.testing.assert_allclose(weigh(np.stack([u, u, v, v], axis=1), "factor"), [0.25] * 4, atol=1e-9)


def test_too_little_variance_is_an_error_and_a_number_helps():
    # nothing correlates: the first eigenvalue is hardly above one
    x = np.random.default_rng(5).normal(size=(400, 6))
    with pytest.raises(MethodError, match=r"not more than 60 %.*\n.*factors"):
        weigh(x, "factor")
    assert weigh(x, {"by": "factor", "factors": 4}).sum() == pytest.approx(1)


def test_more_factors_than_children():
    with pytest.raises(ValidationError, match="fewer than 3 factors"):
        weigh(np.eye(2), {"by": "factor", "factors": 3})
