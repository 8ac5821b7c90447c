from __future__ import annotations

import numpy as np
import pytest

from quheng.errors import MethodError
from quheng.index.weigh.entropy import divergence
from tests.index.weigh.one_pillar import weigh

NAN = np.nan


def test_by_hand():
    # shares (1/2, 1/2, 0): 1 - ln 2 / ln 3; shares (0, 0, 1): 1; constant: 0
    x = np.array([[1.0, 0.0, 5.0], [1.0, 0.0, 5.0], [0.0, 1.0, 5.0]])
    np.testing.assert_allclose(divergence(x), [1 - np.log(2) / np.log(3), 1.0, 0.0], atol=1e-14)
    # over the four units of the index: i0 is 1 1 0 0 and i1 is 0 0 0 1 -> 1/2 and 1 -> 1/3 and 2/3
    scores = np.array([[1, 0], [1, 0], [0, 0], [0, 1]])
    np.testing.assert_allclose(weigh(scores, {"by": "entropy", "shares": "raw"}), [1 / 3, 2 / 3])


def test_a_missing_score_is_passed_over():
    # present: 1, 1, 2 -> shares 1/4, 1/4, 1/2: entropy 1.5 ln 2 of ln 3
    x = np.array([[1.0], [NAN], [1.0], [2.0]])
    np.testing.assert_allclose(divergence(x), [1 - 1.5 * np.log(2) / np.log(3)])


def test_the_two_conventions_differ():
    x = np.array([[10.0, 0.0], [11.0, 1.0], [12.0, 5.0], [14.0, 6.0], [15.0, 9.0]])
    scale = {"by": "minmax", "to": [10, 20]}
    raw = weigh(x, {"by": "entropy", "shares": "raw"}, normalise=scale)
    minmax = weigh(x, {"by": "entropy", "shares": "minmax"}, normalise=scale)
    assert np.abs(raw - minmax).max() > 0.01
    # min-max undoes the scale of the normalise step: as if it had been 0 to 1 with raw shares
    np.testing.assert_allclose(minmax, weigh(x, "entropy"), atol=1e-12)


def test_a_centred_growth_rate_does_not_get_all_the_weight():
    x = np.array([[-2.0, 3.0], [-1.0, 4.0], [0.5, 5.0], [2.5, 9.0]])
    with pytest.raises(MethodError, match=r"i0 under p0.*negative.*\n.*shares: minmax"):
        weigh(x, "entropy", normalise="zscore")
    weights = weigh(x, {"by": "entropy", "shares": "minmax"}, normalise="zscore")
    assert weights.max() < 0.9
    assert weights.sum() == pytest.approx(1)
