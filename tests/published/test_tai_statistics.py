"""The Technology Achievement Index: Tables 6, 7, 9 and 11 of the OECD/JRC Handbook (2008).

The Handbook prints its inputs rounded; the tolerances are those of ../shared/data/published/README.md.
"""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from quheng.index.statistics.components import principal_components
from quheng.index.statistics.pearson import pearson
from quheng.index.statistics.reliability import alpha_if_deleted, cronbach_alpha, item_rest_correlation
from quheng.index.statistics.varimax import varimax
from tests.conftest import SHARED

TAI = SHARED / "data" / "published" / "tai"

pytestmark = pytest.mark.skipif(not TAI.exists(), reason=f"no published tables in {TAI}")


def table(name: str) -> pl.DataFrame:
    return pl.read_csv(TAI / f"{name}.csv")


@pytest.fixture
def correlation() -> np.ndarray:
    return pearson(table("tai_raw").drop("country").to_numpy())


def test_table_6_correlations(correlation):
    pairs = np.triu_indices(8, 1)
    printed = table("table6_correlations").drop("").to_numpy()[pairs]
    found = correlation[pairs]
    assert np.count_nonzero(np.abs(np.round(found, 2) - printed) < 1e-9) >= 25
    np.testing.assert_allclose(found, printed, rtol=0, atol=0.0181)


def test_table_7_shares_of_variance(correlation):
    eigenvalues, _ = principal_components(correlation)
    printed = table("table7_eigenvalues")
    np.testing.assert_allclose(100 * eigenvalues / 8, printed["var_pct"], rtol=0, atol=0.111)
    np.testing.assert_allclose(eigenvalues, printed["eigenvalue"], rtol=0, atol=0.06)


def test_table_9_rotated_loadings(correlation):
    _, loadings = principal_components(correlation)
    found = varimax(loadings[:, :4])
    printed = table("table9_rotated_loadings").select("F1", "F2", "F3", "F4").to_numpy()
    # factors have neither order nor sign of their own: each printed one is set beside the one like it
    like = printed.T @ found
    order = np.abs(like).argmax(axis=1)
    assert sorted(order.tolist()) == [0, 1, 2, 3]
    aligned = found[:, order] * np.sign(like[np.arange(4), order])
    np.testing.assert_allclose(aligned, printed, rtol=0, atol=0.013)
    communality = table("table9_rotated_loadings")["communality"]
    np.testing.assert_allclose((found**2).sum(axis=1), communality, rtol=0, atol=0.013)


def test_table_11_cronbach(correlation):
    printed = table("table11_cronbach")
    # the text gives 0.70 for all eight
    assert cronbach_alpha(correlation) == pytest.approx(0.70, abs=0.005)
    np.testing.assert_allclose(
        alpha_if_deleted(correlation), printed["alpha_if_deleted"], rtol=0, atol=0.0015
    )
    np.testing.assert_allclose(item_rest_correlation(correlation), printed["corr_total"], rtol=0, atol=0.006)
