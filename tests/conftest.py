"""Fixtures that every room uses: index folders written from a few lines, and a browser."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from quheng.bilingual import use_language

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SHARED = Path(__file__).resolve().parents[2] / "shared"

CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]

FolderMaker = Callable[..., Path]

HAND_UNITS = "code,name,region\nA,甲,east\nB,乙,east\nC,丙,west\nD,丁,west\nE,戊,west\n"

HAND_VALUES: Mapping[str, Sequence[float | None]] = {
    "pop": (10, 20, 10, 40, 20),
    "a": (10, 20, 30, 40, 50),
    "b": (2, 4, 6, 8, 12),
    "c": (5, 30, 10, 100, None),
    "d": (1, 2, 3, 4, 100),
}

HAND_INDEX = """
index: hand
title: Computed by hand
denominators:
  - {code: pop, title: Population, measure: people}
framework:
  - pillar: p1
    title: First
    indicators:
      - {code: a, title: A, measure: points, direction: 1}
      - {code: b, title: B, measure: points, direction: -1}
  - pillar: p2
    title: Second
    indicators:
      - {code: c, title: C, measure: shops, direction: 1, denominate: {by: pop}}
      - {code: d, title: D, measure: points, direction: 1}
method:
  screen: {coverage: 2/3}
  impute: {by: median, group: region}
  treat: {when: {skewness: 2, kurtosis: 3.5}, winsorise: 1, otherwise: log}
  normalise: {by: minmax, to: [0, 100]}
  weights: equal
  aggregate: {pillars: arithmetic, index: geometric}
robustness:
  replicates: 500
  seed: 7
  vary:
    weights: {noise: 0.25}
    normalise: [minmax, zscore, rank]
    index: [arithmetic, geometric]
    drop_one: indicators
"""

HAND_MEASURES = {"pop": "people", "a": "points", "b": "points", "c": "shops", "d": "points"}


def observations_csv(
    values: Mapping[str, Sequence[float | str | None]],
    units: Sequence[str] = "ABCDE",
    measures: Mapping[str, str] = HAND_MEASURES,
    period: str = "2024",
) -> str:
    """Write a tidy table: one row for each unit and indicator."""
    lines = ["unit,indicator,period,value,measure,status"]
    for indicator, column in values.items():
        for unit, value in zip(units, column, strict=True):
            shown, status = ("", "M") if value is None else (value, "A")
            lines.append(f"{unit},{indicator},{period},{shown},{measures.get(indicator, '1')},{status}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def make_folder(tmp_path: Path) -> FolderMaker:
    """Write an index folder; by default the example that is computed by hand."""

    def make(
        index: str = HAND_INDEX,
        units: str = HAND_UNITS,
        observations: str | bytes | None = None,
        sources: str | None = None,
        name: str = "hand",
    ) -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        (folder / "index.yaml").write_text(index, encoding="utf-8")
        (folder / "units.csv").write_text(units, encoding="utf-8")
        content = observations_csv(HAND_VALUES) if observations is None else observations
        raw = content if isinstance(content, bytes) else content.encode("utf-8")
        (folder / "observations.csv").write_bytes(raw)
        if sources is not None:
            (folder / "sources.yaml").write_text(sources, encoding="utf-8")
        return folder

    return make


@pytest.fixture(autouse=True)
def english() -> None:
    """Word messages in English unless a test asks for Chinese."""
    use_language("en")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give the one browser of a session: Playwright runs once in a process."""
    must = bool(os.environ.get("CI"))
    if not CHROMIUM.exists() and not must:
        pytest.skip(f"there is no {CHROMIUM}")
    playwright = (
        pytest.importorskip("playwright.sync_api") if not must else __import__("playwright.sync_api").sync_api
    )
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=str(CHROMIUM), args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()
