"""Varied goalposts: alternatives, and ends that move."""

from __future__ import annotations

import numpy as np
import pytest

from quheng.errors import DeclarationError, MethodError
from quheng.index import build
from quheng.index.uncertain import Vary
from quheng.robustness import uncertainty
from quheng.robustness.posts import moved
from tests.indices import index_of

X = np.array([[2.0, 30.0], [4.0, 10.0], [6.0, 20.0]])


def studied(vary, replicates=2000, x=X, normalise="goalposts", posts=((0, 10), (0, 100)), **options):
    robustness = {"replicates": replicates, "seed": 2, "vary": vary}
    return uncertainty(
        build(index_of(x, normalise=normalise, goalposts=posts, robustness=robustness, **options))
    )


def test_alternatives_by_hand():
    narrow = {"title": "narrow", "posts": {"i1": [10, 30]}}
    study = studied({"goalposts": [{"title": "declared"}, narrow]})
    # declared: (20 + 30)/2 = 25, (40 + 10)/2 = 25, (60 + 20)/2 = 40: ranks 2 2 1
    # narrow: (20 + 100)/2 = 60, (40 + 0)/2 = 20, (60 + 50)/2 = 55: ranks 1 3 2; each half of the time
    expected = np.array([[0.5, 0.5, 0.0], [0.0, 0.5, 0.5], [0.5, 0.5, 0.0]])
    np.testing.assert_allclose(study.histogram / 2000, expected, atol=0.04)
    assert study.choices["alternative"].to_list() == ["declared", "narrow"]


def test_ends_move_by_at_most_the_noise():
    edition = build(
        index_of(X, normalise="goalposts", goalposts=[(0, 10), {"low": 1, "high": 100, "scale": "log"}])
    )
    lowest = moved(edition.context, 0.05, np.zeros(4))
    # a linear range of 10 by 5 %; a range of ln 100 by 5 %: 1 * 100^-0.05 and 100 * 100^-0.05
    assert (lowest["i0"].low, lowest["i0"].high) == pytest.approx((-0.5, 9.5))
    assert (lowest["i1"].low, lowest["i1"].high) == pytest.approx((100**-0.05, 100**0.95))
    middle = moved(edition.context, 0.05, np.full(4, 0.5))
    assert (middle["i0"].low, middle["i1"].high) == pytest.approx((0, 100))


def test_moved_goalposts_move_ranks():
    # with equal weights u1 beats u0 where 2 / span0 > 20 / span1; spans 10 and 100 tie nominally
    study = studied({"goalposts": {"noise": "10%"}}, x=X[:2])
    assert 0.4 < study.probability_top(1)[0] < 0.6
    posts = [study.replicate(number).posts["i0"] for number in range(50)]
    assert {-1 <= own.low <= 1 and 9 <= own.high <= 11 for own in posts} == {True}
    assert len({own.low for own in posts}) == 50


def test_goalposts_that_nobody_uses_are_refused():
    with pytest.raises(MethodError, match="no effect: nothing is normalised by goalposts"):
        studied({"goalposts": {"noise": "5%"}}, normalise="minmax")
    studied({"goalposts": {"noise": "5%"}, "normalise": ["minmax", "goalposts"]}, 10, normalise="minmax")


def test_an_indicator_without_goalposts_is_refused():
    with pytest.raises(DeclarationError, match="zzz is no indicator that is normalised by goalposts"):
        studied({"goalposts": [{"title": "one", "posts": {"zzz": [0, 1]}}]})


@pytest.mark.parametrize("noise", [0, 0.5, "60%"])
def test_a_noise_out_of_range(noise):
    with pytest.raises(ValueError, match="noise"):
        Vary.model_validate({"goalposts": {"noise": noise}})
