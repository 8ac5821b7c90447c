"""No normalisation."""

import numpy as np
import pytest

from quheng.errors import MethodError
from quheng.index import build
from tests.indices import index_of


def test_values_are_the_scores():
    x = np.array([[1.0, 30.0], [np.nan, 50.0], [3.0, 10.0]])
    edition = build(index_of(x, normalise="none"))
    np.testing.assert_array_equal(edition.indicator_scores, x)
    np.testing.assert_array_equal(edition.score, [15.5, 50, 6.5])


def test_less_is_better_needs_a_scale():
    with pytest.raises(MethodError, match="i1"):
        build(index_of(np.array([[1.0, 2.0], [2.0, 1.0]]), normalise="none", directions=[1, -1]))
