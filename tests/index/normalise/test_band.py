from __future__ import annotations

import numpy as np

from quheng.index import build
from quheng.index.normalise import band
from tests.indices import index_of

NAN = np.nan


def test_above_within_and_below():
    # mean (6 + 8 + 10 + 12 + 14)/5 = 10, band 8 to 12, edges within
    x = np.array([[6.0], [8.0], [10.0], [12.0], [14.0], [NAN]])
    np.testing.assert_array_equal(band(x, np.array([1.0]))[:, 0], [-1, 0, 0, 0, 1, NAN])
    np.testing.assert_array_equal(band(x, np.array([-1.0]))[:, 0], [1, 0, 0, 0, -1, NAN])


def test_a_negative_mean():
    # mean -10, band -12 to -8
    x = np.array([[-14.0], [-10.0], [-6.0]])
    np.testing.assert_array_equal(band(x, np.array([1.0]))[:, 0], [-1, 0, 1])


def test_onto_a_positive_scale_for_a_geometric_mean():
    # mean 10, band 9 to 11; -1, 0, 1 become 1, 50.5, 100
    x = np.array([[7.0], [10.0], [13.0]])
    rule = {"by": "band", "width": 0.1, "to": [1, 100]}
    edition = build(index_of(x, normalise=rule, aggregate="geometric"))
    np.testing.assert_allclose(edition.score, [1, 50.5, 100])
