"""The review page as a file: complete in itself, in two languages, and deaf to what a hostile text says."""

from __future__ import annotations

import html
import json
import re
from typing import get_args

import pytest

from quheng.evidence.checks import CODES, SEVERITIES
from quheng.evidence.claim import HEDGES, KINDS, How, Reason, Rejected
from quheng.evidence.reading import ArticleSpan
from quheng.evidence.review import decision_line, replay
from quheng.evidence.review.decision import Action
from quheng.evidence.review.replay import State
from quheng.publish.reading import review_html, write_review
from quheng.publish.reading.marked import article_numbers, marked_text
from quheng.publish.reading.page import SCRIPTS, _asset
from quheng.publish.reading.payload import payload
from quheng.publish.reading.wording import wording
from tests.evidence import gold
from tests.evidence.readings import claim_at, decision_on, reading_of, reading_with

HOSTILE = (
    "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1>"
    "{{style}}[[page.who]]\u202e\x1b[31m"
)


def data_of(page):
    return json.loads(
        re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[1]
    )


def paragraphs(reading):
    """Return the text of each paragraph, without its tags."""
    return [
        html.unescape(re.sub("<[^>]+>", "", one))
        for one in re.findall(r"<p>(.*?)</p>", marked_text(reading), re.DOTALL)
    ]


@pytest.mark.parametrize("text", gold.texts(), ids=lambda text: text.name)
def test_the_page_shows_every_character_and_marks_every_claim(text):
    reading = reading_of(text)
    shown = "".join(paragraphs(reading))
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", text.text)
    marks = re.findall(r'<mark id="c(\d+)"[^>]*>(.*?)</mark>', marked_text(reading), re.DOTALL)
    assert [html.unescape(words) for _, words in sorted(marks, key=lambda mark: int(mark[0]))] == [
        claim.text for claim in reading.claims
    ]


def test_the_same_reading_gives_the_same_page_and_a_file(tmp_path):
    reading = reading_of(gold.texts()[0])
    page = review_html(reading, "page.txt")
    assert page == review_html(reading, "page.txt")
    write_review(reading, tmp_path / "new" / "page.html", "page.txt")
    assert (tmp_path / "new" / "page.html").read_bytes().decode() == page


def test_a_number_broken_over_two_lines_is_one_mark_and_other_lines_are_paragraphs():
    text = "同比增长27.\n3%。\r\n\r\n第二段。"
    reading = reading_with(text, [claim_at(text, "27.\n3%")])
    assert paragraphs(reading) == ["同比增长27.\n3%。", "第二段。"]


def test_a_claim_is_kept_where_a_rejected_numeral_overlaps_it():
    text = "第12家。"
    reading = reading_with(
        text, [claim_at(text, "12家")], rejected=(Rejected(0, 3, "第12", "ordinal", "第"),)
    )
    assert marked_text(reading).count("<mark") == 1
    assert '<span class="no"' not in marked_text(reading)


def test_articles_cover_the_text_and_each_claim_knows_its_own():
    text = "甲有1家。\n乙有2家。\n"
    spans = (ArticleSpan(1, 6, "", "甲"), ArticleSpan(6, 10, '乙"', "乙"))
    reading = reading_with(text, [claim_at(text, "1家"), claim_at(text, "2家")], articles=spans)
    assert article_numbers(reading) == [0, 1]
    assert "".join(paragraphs(reading)) == "甲有1家。乙有2家。"
    assert 'aria-label="乙&quot;"' in marked_text(reading)


def test_a_hostile_text_is_only_shown():
    text = f"{HOSTILE}12家{HOSTILE}。"
    words = f"12家{HOSTILE}"
    reading = reading_with(text, [claim_at(text, words, phrase=HOSTILE)])
    page = review_html(reading, HOSTILE, [decision_on(reading, 0, "reject", reason=HOSTILE)])
    assert "<script>window" not in page
    assert "<img" not in page
    assert page.count("<script") == 3
    assert not set(marked_text(reading)) & set("\u202e\x1b")
    assert data_of(page)["claims"][0]["exact"] == words


def test_half_a_surrogate_pair_does_not_stop_the_page(tmp_path):
    text = "\ud83d有12家"
    write_review(reading_with(text, [claim_at(text, "12家")]), tmp_path / "p.html", "p")
    assert "有" in (tmp_path / "p.html").read_text(encoding="utf-8")


def test_nothing_is_fetched_and_no_other_script_may_run():
    page = review_html(reading_of(gold.texts()[0]), "page.txt")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    assert not re.search(r"https?://", page)


def test_every_word_that_the_page_asks_for_exists_in_both_languages():
    for key, words in wording().items():
        assert set(words) == {"zh", "en"}, key
        assert all(words.values()), key
        assert set(re.findall(r"\{\w+\}", words["zh"])) == set(re.findall(r"\{\w+\}", words["en"])), key
    script = "".join(_asset(f"script/{name}.js") for name in SCRIPTS) + _asset("template.html")
    asked = set(re.findall(r'say\("([\w.-]+)"', script)) | set(re.findall(r"\[\[([\w.]+)\]\]", script))
    asked |= set(re.findall(r'data-(?:label|words)="([\w.]+)"', script))
    assert asked <= set(wording())


def test_every_code_that_the_page_may_show_has_its_words():
    codes = {
        "kind": KINDS,
        "hedge": HEDGES,
        "how": get_args(How),
        "reason": get_args(Reason),
        "check": CODES,
        "severity": SEVERITIES,
        "state": get_args(State),
        "action": get_args(Action),
    }
    wanted = [f"{group}.{code}" for group, several in codes.items() for code in several]
    assert [key for key in wanted if key not in wording()] == []


def test_risks_put_conflicts_and_what_was_guessed_first():
    reading = reading_of(next(text for text in gold.texts() if text.relations))
    claims = payload(reading, "p", [], [])["claims"]
    for claim, one in zip(claims, reading.claims, strict=True):
        assert ("period" in claim["risks"]) == (one.period.how in ("default", "unresolved"))
        assert ("indicator" in claim["risks"]) == (one.indicator is None)
    in_conflict = {
        at for finding in reading.findings if finding.severity == "conflict" for at in finding.claims
    }
    assert {at for at, claim in enumerate(claims) if "conflict" in claim["risks"]} == in_conflict


def test_the_items_of_a_list_belong_together():
    text = "甲、乙、丙分别有1家、2家、3家；丁有4家。"
    reading = reading_with(text, [claim_at(text, f"{n}家") for n in (1, 2, 3, 4)])
    assert [claim["list"] for claim in payload(reading, "p", [], [])["claims"]] == [0, 0, 0, None]


def test_chinese_numerals_are_a_risk_and_arabic_ones_none():
    text = "有三家，又有3万家。"
    reading = reading_with(text, [claim_at(text, "三家"), claim_at(text, "3万家")])
    assert ["chinese" in claim["risks"] for claim in payload(reading, "p", [], [])["claims"]] == [True, False]


def test_the_page_begins_with_the_decisions_taken_and_what_they_say_of_the_rules():
    reading = reading_of(gold.texts()[0])
    taken = [decision_on(reading, 0), decision_on(reading, 1, "reject")]
    data = data_of(review_html(reading, "p", taken, [replay(reading, taken)]))
    assert data["decisions"] == [json.loads(decision_line(one)) for one in taken]
    assert data["confidence"]["value arabic"][:2] == [1, 2]
