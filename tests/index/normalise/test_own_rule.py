"""An indicator's own rule stands in place of the framework's."""

from __future__ import annotations

import numpy as np

from quheng.index import build
from tests.indices import index_of


def test_each_indicator_by_its_own_rule():
    x = np.array([[2.0, 2.0, 2.0], [4.0, 4.0, 4.0], [8.0, 8.0, 8.0]])
    own = [{}, {"normalise": "fraction_of_best"}, {"normalise": "borda"}]
    edition = build(index_of(x, indicators=own))
    np.testing.assert_allclose(edition.normalised("i0"), [0, 100 / 3, 100])
    np.testing.assert_allclose(edition.normalised("i1"), [25, 50, 100])
    np.testing.assert_allclose(edition.normalised("i2"), [0, 1, 2])
