"""The Human Development Index of UNDP, both editions, every country and year, from YAML alone.

Source: UNDP, Human Development Reports 2021/22 and 2023/24 (CC BY 3.0 IGO): composite indices, complete time
series, and technical note 1.
"""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import quheng
from tests.conftest import SHARED

HDI = SHARED / "data" / "published" / "hdi"
pytestmark = pytest.mark.skipif(
    not HDI.is_dir(), reason="the shared published tables are not beside this checkout"
)

INDEX = """
index: hdi
title: {zh: 人类发展指数, en: Human Development Index}
unit: {zh: 国家, en: country}
framework:
  - pillar: health
    title: {zh: 健康, en: Health}
    indicators:
      - {code: le, title: Life expectancy at birth, measure: years, direction: 1, goalposts: [20, 85]}
  - pillar: education
    title: {zh: 教育, en: Education}
    indicators:
      - {code: eys, title: Expected years of schooling, measure: years, direction: 1, goalposts: [0, 18]}
      - {code: mys, title: Mean years of schooling, measure: years, direction: 1, goalposts: [0, 15]}
  - pillar: income
    title: {zh: 收入, en: Income}
    indicators:
      - code: gnipc
        title: {zh: 人均国民总收入, en: Gross national income per person}
        measure: PPP$
        direction: 1
        goalposts: {low: 100, high: 75000, scale: log}
method:
  screen: {coverage: 1}
  impute: none
  treat: none
  normalise: {by: goalposts, to: [0, 1]}
  weights: equal
  aggregate: {pillars: arithmetic, index: geometric}
  rank: {decimals: 3}
panel: {scale: each}
"""


def folder_of(table, make_folder, name):
    """Write the table of a report as an index folder: codes that begin with ZZ are regions."""
    countries = table.filter(pl.col("iso3").is_not_null() & ~pl.col("iso3").str.starts_with("ZZ"))
    units = countries.select(code="iso3", name="country").unique("code", maintain_order=True)
    observations = (
        countries.unpivot(["le", "eys", "mys", "gnipc"], index=["iso3", "year"], variable_name="indicator")
        .rename({"iso3": "unit", "year": "period"})
        .select("unit", "indicator", "period", "value")
    )
    return make_folder(INDEX, units.write_csv(), observations.write_csv(), name=name), countries


@pytest.mark.parametrize(("report", "rows"), [("hdr2021_22", 5571), ("hdr2023_24", 5808)])
def test_every_country_year_at_three_decimals(make_folder, report, rows):
    table = pl.read_csv(HDI / f"{report}_long.csv", infer_schema_length=None)
    folder, countries = folder_of(table, make_folder, report)
    panel = quheng.open(folder).build_panel()
    published = countries.filter(pl.col("hdi").is_not_null()).select(
        "hdi", unit="iso3", period=pl.col("year").cast(pl.String)
    )
    both = published.join(panel.scores, on=["unit", "period"], how="inner")
    assert both.height == published.height == rows
    np.testing.assert_array_equal(np.round(both["score"].to_numpy(), 3), both["hdi"].to_numpy())


@pytest.mark.parametrize(("report", "year", "n"), [("hdr2021_22", "2021", 191), ("hdr2023_24", "2022", 193)])
def test_every_rank(make_folder, report, year, n):
    table = pl.read_csv(HDI / f"{report}_latest.csv").with_columns(year=pl.lit(int(year)))
    folder, countries = folder_of(table, make_folder, report)
    edition = quheng.open(folder).build(year)
    ours = dict(edition.scores.select("unit", "rank").iter_rows())
    published = {unit: int(rank) for unit, rank in countries.select("iso3", "hdi_rank").iter_rows()}
    assert len(published) == n
    assert ours == published
