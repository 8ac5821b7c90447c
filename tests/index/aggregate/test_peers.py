"""The same scores as pymcdm and scikit-criteria give, on random matrices already oriented and scaled."""

from __future__ import annotations

import numpy as np
import pytest

from tests.index.aggregate.node import aggregate

SEEDS = range(5)


def drawn(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return a matrix of which every column runs from 0 to 1, and weights."""
    rng = np.random.default_rng(seed)
    x = rng.random((40, 6))
    x = (x - x.min(axis=0)) / (x.max(axis=0) - x.min(axis=0))
    w = rng.random(6)
    return x, w / w.sum()


@pytest.fixture
def pymcdm():
    return pytest.importorskip("pymcdm", reason="the peer pymcdm is not installed")


@pytest.fixture
def skcriteria():
    return pytest.importorskip("skcriteria", reason="the peer scikit-criteria is not installed")


@pytest.mark.parametrize("seed", SEEDS)
def test_topsis_as_pymcdm(pymcdm, seed):
    # pymcdm applies min-max first, which changes nothing here
    x, w = drawn(seed)
    peer = pymcdm.methods.TOPSIS()(x, w, np.ones(6))
    np.testing.assert_allclose(aggregate("topsis", x, w), peer, rtol=0, atol=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_vikor_as_pymcdm(pymcdm, seed):
    # pymcdm returns Q, of which less is better
    x, w = drawn(seed)
    peer = pymcdm.methods.VIKOR(v=0.3)(x, w, np.ones(6))
    np.testing.assert_allclose(aggregate({"by": "vikor", "v": 0.3}, x, w), 1 - peer, rtol=0, atol=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("preference", "name", "q", "p"),
    [
        ("usual", "usual", None, None),
        ("u_shape", "ushape", 0.1, None),
        ("v_shape", "vshape", None, 0.3),
        ("level", "level", 0.1, 0.3),
        ("linear", "vshape_2", 0.1, 0.3),
    ],
)
def test_promethee_as_pymcdm(pymcdm, seed, preference, name, q, p):
    x, w = drawn(seed)
    thresholds = {key: value for key, value in (("q", q), ("p", p)) if value is not None}
    peer = pymcdm.methods.PROMETHEE_II(name, **{key: [value] * 6 for key, value in thresholds.items()})
    found = aggregate({"by": "promethee", "preference": preference, **thresholds}, x, w)
    np.testing.assert_allclose(found, peer(x, w, np.ones(6)), rtol=0, atol=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_topsis_as_scikit_criteria(skcriteria, seed):
    from skcriteria.agg.topsis import TOPSIS

    x, w = drawn(seed)
    peer = TOPSIS().evaluate(skcriteria.mkdm(x, [max] * 6, weights=w)).e_.similarity
    np.testing.assert_allclose(aggregate("topsis", x, w), peer, rtol=0, atol=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_vikor_as_scikit_criteria(skcriteria, seed):
    # scikit-criteria keeps Q as q_k
    from skcriteria.agg.vikor import VIKOR

    x, w = drawn(seed)
    peer = VIKOR(v=0.3).evaluate(skcriteria.mkdm(x, [max] * 6, weights=w)).e_.q_k
    np.testing.assert_allclose(aggregate({"by": "vikor", "v": 0.3}, x, w), 1 - peer, rtol=0, atol=1e-9)
