"""The terminal view: numbers in place, counts by kind, findings and review in words, no control character."""

from __future__ import annotations

import pytest

from quheng.bilingual import use_language
from quheng.evidence.claim import KINDS
from quheng.evidence.review import agreement, disputes, replay
from quheng.publish.reading.terminal import STYLES, coloured, print_agreement, print_reading
from tests.evidence import gold
from tests.evidence.readings import claim_at, decision_on, reading_of, reading_with

TEXT = "高新技术企业65家，\x1b[31m新增2家。\u202e"
READING = reading_with(TEXT, [claim_at(TEXT, "65家", value=65.0), claim_at(TEXT, "2家", kind="new")])


def test_numbers_stand_in_brackets_where_there_are_no_colours():
    assert coloured(READING, brackets=True).plain == "高新技术企业[65家]，\ufffd[31m新增[2家]。\ufffd"


def test_each_kind_has_a_style_of_its_own():
    assert set(STYLES) == set(KINDS)
    assert len(set(STYLES.values())) == len(KINDS)
    line = coloured(READING, brackets=False)
    assert [(line.plain[span.start : span.end], span.style) for span in line.spans] == [
        ("65家", STYLES["level"]),
        ("2家", STYLES["new"]),
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_was_read_is_summed_up(language, capsys):
    use_language(language)
    text = next(text for text in gold.texts() if any(one.type == "slip" for one in text.relations))
    reading = reading_of(text)
    print_reading(reading, replay(reading, [decision_on(reading, 0)]))
    printed = capsys.readouterr().out
    words = {
        "zh": ("读到的陈述", "矛盾：", "采纳 1"),
        "en": ("Claims that were read", "conflict:", "accepted 1"),
    }
    assert all(word in printed for word in words[language])
    assert reading.sha256[:12] in printed


def test_agreement_is_printed_with_what_reviewers_differ_on(capsys):
    use_language("en")
    taken = [
        decision_on(READING, 0, who="李"),
        decision_on(READING, 0, "reject", who="王", reason="[b]名称[/b]"),
        decision_on(READING, 1, who="李"),
        decision_on(READING, 1, who="王"),
    ]
    print_agreement(agreement(taken), disputes(taken))
    printed = capsys.readouterr().out
    assert "1 (50%)" in printed
    assert "65家  王: reject ([b]名称[/b])" in printed
