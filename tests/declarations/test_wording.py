from __future__ import annotations

import re

import pytest

from quheng.declarations.wording import FINDINGS, in_both_languages

YAML_WORDS = {"true", "false", "by"}
"""What a Chinese reader too has to write."""

CONTEXT = {
    "ctx": {
        "expected": "'a', 'b' or 'c'",
        "expected_tags": "'a', 'b'",
        "tag": "d",
        **dict.fromkeys(("gt", "ge", "lt", "le", "min_length", "max_length"), 1),
        "pattern": "^a$",
    }
}


def worded(kind: str, found: object = 1) -> list:
    """Return the finding and, where there is one, the remedy, as they are said."""
    texts = in_both_languages({"type": kind, "loc": (), "msg": "", "input": found, **CONTEXT})
    return [text for text in texts if text]


@pytest.mark.parametrize("kind", FINDINGS)
def test_every_finding_is_in_both_languages(kind):
    for template in filter(None, FINDINGS[kind]):
        words = set(re.findall(r"[A-Za-z]+", re.sub(r"(?<!\{)\{[^{}]*\}(?!\})", "", template.zh)))
        assert words <= YAML_WORDS
        assert re.search(r"[\u4e00-\u9fff]", template.zh)
        assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", template.en)


@pytest.mark.parametrize("kind", FINDINGS)
def test_every_finding_can_be_filled_in(kind):
    for text in worded(kind):
        assert not re.search(r"\{\w+[!}]", text.zh + text.en)


@pytest.mark.parametrize(("kind", "missing"), [("literal_error", "'b' or"), ("union_tag_invalid", ", ")])
def test_a_chinese_list_is_a_chinese_list(kind, missing):
    _, remedy = worded(kind)
    assert "、" in remedy.zh
    assert missing not in remedy.zh
    assert missing in remedy.en


def test_a_finding_that_we_have_no_words_for_is_passed_on():
    what, remedy = in_both_languages({"type": "new", "loc": (), "msg": "it is odd", "input": 7})
    assert what.en == "found 7: it is odd"
    assert "7" in what.zh
    assert remedy is None


def test_a_long_value_is_cut_short():
    what, *_ = worded("finite_number", "x" * 200)
    assert len(what.en) < 100
    assert "..." in what.en
