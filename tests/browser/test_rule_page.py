"""The page of a rule in a browser: both languages, a phone, nothing that runs or is fetched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.scorecard.cards import card_of

from quheng.publish.scorecard import write_rule
from quheng.scorecard import load

from .conftest import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rules")
    text = HOSTILE.replace('"', "'").replace("\u202e", "")
    write_rule(load("hnte"), folder / "hnte.html")
    hostile = card_of(
        folder,
        f'note: "{text}"\ninputs: [{{id: x, type: integer, label: "{text}"}}]\n'
        f'gates: [{{id: g, title: "{text}", when: x >= 1}}]',
    )
    write_rule(hostile, folder / "hostile.html")
    return folder


def opened(browser: Browser, path: Path, width: int) -> tuple[Page, list[str], list[str]]:
    """Open a page, and note what it says on the console and what it asks for."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"file://{path}")
    return page, said, asked


@pytest.mark.parametrize("width", [360, 390, 1400])
def test_the_page_fits_speaks_both_languages_and_asks_for_nothing(
    browser: Browser, pages: Path, width: int
) -> None:
    for name in ("hnte", "hostile"):
        page, said, asked = opened(browser, pages / f"{name}.html", width)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate("document.documentElement.lang") == "zh-CN"
        page.click("#language")
        assert page.evaluate("document.documentElement.lang") == "en"
        assert page.evaluate("location.hash") == "#lang=en"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate("window.hacked") is None
        assert said == []
        assert len(asked) == 1
        page.close()


def test_a_link_opens_in_its_language(browser: Browser, pages: Path) -> None:
    page = browser.new_page()
    page.goto(f"file://{pages / 'hnte'}.html#lang=en")
    assert page.inner_text("h1") == "High and new technology enterprise"
    assert page.title() == "High and new technology enterprise"
    page.close()
