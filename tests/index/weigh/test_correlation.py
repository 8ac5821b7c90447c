from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from quheng.errors import MethodError
from tests.index.weigh.one_pillar import edition_of, weigh

DESIGN = np.array([[a, b] for a in (0, 1) for b in (0, 1)], dtype=float)


def blended(seed: int = 2) -> np.ndarray:
    random = np.random.default_rng(seed)
    return random.random((60, 4)) * [1, 2, 1, 3] + random.random((60, 1)) * [0.3, 1, 0.8, 0.5]


def reached(edition) -> np.ndarray:
    score = edition.aggregated("p0")
    out = []
    for code in edition.tree.columns[:4]:
        own = edition.normalised(code)
        both = ~np.isnan(own)
        out.append(np.corrcoef(own[both], score[both])[0, 1])
    return np.array(out)


def test_by_hand():
    # i0 and i1 do not correlate and vary alike, so corr(i_j, y) is in proportion to w_j: targets 2 : 1
    rule = {"by": "correlation", "targets": {"i0": 2, "i1": 1}}
    np.testing.assert_allclose(weigh(DESIGN, rule), [2 / 3, 1 / 3], atol=1e-6)
    # R² in proportion 4 : 1 is a correlation in proportion 2 : 1
    rule = {"by": "correlation", "statistic": "r2", "targets": {"i1": 1, "i0": 4}}
    np.testing.assert_allclose(weigh(DESIGN, rule), [2 / 3, 1 / 3], atol=1e-6)


@pytest.mark.parametrize("rule", ["arithmetic", "geometric"])
def test_equal_correlations_under_the_rule_of_the_node(rule):
    scale = {"by": "minmax", "to": [1, 100]}
    edition = edition_of(blended(), "correlation", aggregate=rule, normalise=scale)
    assert np.ptp(reached(edition)) < 1e-5


def test_the_closed_form_of_an_arithmetic_mean():
    # corr(x_j, X w) is in proportion to (R D w)_j, which is to be t_j: w in proportion to D⁻¹ R⁻¹ t
    x, t = blended(), np.array([3, 2, 3, 4.0])
    scores = (x - x.min(axis=0)) / np.ptp(x, axis=0)
    expected = np.linalg.inv(np.corrcoef(scores.T)) @ t / scores.std(axis=0)
    assert expected.min() > 0
    targets = {f"i{child}": share for child, share in enumerate(t)}
    found = weigh(x, {"by": "correlation", "targets": targets})
    np.testing.assert_allclose(found, expected / expected.sum(), atol=1e-5)


def test_targets_find_their_child_whatever_their_order():
    targets = {"i3": 4, "i1": 2, "i0": 3, "i2": 3}
    found = reached(edition_of(blended(), {"by": "correlation", "targets": targets}))
    np.testing.assert_allclose(found / found[3], [3 / 4, 2 / 4, 3 / 4, 1], atol=1e-5)


def test_a_child_that_follows_all_the_others():
    # even without weight, i0 correlates with a geometric mean of the others more than they do
    x = np.random.default_rng(2).random((60, 4))
    x[:, 1:] += x[:, [0]] * [0.8, 0.5, 0.2]
    with pytest.raises(MethodError, match=r"the nearest are i0 0\.6"):
        weigh(x, "correlation", aggregate="geometric", normalise={"by": "minmax", "to": [1, 100]})


def test_missing_scores():
    x = blended()
    x[3, 1] = x[7, 2] = np.nan
    assert np.ptp(reached(edition_of(x, "correlation"))) < 1e-5


def test_a_child_that_opposes_its_siblings():
    x = blended()
    x[:, 3] = -x[:, 0] + 0.1 * x[:, 3]
    with pytest.raises(MethodError, match=r"no weights of zero or more give the correlations.*i3"):
        weigh(x, "correlation")


@pytest.mark.parametrize(
    ("targets", "message"),
    [
        ({"i0": 1}, "lacks i1"),
        ({"i0": 1, "i1": 0}, "must be positive"),
        ({"a": 1, "i0": 1, "i1": 1}, "names a"),
    ],
)
def test_targets_that_cannot_be(targets, message):
    with pytest.raises(ValidationError, match=message):
        weigh(DESIGN, {"by": "correlation", "targets": targets})
