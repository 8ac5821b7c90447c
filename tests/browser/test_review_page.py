"""The review page as a reviewer meets it: keys, forms, batches, files of decisions, languages, widths."""

from __future__ import annotations

import dataclasses
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.evidence.readings import HandFinding, claim_at, decision_on, reading_with

from quheng.bilingual import Text
from quheng.evidence.claim import Rejected
from quheng.evidence.reading import Reading
from quheng.evidence.review import Reviewed, decision_line, fingerprint, parse_decisions, record, replay
from quheng.publish.reading import write_review

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Open = Callable[..., "Page"]

HOSTILE = "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1>\u202e"
TEXT = (
    f"全区高新技术企业65家。{HOSTILE}甲、乙、丙分别新增企业1家、2家、3家。\n"
    "营收近12亿元，同比增长27.\n3%。又讯，全区高新技术企业67家，其中三家上市。第一批。"
)
CHINESE = re.compile(r"[\u3400-\u9fff]")


def make_reading() -> Reading:
    """Return a reading with a conflict, a list, a broken number, a Chinese numeral and a rejected one."""
    claims = [
        claim_at(TEXT, "65家", value=65.0),
        claim_at(TEXT, "1家", value=1.0, kind="new"),
        claim_at(TEXT, "2家", value=2.0, kind="new"),
        claim_at(TEXT, "3家", value=3.0, kind="new"),
        claim_at(
            TEXT, "近12亿元", value=12e8, low=11e8, high=12e8, measure="元", hedge="near", indicator="gdp"
        ),
        claim_at(TEXT, "27.\n3%", value=27.3, measure="%", kind="growth", indicator=None, phrase=HOSTILE),
        claim_at(TEXT, "67家", value=67.0),
        claim_at(TEXT, "三家", value=3.0, kind="count"),
    ]
    earlier = Text(zh="65＋2＝67，可能是较早的数", en="65 + 2 = 67: probably an earlier count")
    finding = HandFinding("conflict", "conflict", (0, 6), Text(zh="65 ≠ 67", en="65 ≠ 67"), earlier)
    at = TEXT.index("第一批")
    return reading_with(
        TEXT, claims, [finding], rejected=(Rejected(at, at + 3, "第一批", "ordinal", "第…批"),)
    )


READING = make_reading()
BY_RISK = [0, 6, 5, 7, 1, 2, 3, 4]


@pytest.fixture(scope="module")
def review_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("review") / "review.html"
    write_review(READING, path, "page.txt")
    return path


@pytest.fixture
def open_review(browser: Browser, review_page: Path) -> Iterator[Open]:
    """Open the page with an empty memory; at the end no message, failure or request may be left over."""
    contexts = []
    pages: list[Page] = []
    trouble: list[str] = []

    def opened(
        who: str = "李明", fragment: str = "", width: int = 1280, height: int = 900, path: Path = review_page
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
        contexts.append(context)
        page = context.new_page()
        pages.append(page)
        page.on("console", lambda message: trouble.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on(
            "request",
            lambda request: request.url.startswith(("file:", "blob:")) or trouble.append(request.url),
        )
        page.goto(path.as_uri() + fragment)
        page.wait_for_selector("#card h2")
        if who:
            page.fill("#who", who)
            page.locator("#who").press("Tab")
            page.evaluate("document.activeElement.blur()")
        return page

    def is_own(url: str) -> bool:
        return url.startswith(("file:", "blob:"))

    yield opened
    for page in pages:
        assert page.evaluate("window.hacked") is None
    for context in contexts:
        context.close()
    assert trouble == []


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def current(page: Page) -> int:
    return int(page.locator("mark.current").get_attribute("data-c"))


def told(page: Page, words: str) -> None:
    """Wait until the page says so."""
    page.locator("#message", has_text=words).wait_for()


def shown_states(page: Page) -> list[str]:
    return page.eval_on_selector_all("#text mark", "marks => marks.map(mark => mark.dataset.state)")


def saved(page: Page, path: Path) -> tuple[str, Reviewed]:
    """Save the decisions from the page, and replay them in Python."""
    with page.expect_download() as download:
        page.click("#save")
    assert download.value.suggested_filename == "decisions.jsonl"
    download.value.save_as(path)
    text = path.read_text(encoding="utf-8")
    return text, replay(READING, parse_decisions(text, path.name))


def test_claims_are_reviewed_in_the_order_of_their_risk(open_review: Open) -> None:
    page = open_review()
    seen = [current(page)]
    for _ in range(len(BY_RISK) - 1):
        press(page, "j")
        seen.append(current(page))
    assert seen == BY_RISK
    press(page, "j", "k")
    assert current(page) == BY_RISK[-2]
    page.select_option("#order", "text")
    assert page.eval_on_selector_all(".row", "rows => rows.map(row => +row.dataset.c)") == list(range(8))


def test_what_the_keyboard_decides_is_what_python_replays(open_review: Open, tmp_path: Path) -> None:
    page = open_review()
    press(page, "a")  # 65家
    press(page, "r")  # 67家
    page.keyboard.type("口径不同")
    press(page, "Enter")
    press(page, "f")  # 27.3 %
    page.fill("[name=value]", "27.5")
    page.fill("[name=period]", "2024-01-01/2024-10-31")
    page.select_option("[name=kind]", "rate")
    press(page, "Enter")
    press(page, "b")  # 三家
    press(page, "q")  # 1家
    press(page, "a", "u")  # 2家, taken back
    text, reviewed = saved(page, tmp_path / "decisions.jsonl")
    assert [one.state for one in reviewed.claims] == shown_states(page)
    assert [one.state for one in reviewed.claims] == [
        *("accepted", "asked", "open", "open", "open", "corrected", "rejected", "kept-both"),
    ]
    growth = reviewed.claims[5].accepted
    assert growth is not None
    assert (growth.quantity.point, growth.kind, str(growth.period.end)) == (27.5, "rate", "2024-10-31")
    assert reviewed.claims[6].decision.reason == "口径不同"
    assert {decision.who for one in reviewed.claims for decision in one.history} == {"李明"}
    # The page writes the very bytes that Python writes.
    assert text == "".join(f"{decision_line(one)}\n" for one in parse_decisions(text, "d"))
    assert page.locator("#count").inner_text() == "已审 5 / 8"


@pytest.mark.parametrize("seed", range(4))
def test_any_log_stands_on_the_page_as_python_replays_it(
    open_review: Open, tmp_path: Path, seed: int
) -> None:
    """Two reviewers who take decisions back, and decisions on what was read otherwise, in any order."""
    chance = random.Random(seed)
    otherwise = dataclasses.replace(READING.claims[2], kind="level")
    taken = []
    for after in chance.sample(range(500), 60):
        action = chance.choice(["accept", "reject", "keep-both", "ask", "undo", "undo"])
        decision = decision_on(READING, chance.randrange(8), action, who=chance.choice("李王"), after=after)
        stale = decision.start == otherwise.start and chance.random() < 0.5
        taken.append(decision.model_copy(update={"says": fingerprint(otherwise)}) if stale else decision)
    path = tmp_path / "review.html"
    write_review(READING, path, "page.txt", taken)
    page = open_review(path=path)
    assert shown_states(page) == [one.state for one in replay(READING, taken).claims]


def test_decisions_of_a_file_are_taken_in_and_others_refused(open_review: Open, tmp_path: Path) -> None:
    page = open_review()
    file = tmp_path / "d.jsonl"
    taken = [
        decision_on(READING, 1),
        decision_on(READING, 2, "reject"),
        decision_on(READING, 2, "undo", after=1),
    ]
    record(file, taken)
    page.set_input_files("#load", file)
    told(page, "载入 3 条决定，新增 3 条")
    assert shown_states(page)[1:3] == ["accepted", "open"]
    page.set_input_files("#load", file)
    told(page, "新增 0")

    foreign = tmp_path / "foreign.jsonl"
    record(foreign, [decision_on(reading_with(TEXT + "完", READING.claims), 0)])
    page.set_input_files("#load", foreign)
    told(page, "另一份文本")
    bad = tmp_path / "bad.jsonl"
    bad.write_text(f"{decision_line(taken[0])}\n{{'no json'}}\n", encoding="utf-8")
    page.set_input_files("#load", bad)
    told(page, "第 2 行")
    assert shown_states(page)[0] == "open"
    press(page, "a")
    _, reviewed = saved(page, tmp_path / "all.jsonl")
    assert [one.state for one in reviewed.claims][:3] == ["accepted", "accepted", "open"]
    assert len(reviewed.claims[2].history) == 2


def test_a_list_is_accepted_with_one_key_and_taken_back_with_one(open_review: Open) -> None:
    page = open_review()
    page.locator("#c2").click()
    press(page, "l")
    assert shown_states(page)[1:4] == ["accepted"] * 3
    press(page, "u")
    assert set(shown_states(page)) == {"open"}


def test_the_rest_of_an_article_is_accepted_but_for_conflicts(open_review: Open) -> None:
    page = open_review()
    press(page, "Shift+A")
    states = shown_states(page)
    assert [at for at, state in enumerate(states) if state == "open"] == [0, 6]


@pytest.mark.parametrize(
    ("choice", "first", "second"),
    [
        ("0", "accepted", "rejected"),
        ("1", "rejected", "accepted"),
        ("both", "kept-both", "kept-both"),
        ("ask", "asked", "asked"),
    ],
)
def test_a_conflict_is_settled_on_its_card(
    open_review: Open, tmp_path: Path, choice: str, first: str, second: str
) -> None:
    page = open_review()
    page.click("#tab-findings")
    card = page.locator("#panel .finding")
    assert "65 ≠ 67" in card.inner_text()
    assert "可能是较早的数" in card.inner_text()
    assert card.locator("blockquote b").all_inner_texts() == ["65家", "67家"]
    card.locator(f"[data-choice='{choice}']").click()
    _, reviewed = saved(page, tmp_path / "d.jsonl")
    assert (reviewed.claims[0].state, reviewed.claims[6].state) == (first, second)


def test_nothing_is_decided_without_a_name(open_review: Open) -> None:
    page = open_review(who="")
    press(page, "a")
    assert set(shown_states(page)) == {"open"}
    assert page.evaluate("document.activeElement.id") == "who"
    page.keyboard.type("aaj")
    assert set(shown_states(page)) == {"open"}


def test_a_form_refuses_what_python_would_refuse(open_review: Open) -> None:
    page = open_review()
    press(page, "f", "Enter")
    assert "没有改动" in page.locator("#problem").inner_text()
    page.fill("[name=period]", "2024-13")
    press(page, "Enter")
    assert "时期" in page.locator("#problem").inner_text()
    assert page.evaluate("document.activeElement.name") == "period"
    page.fill("[name=value]", "many")
    press(page, "Enter")
    assert "数字" in page.locator("#problem").inner_text()
    press(page, "Escape")
    assert page.locator("#form").count() == 0
    assert set(shown_states(page)) == {"open"}


def test_what_was_decided_is_there_when_the_page_is_opened_again(open_review: Open) -> None:
    page = open_review()
    press(page, "a")
    page.reload()
    page.wait_for_selector("#card h2")
    assert shown_states(page)[0] == "accepted"
    assert page.locator("#who").input_value() == "李明"


def test_the_page_works_where_nothing_may_be_kept(open_review: Open, tmp_path: Path) -> None:
    page = open_review()
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('no room'); }; }")
    press(page, "a")
    assert "保存决定文件" in page.locator("#message").inner_text()
    _, reviewed = saved(page, tmp_path / "d.jsonl")
    assert reviewed.claims[0].state == "accepted"


def test_text_and_list_lead_to_each_other(open_review: Open) -> None:
    page = open_review()
    page.locator("#c4").click()
    assert page.locator(".row.current").get_attribute("data-c") == "4"
    page.locator("#row-7").click()
    assert current(page) == 7
    page.locator("#row-7").press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "row-5"
    page.click("#tab-rejected")
    assert "第一批" in page.locator("#panel").text_content()


def test_single_keys_can_be_turned_off(open_review: Open) -> None:
    page = open_review()
    press(page, "?")
    assert page.locator("#keys").is_visible()
    page.uncheck("#shortcuts")
    page.click("#keys button")
    press(page, "a")
    assert set(shown_states(page)) == {"open"}


def test_every_word_turns_english(open_review: Open) -> None:
    page = open_review(who="Li", fragment="#lang=en")
    page.click("#tab-findings")
    text = page.evaluate(
        "document.querySelector('.bar').innerText + document.querySelector('.tabs').innerText"
    )
    assert not CHINESE.search(text.replace("衡", "").replace("中文", ""))
    assert "probably an earlier count" in page.locator("#panel").inner_text()
    assert page.locator("html").get_attribute("lang") == "en"
    page.click("#language")
    assert "可能是较早的数" in page.locator("#panel").inner_text()


@pytest.mark.parametrize("width", [360, 1600])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_wider_than_the_window(open_review: Open, width: int, language: str) -> None:
    page = open_review(fragment=f"#lang={language}", width=width)
    for view in ("text", "lists"):
        page.evaluate(f"document.querySelector('[data-view={view}]').click()")
        press(page, "f")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        press(page, "Escape")


def test_a_narrow_window_shows_text_or_lists_above_the_card(open_review: Open) -> None:
    page = open_review(width=360, height=780)
    assert page.locator("#text").is_visible()
    assert not page.locator("#panel").is_visible()
    page.click("[data-view=lists]")
    assert page.locator("#panel").is_visible()
    assert page.locator("#card").is_visible()
    page.locator("#row-7").click()
    page.locator("#card [data-do=accept]").click()
    page.click("[data-view=text]")
    assert shown_states(page)[7] == "accepted"


def test_paper_holds_the_whole_text_and_the_list(open_review: Open) -> None:
    page = open_review()
    page.emulate_media(media="print")
    assert page.locator("#text").is_visible()
    assert page.locator("#row-3").is_visible()
    assert not page.locator("#card").is_visible()
    assert not page.locator("#save").is_visible()


def test_five_thousand_claims_in_a_megabyte_stay_usable(open_review: Open, tmp_path: Path) -> None:
    line = "全区新登记企业{n:05d}家，另有若干事项，" + "各部门密切配合。" * 20 + "\n"
    text = "".join(line.format(n=n) for n in range(5000))
    claims, at = [], 0
    for n in range(5000):
        words = f"{n:05d}家"
        at = text.index(words, at)
        claims.append(claim_at(words, words, value=float(n), start=at, end=at + len(words)))
    assert len(text) > 800_000
    big = tmp_path / "big.html"
    write_review(reading_with(text, claims), big, "big.txt")
    page = open_review(path=big)
    press(page, "a", "j", "a")
    page.locator("#row-4999").click()
    assert current(page) == 4999
    press(page, "a")
    assert page.locator("#count").inner_text() == "已审 3 / 5000"
