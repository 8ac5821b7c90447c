"""Reports to open in a browser: one of a small index full of traps, one of the shipped index."""

from __future__ import annotations

from pathlib import Path

import pytest

import quheng
from quheng.publish.report import write_report

HOSTILE = (
    "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1>"
    "&amp;\"'{{style}}[[page.print]]\u202e"
)

INDEX = """
index: towns
title: {zh: 示例指数, en: Example index}
note: {zh: 仅供测试, en: For tests only}
unit: {zh: 镇, en: town}
universe:
  exclude:
    - units: [t7]
      reason: {zh: 边界有变, en: its boundary changed}
denominators:
  - {code: people, measure: 人, title: {zh: 人口, en: Population}}
framework:
  - pillar: work
    title: {zh: 产业 & 就业, en: Work & trade}
    indicators:
      - code: shops
        title: {zh: 每万人商店, en: Shops per ten thousand}
        measure: 家
        direction: 1
        denominate: {by: people, per: 10000, measure: 家/万人}
        reason: {zh: 反映活力, en: shows vitality}
        weakness: {zh: 不计规模, en: ignores size}
      - {code: jobs, title: {zh: 岗位, en: Jobs}, measure: 个, direction: 1}
  - pillar: place
    title: {zh: 区位, en: Location}
    indicators:
      - {code: far, title: {zh: 距港口, en: Distance to a port}, measure: 公里, direction: -1}
method:
  screen: {coverage: 1/2}
  impute: {by: median}
  treat: {when: {skewness: 1, kurtosis: 1}, winsorise: 1, otherwise: log}
  normalise: {by: minmax, to: [1, 100]}
  weights: equal
  aggregate: {pillars: arithmetic, index: geometric}
robustness:
  replicates: 100
  seed: 7
  vary: {weights: {noise: 0.25}, index: [arithmetic, geometric], drop_one: indicators}
checks:
  - title: {zh: 某榜单, en: A published list}
    source: {zh: 某报, en: A newspaper}
    places: {t1: 2, t7: 1}
"""

SOURCES = """
- id: yearbook
  title: {zh: 统计年鉴, en: Yearbook}
  publisher: {zh: 统计局, en: Bureau of Statistics}
  year: 2024
  licence: {zh: 公开, en: public}
  obtain: {zh: 见官网, en: see its site}
"""

NAMES = {
    "t1": ("东镇", "East"),
    "t2": ("西镇", "West"),
    "t3": ("南镇", "South"),
    "t4": ("北镇", "North"),
    "t5": ("中镇", "Middle"),
    "t6": (HOSTILE, HOSTILE),
    "t7": ("新镇", "New"),
    "t8": ("东镇", "East"),
}


def write_towns(folder: Path) -> Path:
    """Write an index folder of eight towns: two of one name, one hostile name, one missing value."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.yaml").write_text(INDEX, encoding="utf-8")
    (folder / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    units = ["code,name,name_en,county,county_en,longitude,latitude"]
    observations = ["unit,indicator,period,value,measure,status,source"]
    for n, (code, (name, english)) in enumerate(NAMES.items(), 1):
        quoted = [text.replace('"', '""') for text in (name, english)]
        county = "甲县,Jia" if n <= 4 else "乙县,Yi"
        units.append(f'{code},"{quoted[0]}","{quoted[1]}",{county},{110 + n},{30 + n / 2}')
        values = {
            "people": 10000 * n,
            "shops": 200 if n == 3 else 3 * n + n * n,
            "jobs": 11 * n % 7 + 9,
            "far": 5 * n,
        }
        for indicator, value in values.items():
            missing = (code, indicator) == ("t4", "jobs")
            written = f"2024,{'' if missing else value},,{'M' if missing else 'A'},yearbook"
            observations.append(f"{code},{indicator},{written}")
    (folder / "units.csv").write_text("\n".join(units) + "\n", encoding="utf-8")
    (folder / "observations.csv").write_text("\n".join(observations) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_towns(tmp_path_factory.mktemp("towns"))


@pytest.fixture(scope="session")
def towns_report(towns: Path) -> Path:
    edition = quheng.open(towns).build()
    path = towns / "report.html"
    write_report(edition, edition.uncertainty(), path)
    return path


@pytest.fixture(scope="session")
def towns_report_without_study(towns: Path) -> Path:
    path = towns / "without-study.html"
    write_report(quheng.open(towns).build(), None, path)
    return path


@pytest.fixture(scope="session")
def districts_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    edition = quheng.open("district-investment").build()
    path = tmp_path_factory.mktemp("districts") / "report.html"
    write_report(edition, edition.uncertainty(replicates=200), path)
    return path
