"""The same weights as pymcdm and scikit-criteria, where definitions agree."""

from __future__ import annotations

import numpy as np
import pytest

from quheng.index.moments import standard_deviations
from quheng.index.statistics.pearson import pearson
from quheng.index.weigh.critic import information
from quheng.index.weigh.entropy import divergence

KERNELS = {
    "entropy": divergence,
    "critic": lambda x: information(x, pearson(x)),
    "sd": standard_deviations,
}
MATRICES = [np.random.default_rng(seed).uniform(0.1, 9, (20 + 7 * seed, 3 + seed)) for seed in range(6)]


def ours(name: str, x: np.ndarray) -> np.ndarray:
    amount = KERNELS[name](x)
    return amount / amount.sum()


@pytest.mark.parametrize("x", MATRICES, ids=lambda x: str(x.shape))
@pytest.mark.parametrize(
    ("name", "theirs"),
    [("entropy", "entropy_weights"), ("critic", "critic_weights"), ("sd", "standard_deviation_weights")],
)
def test_pymcdm(name, theirs, x):
    peer = pytest.importorskip("pymcdm.weights", reason="needs the extra `peers`")
    np.testing.assert_allclose(ours(name, x), getattr(peer, theirs)(x), rtol=0, atol=1e-9)


@pytest.mark.parametrize("x", MATRICES, ids=lambda x: str(x.shape))
@pytest.mark.parametrize("name", KERNELS)
def test_scikit_criteria(name, x):
    peer = pytest.importorskip("skcriteria.preprocessing.weighters", reason="needs the extra `peers`")
    theirs = {
        "entropy": peer.entropy_weights,
        # its cenit distance, where more is better, is min-max
        "critic": lambda matrix: peer.critic_weights(matrix, np.ones(matrix.shape[1])),
        "sd": peer.std_weights,
    }
    np.testing.assert_allclose(ours(name, x), theirs[name](x), rtol=0, atol=1e-9)
