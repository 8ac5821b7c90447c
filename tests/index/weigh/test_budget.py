from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from tests.index.weigh.one_pillar import weigh

X = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.5], [0.5, 0.5, 1.0]])


def test_the_mean_of_shares():
    # i0: (60 + 20)/200, i1: (40 + 30)/200, i2: (0 + 50)/200
    rule = {"by": "budget", "experts": [{"i0": 60, "i1": 40, "i2": 0}, {"i2": 50, "i1": 30, "i0": 20}]}
    np.testing.assert_allclose(weigh(X, rule), [0.4, 0.35, 0.25])


def test_a_budget_of_its_own_and_exact_thirds():
    rule = {"by": "budget", "points": 1, "experts": [{"i0": "1/3", "i1": "1/3", "i2": "1/3"}]}
    np.testing.assert_allclose(weigh(X, rule), [1 / 3, 1 / 3, 1 / 3], rtol=0, atol=1e-16)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"i0": 60, "i1": 35, "i2": 0}, "gives 95 points, not 100"),
        ({"i0": 60, "i1": 40}, "lacks i2"),
        ({"i0": 60, "i1": 40, "i2": 0, "i9": 0}, "names i9"),
        ({"i0": 60, "i1": 60, "i2": -20}, "less than 0"),
    ],
)
def test_what_an_expert_may_not_do(given, message):
    good = {"i0": 60, "i1": 40, "i2": 0}
    with pytest.raises(ValidationError, match=f"expert 2 of budget.*{message}"):
        weigh(X, {"by": "budget", "experts": [good, given]})
