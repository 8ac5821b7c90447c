"""Accepted observations enter an index folder once, with their sentence; what cannot is told or refused."""

from __future__ import annotations

from datetime import date

import pytest

import quheng
from quheng.errors import DataError
from quheng.evidence.claim import ClaimPeriod, ClaimPlace
from quheng.evidence.review import replay
from quheng.observations import read_sources
from quheng.publish.reading import enter
from tests.evidence.readings import claim_at, decision_on, reading_with

INDEX = """
index: districts
title: {zh: 城区, en: Districts}
framework:
  - pillar: one
    title: {zh: 一, en: One}
    indicators:
      - {code: gdp, title: {zh: 地区生产总值, en: GDP}, measure: 亿元, direction: 1}
      - {code: hightech_enterprises, title: {zh: 高企, en: High-tech}, measure: 家, direction: 1}
method:
  normalise: {by: minmax, to: [0, 100]}
  weights: equal
  aggregate: {pillars: arithmetic, index: arithmetic}
"""
UNITS = "code,name\n610113,雁塔区\n610104,莲湖区\n"
OBSERVATIONS = "unit,indicator,period,value,measure,status,source\n610104,gdp,2024,20,亿元,A,yearbook\n"
SOURCES = "# 来源\n- id: yearbook\n  title: {zh: 年鉴, en: Yearbook}\n"

TEXT = "全区生产总值31.76亿元；高新技术企业65家，新增12家；预计明年80家。莲湖区生产总值20亿元。集团有3家。"
LIANHU = ClaimPlace("610104", "莲湖区", "district", "sentence")
NEXT = ClaimPeriod(date(2025, 1, 1), date(2025, 12, 31), None, "sentence")
READING = reading_with(
    TEXT,
    [
        claim_at(
            TEXT, "31.76亿元", value=31.76e8, low=31.755e8, high=31.765e8, measure="元", indicator="gdp"
        ),
        claim_at(TEXT, "65家", value=65.0),
        claim_at(TEXT, "12家", kind="new"),
        claim_at(TEXT, "80家", value=80.0, kind="forecast", period=NEXT),
        claim_at(TEXT, "20亿元", value=20e8, measure="元", indicator="gdp", place=LIANHU),
        claim_at(TEXT, "3家", value=3.0, place=ClaimPlace(None, "集团", "organisation", "sentence")),
    ],
)


@pytest.fixture
def folder(tmp_path):
    for name, text in (
        ("index.yaml", INDEX),
        ("units.csv", UNITS),
        ("observations.csv", OBSERVATIONS),
        ("sources.yaml", SOURCES),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def accepted(reading=READING):
    return replay(reading, [decision_on(reading, at) for at in range(len(reading.claims))])


def test_observations_enter_in_the_measure_of_the_text_with_their_interval(folder):
    entered = enter(accepted(), folder, "page.txt")
    assert entered.added.select("unit", "indicator", "period", "value", "measure", "status").rows() == [
        ("610113", "gdp", "2024", "3176000000", "元", "A"),
        ("610113", "hightech_enterprises", "2024", "65", "家", "A"),
    ]
    assert entered.known == 1  # 20亿元 of 莲湖区 stands in the index already, as 20 亿元
    observed = quheng.open(folder).inputs.observations
    (row,) = observed.filter(unit="610113", indicator="gdp").rows(named=True)
    assert (row["value"], row["low"], row["high"]) == pytest.approx((31.76, 31.755, 31.765))


def test_what_cannot_enter_is_told_and_not_lost(folder):
    told = " | ".join(text.en for text in enter(accepted(), folder, "page.txt").left_out)
    assert "12家: the framework has no hightech_enterprises_new" in told
    assert "80家: a forecast for 2025 is no actual figure" in told
    assert "3家: 集团 has no code" in told


def test_entering_twice_adds_nothing_and_changes_no_byte(folder):
    enter(accepted(), folder, "page.txt")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    again = enter(accepted(), folder, "page.txt")
    assert (again.added.height, again.known) == (0, 3)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_what_stood_in_the_files_stays_as_it_was(folder):
    enter(accepted(), folder, "page.txt")
    assert (folder / "sources.yaml").read_text(encoding="utf-8").startswith(SOURCES)
    lines = (folder / "observations.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith("610104,gdp,2024,20,亿元,A,yearbook")


def test_a_source_quotes_its_sentence_and_names_file_digest_and_day(folder):
    enter(accepted(), folder, "page.txt")
    source = read_sources(folder / "sources.yaml")[1]
    assert source.id == f"page.txt@{READING.sha256[:12]}:6-13"
    assert source.title.zh == "page.txt：“全区生产总值31.76亿元；”"
    assert READING.sha256 in source.obtain.zh
    assert "发布于 2024-12-12" in source.obtain.zh
    assert source.year == 2024
    assert "李" in source.note.en


def test_another_value_for_a_key_is_refused_with_both_and_nothing_is_written(folder):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    text = "莲湖区生产总值25亿元。"
    reading = reading_with(
        text, [claim_at(text, "25亿元", value=25e8, measure="元", indicator="gdp", place=LIANHU)]
    )
    with pytest.raises(DataError) as raised:
        enter(accepted(reading), folder, "page.txt")
    (problem,) = raised.value.problems
    assert "已有数值 20 亿元（" in problem.what.zh
    assert "25 亿元" in problem.what.zh
    assert "“莲湖区生产总值25亿元。”" in problem.what.en
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_two_accepted_values_of_one_key_are_refused_and_two_vintages_left_out(folder):
    text = "高企65家。高企67家。"
    reading = reading_with(text, [claim_at(text, "65家", value=65.0), claim_at(text, "67家", value=67.0)])
    with pytest.raises(DataError):
        enter(accepted(reading), folder, "page.txt")
    both = replay(reading, [decision_on(reading, at, "keep-both") for at in (0, 1)])
    entered = enter(both, folder, "page.txt")
    assert entered.added.is_empty()
    assert ["vintages" in text.en for text in entered.left_out] == [True, True]


def test_a_measure_that_does_not_convert_is_told(folder):
    text = "生产总值31亿美元。"
    reading = reading_with(text, [claim_at(text, "31亿美元", value=31e8, measure="美元", indicator="gdp")])
    (left_out,) = enter(accepted(reading), folder, "page.txt").left_out
    assert "美元 does not convert to 亿元" in left_out.en


def test_a_narrowed_indicator_is_another_quantity(folder):
    text = "省级高新技术企业5家。"
    reading = reading_with(text, [claim_at(text, "5家", value=5.0, modifier="省级")])
    (left_out,) = enter(accepted(reading), folder, "page.txt").left_out
    assert "“省级” narrows hightech_enterprises" in left_out.en


def test_a_folder_without_sources_gets_them(folder):
    (folder / "sources.yaml").unlink()
    (folder / "observations.csv").write_text(
        "unit,indicator,period,value\n610104,gdp,2024,20\n", encoding="utf-8"
    )
    enter(accepted(), folder, "page.txt")
    opened = quheng.open(folder).inputs
    assert len(opened.sources) == 2
    assert opened.observations.height == 3


def test_sources_in_another_style_of_yaml_are_refused_and_left_alone(folder):
    flow = '[{"id": "yearbook", "title": "Yearbook"}]\n'
    (folder / "sources.yaml").write_text(flow, encoding="utf-8")
    with pytest.raises(quheng.QuhengError):
        enter(accepted(), folder, "page.txt")
    assert (folder / "sources.yaml").read_text(encoding="utf-8") == flow
    assert (folder / "observations.csv").read_text(encoding="utf-8") == OBSERVATIONS
