from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from quheng.errors import MethodError
from quheng.index.weigh.common_frontier import common_weights
from tests.index.weigh.one_pillar import weigh


def test_by_hand():
    # max 0.5 (w1 + w2) + ...: units (1, 0), (0, 1), (0.8, 0.8): w1 <= 1, w2 <= 1, 0.8 (w1 + w2) <= 1
    # means 0.6 and 0.6: any w with w1 + w2 = 1.25 is best; (1, 0.5) tips it: means 0.7 and 0.575
    # constraints w1 <= 1, w2 <= 1, w1 + w2 <= 1.25, w1 + 0.5 w2 <= 1: the vertex of the last two is
    # w2 = 0.5, w1 = 0.75 (objective 0.7 * 0.75 + 0.575 * 0.5 = 0.8125); its neighbours (1, 0) and
    # (0.25, 1) give 0.7 and 0.75 -> weights 0.6 and 0.4
    x = np.array([[1, 0], [0, 1], [0.8, 0.8], [1, 0.5]])
    np.testing.assert_allclose(common_weights(x), [0.6, 0.4], atol=1e-9)
    np.testing.assert_allclose(weigh(x, "bod_common"), [0.6, 0.4], atol=1e-9)


def test_no_child_below_the_least():
    # i1 never helps the mean as i0 does
    x = np.array([[0, 0], [1, 0.5], [0.9, 1], [1, 0.1], [1, 0]])
    free, bound = weigh(x, "bod_common"), weigh(x, {"by": "bod_common", "least": "1/4"})
    assert free[1] < 0.25
    assert bound[1] == pytest.approx(0.25)


def test_against_a_grid():
    x = np.random.default_rng(8).random((25, 2))
    x = (x - x.min(axis=0)) / np.ptp(x, axis=0)
    share = np.linspace(0, 1, 100_001)
    scores = x @ np.stack([share, 1 - share])
    best = share[np.argmax(scores.mean(axis=0) / scores.max(axis=0))]
    assert weigh(x, "bod_common")[0] == pytest.approx(best, abs=2e-5)


def test_negative_scores_are_named():
    with pytest.raises(MethodError, match=r"i0 under p0.*negative"):
        weigh(np.random.default_rng(0).random((9, 2)), "bod_common", normalise="zscore")


def test_a_least_that_all_cannot_have():
    with pytest.raises(ValidationError, match="cannot have 2/3 each"):
        weigh(np.eye(2), {"by": "bod_common", "least": "2/3"})
