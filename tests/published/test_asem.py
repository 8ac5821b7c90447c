"""The ASEM connectivity index, imported from COINr's tables and built: every stage as COINr publishes it.

51 countries, 49 indicators, 8 pillars, 2 sub-indices; the example data of COINr 1.1.14 (MIT).
"""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import quheng
from quheng.index.importing import import_coinr
from tests.conftest import SHARED

ASEM = SHARED / "data" / "published" / "asem"

pytestmark = pytest.mark.skipif(not ASEM.is_dir(), reason="../shared/data/published/asem is not here")


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    folder = tmp_path_factory.mktemp("asem") / "asem"
    import_coinr(
        [ASEM / "data_Raw.csv", ASEM / "denominators.csv"],
        [ASEM / "indmeta.csv", ASEM / "aggmeta.csv"],
        folder,
    )
    path = folder / "index.yaml"
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("  impute: none"):
            line = "  impute: {by: mean, group: Group_EurAsia}"
        if line.startswith("  treat: none"):
            line = "  treat: {when: {skewness: 2, kurtosis: 3.5}, winsorise: 5, otherwise: log}"
        lines.append(line)
    path.write_text("\n".join(lines), encoding="utf-8")
    return quheng.open(folder).build()


def published(edition, stage, columns):
    """Return COINr's values of a stage, with rows and columns in the order of the edition's."""
    table = pl.read_csv(ASEM / f"data_{stage}.csv", null_values="NA", infer_schema_length=None)
    rows = pl.DataFrame({"UnitCode": edition.ranked_units})
    joined = rows.join(table, on="UnitCode", how="left", maintain_order="left", validate="1:1")
    return joined.select(pl.col(columns).cast(pl.Float64).fill_null(np.nan)).to_numpy()


def test_the_framework_is_all_there(edition):
    assert len(edition.tree.indicators) == 49
    assert [node.code for node in edition.tree.pillars] == ["Conn", "Sust"]
    assert len(edition.tree.nodes) == 11
    assert edition.inputs.declaration.title.en == "Sustainable Connectivity"


@pytest.mark.parametrize(
    ("stage", "step"),
    [
        ("Raw", "data"),
        ("Denominated", "denominate"),
        ("Imputed", "impute"),
        ("Treated", "treat"),
        ("Normalised", "normalise"),
    ],
)
def test_every_stage_of_the_indicators(edition, stage, step):
    ours = edition.steps[step]
    assert len(ours.units) == 51
    np.testing.assert_allclose(
        ours.values, published(edition, stage, list(ours.columns)), rtol=1e-9, atol=1e-9
    )


def test_fifteen_indicators_are_treated(edition):
    columns = list(edition.steps["treat"].columns)
    changed = (published(edition, "Imputed", columns) != published(edition, "Treated", columns)).any(axis=0)
    expected = [code for code, differs in zip(columns, changed, strict=True) if differs]
    assert len(expected) == 15
    assert [treatment.indicator for treatment in edition.treatments] == expected
    assert all(treatment.passed and treatment.points <= 5 for treatment in edition.treatments)


def test_every_aggregate(edition):
    ours = edition.steps["aggregate"]
    columns = [*ours.columns[:-1], "Index"]
    expected = published(edition, "Aggregated", columns)
    np.testing.assert_allclose(ours.values, expected, rtol=1e-9, atol=1e-9)


def test_all_ranks(edition):
    ranks = pl.read_csv(ASEM / "results_AggregatesRank.csv").select("UnitCode", "Index")
    joined = edition.ranks.join(ranks, left_on="unit", right_on="UnitCode", validate="1:1")
    assert joined.height == 51
    assert joined["rank"].to_list() == joined["Index"].to_list()
