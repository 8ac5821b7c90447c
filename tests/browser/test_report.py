"""The report as a reader meets it: opened from a file, sorted, searched, switched, narrowed, attacked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Open = Callable[..., "Page"]

CHINESE = re.compile(r"[\u3400-\u9fff]")


@pytest.fixture
def open_report(browser: Browser) -> Iterator[Open]:
    """Open a report; at the end no console message, no failed script and no request may be left over."""
    pages: list[Page] = []
    trouble: list[str] = []

    def opened(path: Path, fragment: str = "", width: int = 1280, height: int = 900) -> Page:
        page = browser.new_page(viewport={"width": width, "height": height})
        pages.append(page)
        page.on("console", lambda message: trouble.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("request", lambda request: allowed(request.url) or trouble.append(f"request: {request.url}"))
        page.goto(path.as_uri() + fragment)
        page.wait_for_selector("#figure-profile svg")
        return page

    def allowed(url: str) -> bool:
        return url.startswith(("file:", "data:", "blob:"))

    yield opened
    for page in pages:
        assert page.evaluate("window.hacked") is None
        page.close()
    assert trouble == []


def column(page: Page, number: int) -> list[str]:
    cells = f"#ranking-table tbody tr:not([hidden]) > *:nth-child({number})"
    return page.eval_on_selector_all(cells, "cells => cells.map(cell => cell.innerText.trim())")


def numbers(page: Page, number: int) -> list[float]:
    return [float(text.replace(",", "").replace("−", "-")) for text in column(page, number)]


def heading(page: Page, name: str) -> int:
    heads = page.eval_on_selector_all(
        "#ranking-table thead th", "heads => heads.map(head => head.innerText.trim())"
    )
    return heads.index(name) + 1


def test_every_ranked_district_is_listed_in_the_order_of_the_ranks(
    districts_report: Path, open_report: Open
) -> None:
    ranks = numbers(open_report(districts_report), 1)
    assert len(ranks) > 800
    assert ranks == sorted(ranks)


def test_score_sorts_as_numbers_down_then_up(districts_report: Path, open_report: Open) -> None:
    page = open_report(districts_report)
    at = heading(page, "得分")
    button = page.locator(f"#ranking-table thead th:nth-child({at}) button")
    before = column(page, 2)
    button.click()
    assert numbers(page, at) == sorted(numbers(page, at), reverse=True)
    assert page.locator(f"#ranking-table thead th:nth-child({at})").get_attribute("aria-sort") == "descending"
    button.click()
    up = numbers(page, at)
    assert up == sorted(up)
    assert up != sorted(map(str, up))
    assert column(page, 2) != before
    assert page.locator("#ranking-table [aria-sort]").count() == 1


def test_the_keyboard_sorts_too(towns_report: Path, open_report: Open) -> None:
    page = open_report(towns_report)
    page.locator("#ranking-table thead th:first-child button").focus()
    page.keyboard.press("Enter")
    ranks = numbers(page, 1)
    assert ranks == sorted(ranks, reverse=True)


@pytest.mark.parametrize("query", ["天河", "tianhe", "440106", "Ｔianhe"])
def test_search_finds_by_chinese_english_and_code(
    districts_report: Path, open_report: Open, query: str
) -> None:
    page = open_report(districts_report)
    page.fill("#search", query)
    assert column(page, 2) == ["天河区"]
    page.fill("#search", "")
    assert len(column(page, 2)) > 800


def test_a_search_without_result_says_so(towns_report: Path, open_report: Open) -> None:
    page = open_report(towns_report)
    page.fill("#search", "没有这个地方")
    assert page.inner_text("#shown") == "没有匹配的结果"


def test_a_click_on_a_name_opens_its_profile(districts_report: Path, open_report: Open) -> None:
    page = open_report(districts_report)
    page.fill("#search", "410105")
    page.click("#ranking-table tbody tr:not([hidden]) a")
    assert "金水区" in page.inner_text("#profile-head")
    assert "unit=410105" in page.url
    assert page.evaluate("document.activeElement.id") == "profile-title"


def test_the_hash_alone_restores_language_unit_and_peer(districts_report: Path, open_report: Open) -> None:
    page = open_report(districts_report, "#lang=en&unit=410105&peer=440304")
    assert "Jinshui" in page.inner_text("#profile-head")
    assert "440304" in page.input_value("#choose-peer")


def test_an_unknown_name_is_answered_not_obeyed(towns_report: Path, open_report: Open) -> None:
    page = open_report(towns_report)
    before = page.inner_text("#profile-head")
    page.fill("#choose-unit", "火星")
    page.keyboard.press("Tab")
    assert "没有“火星”" in page.inner_text("#profile-problem")
    assert page.inner_text("#profile-head") == before
    page.fill("#choose-unit", "西镇")
    page.keyboard.press("Tab")
    assert page.inner_text("#profile-problem") == ""


def test_a_name_of_two_units_is_answered_with_both(towns_report: Path, open_report: Open) -> None:
    page = open_report(towns_report, "#unit=t5")
    page.fill("#choose-unit", "东镇")
    page.keyboard.press("Tab")
    assert "中镇" in page.inner_text("#profile-head")
    offered = page.locator("#profile-problem button")
    assert offered.all_inner_texts() == ["东镇 · 甲县 (t1)", "东镇 · 乙县 (t8)"]
    offered.last.click()
    assert "unit=t8" in page.url
    assert page.inner_text("#profile-problem") == ""


def test_a_peer_is_chosen_among_namesakes_as_the_peer(towns_report: Path, open_report: Open) -> None:
    page = open_report(towns_report, "#unit=t5")
    page.fill("#choose-peer", "东镇")
    page.keyboard.press("Tab")
    page.locator("#profile-problem button").first.click()
    assert "unit=t5" in page.url
    assert "peer=t1" in page.url


@pytest.mark.parametrize(
    ("fragment", "said"),
    [
        ("#unit=t99", "没有“t99”"),
        ("#unit=t7", "新镇”未参与排名：边界有变"),
        ("#lang=en&peer=t99", "There is no “t99”"),
    ],
)
def test_an_address_that_names_no_ranked_unit_is_answered(
    towns_report: Path, open_report: Open, fragment: str, said: str
) -> None:
    assert said in open_report(towns_report, fragment).inner_text("#profile-problem")


def test_every_number_of_a_profile_names_its_source(towns_report: Path, open_report: Open) -> None:
    page = open_report(towns_report, "#unit=t3")
    rows = page.locator("#profile-table tbody tr:not(.group)")
    assert rows.count() == 3
    for row in rows.all():
        assert "统计年鉴" in row.inner_text()
    assert "人口" in rows.first.inner_text()


def test_a_missing_value_is_shown_missing_and_its_substitute_imputed(
    towns_report: Path, open_report: Open
) -> None:
    text = open_report(towns_report, "#unit=t4").inner_text("#profile-table")
    assert "缺失" in text
    assert "插补" in text


def test_the_language_switches_every_word(towns_report: Path, open_report: Open) -> None:
    page = open_report(towns_report)
    chinese = page.inner_text("main")
    page.locator("details[data-list] summary").first.click()
    page.click("#language")
    page.wait_for_function("document.querySelector('#figure-profile svg').textContent.includes('Location')")
    page.evaluate("document.querySelectorAll('small[lang=zh-CN]').forEach(one => one.remove())")
    english = page.inner_text("body").replace("中文", "").replace("衡", "", 1)
    charts = page.eval_on_selector_all(".figure svg", "drawn => drawn.map(one => one.textContent).join()")
    names = page.eval_on_selector_all(
        "[aria-label]", "all => all.map(one => one.getAttribute('aria-label')).join()"
    )
    for text in (english, charts, names.replace("切换为中文", "")):
        assert CHINESE.findall(text) == []
    assert page.title() == "Example index"
    assert page.get_attribute("html", "lang") == "en"
    assert "lang=en" in page.url
    page.click("#language")
    assert page.inner_text("main").splitlines()[:20] == chinese.splitlines()[:20]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("report", ["districts_report", "towns_report", "towns_report_without_study"])
def test_a_narrow_page_does_not_scroll_sideways(
    request: pytest.FixtureRequest, open_report: Open, report: str, language: str
) -> None:
    page = open_report(request.getfixturevalue(report), f"#lang={language}", width=360, height=740)
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_hostile_name_is_text(towns_report: Path, open_report: Open) -> None:
    page = open_report(towns_report, "#unit=t6")
    page.wait_for_selector("#figure-map svg")
    assert any("</script>" in name and "{{style}}" in name for name in column(page, 2))
    assert "onerror" in page.inner_text("#profile-head")
    assert page.locator("main img").count() == 0


def test_a_name_cannot_turn_the_line_around(towns_report: Path, open_report: Open) -> None:
    page = open_report(towns_report, "#lang=en&unit=t1&peer=t6")
    places = page.evaluate(
        """() => {
          const text = document.querySelector("#profile-head > .small").firstChild;
          const at = text.data.lastIndexOf("score ");
          return [0, 1, 2, 3, 4].map((more) => {
            const letter = document.createRange();
            letter.setStart(text, at + more);
            letter.setEnd(text, at + more + 1);
            return letter.getBoundingClientRect().left;
          });
        }"""
    )
    assert places == sorted(places)


@pytest.mark.parametrize("width", [390, 1440])
def test_a_long_name_is_cut_short_and_whole_in_its_title(
    towns_report: Path, open_report: Open, width: int
) -> None:
    page = open_report(towns_report, "#unit=t6", width=width)
    for selector in ("#ranking-table a[title*=onerror]", "#profile-head .cap"):
        box = page.locator(selector).bounding_box()
        assert box is not None
        assert box["width"] < min(width, 650)
        assert "window.hacked" in (page.get_attribute(selector, "title") or "")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_narrow_ranking_shows_rank_name_score_and_interval(
    districts_report: Path, open_report: Open, language: str
) -> None:
    page = open_report(districts_report, f"#lang={language}", width=390, height=740)
    right = page.locator("#ranking-table td.interval").first.bounding_box()
    assert right is not None
    assert right["x"] + right["width"] <= 390


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_wide_ranking_shows_every_column(districts_report: Path, open_report: Open, language: str) -> None:
    page = open_report(districts_report, f"#lang={language}", width=1440)
    assert (
        page.evaluate("(box => box.scrollWidth - box.clientWidth)(document.getElementById('ranking-box'))")
        == 0
    )


def test_namesakes_that_are_not_ranked_bear_their_area(towns_report: Path, open_report: Open) -> None:
    page = open_report(towns_report)
    assert "乙县" in page.inner_text("#out tbody")
    assert "甲县" in page.inner_text("#checks tbody")
    page.click("#language")
    assert "Yi" in page.inner_text("#out tbody")


def test_two_units_of_one_name_are_told_apart(towns_report: Path, open_report: Open) -> None:
    page = open_report(towns_report)
    labels = page.eval_on_selector_all("#all-units option", "all => all.map(one => one.value)")
    assert "东镇 · 甲县 (t1)" in labels
    assert "东镇 · 乙县 (t8)" in labels


def test_without_a_study_nothing_speaks_of_intervals(
    towns_report_without_study: Path, open_report: Open
) -> None:
    page = open_report(towns_report_without_study)
    assert page.locator("#intervals").count() == 0
    assert "区间" not in page.inner_text("#ranking")
    assert "没有附带稳健性检验" in page.inner_text("#method")


def test_the_map_zooms_to_an_area_and_back(districts_report: Path, open_report: Open) -> None:
    page = open_report(districts_report)
    page.wait_for_selector("#figure-map svg")
    page.wait_for_selector("[data-area]")
    whole = page.get_attribute("#figure-map svg", "viewBox")
    page.click("[data-area] >> nth=0")
    assert page.get_attribute("#figure-map svg", "viewBox") != whole
    page.click("[data-zoom=reset]")
    view = page.get_attribute("#figure-map svg", "viewBox")
    assert view is not None
    assert whole is not None
    assert [float(part) for part in view.split()] == [float(part) for part in whole.split()]
