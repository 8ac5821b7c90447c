from __future__ import annotations

import numpy as np

from quheng.index.weigh.principal import first_component_weights
from tests.index.weigh.one_pillar import weigh


def test_by_hand():
    # one common correlation r between the first two, none with the third: first vector (1, 1, 0)/sqrt(2)
    r = np.array([[1, 0.5, 0], [0.5, 1, 0], [0, 0, 1]])
    np.testing.assert_allclose(first_component_weights(r), [0.5, 0.5, 0], atol=1e-12)
    # R = [[1, a, 0], [a, 1, b], [0, b, 1]]: λ = 1 + sqrt(a² + b²), vector (a, sqrt(a² + b²), b);
    # with a = 0.3 and b = 0.4 squares are 0.09, 0.25, 0.16 of 0.5
    r = np.array([[1, 0.3, 0], [0.3, 1, 0.4], [0, 0.4, 1]])
    np.testing.assert_allclose(first_component_weights(r), [0.18, 0.5, 0.32], atol=1e-12)


def test_weights_do_not_depend_on_direction():
    x = np.random.default_rng(3).normal(size=(30, 4))
    x[:, 1] += x[:, 0]
    np.testing.assert_allclose(
        weigh(x, "pca"), weigh(x, "pca", directions=[1, -1, 1, -1]), rtol=0, atol=1e-12
    )
    assert weigh(x, "pca").min() >= 0
