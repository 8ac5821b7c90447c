"""The page of a rule: every line of the rule is on it, in both languages, and nothing else gets in."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from quheng.bilingual import use_language
from quheng.errors import DataError
from quheng.publish.scorecard import rule_html, write_rule
from quheng.publish.scorecard.markdown import as_markdown
from quheng.publish.scorecard.rule_document import rule_document
from quheng.scorecard import load, scorecard_names
from tests.scorecard.cards import card_of

HOSTILE = "</style><script>window.hacked=1</script><img src=x onerror=hacked>{{script}}[[page.print]]|`#"


@pytest.mark.parametrize("name", scorecard_names())
def test_every_line_of_every_rule_is_on_its_page(name: str) -> None:
    card = load(name)
    document = rule_document(card)
    for language in ("zh", "en"):
        text = as_markdown(document, language).replace("\\", "")  # type: ignore[arg-type]
        for version in card.all_versions:
            for section in ("gates", "direct", "points", "minima"):
                for line in getattr(version.declared, section):
                    assert " ".join(line.name.speak(language).split()) in text
            for one in version.declared.inputs:
                assert " ".join(one.name.speak(language).split()) in text


def test_brackets_stand_as_the_regulation_has_them() -> None:
    text = as_markdown(rule_document(load("sme115")), "zh").replace("\\", "")
    assert "| 科技人员数 ÷ 职工总数 | 得分 |" in text
    assert "| ≥ 25%，< 30% | 16 |" in text
    assert "| ≥ 5%，< 6% | ≥ 25%，< 30% | 40 |" in text
    assert "| Ⅱ类知识产权数 ≥ 4 项 | 24 |" in text
    assert "科技人员指标 > 0" in text
    assert "职工总数 ≤ 500 人 | 第六条（二） | 高 P" in text
    assert "国科发政〔2017〕115号" in text
    hnte = as_markdown(rule_document(load("hnte")), "en")
    assert "| B 较高 | 5–6 |" in hnte
    assert "needs review" in hnte


def test_a_template_says_that_it_has_no_numbers(tmp_path: Path) -> None:
    card = card_of(tmp_path, "status: template\nnote: {zh: 未核实, en: Not confirmed}")
    assert "任何对象的结论都是" in as_markdown(rule_document(card), "zh")


def test_versions_have_a_chapter_each(tmp_path: Path) -> None:
    card = card_of(
        tmp_path,
        """
inputs: [{id: x, type: integer}]
gates: [{id: least, when: x >= 5}]
versions:
  - valid: {to: 2020-12-31}
  - valid: {from: 2021-01-01}
    gates: [{id: least, when: x >= 9}]
""",
    )
    text = as_markdown(rule_document(card), "en")
    assert text.index("2021-01-01 to now") < text.index("... to 2020-12-31")
    assert text.index("x ≥ 9".replace("≥", "≥")) < text.index("x ≥ 5")


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]


def test_the_page_is_complete_in_itself_and_lets_nothing_in(tmp_path: Path) -> None:
    escaped = HOSTILE.replace('"', "'")
    card = card_of(
        tmp_path,
        f"""
note: "{escaped}"
sources: [{{id: s, title: "{escaped}", number: "{escaped}"}}]
inputs: [{{id: x, type: integer, label: "{escaped}", help: "{escaped}", measure: "{escaped}"}}]
gates: [{{id: g, title: "{escaped}", when: x >= 1, source: s, article: "{escaped}"}}]
""",
    )
    html = rule_html(card)
    tags = Tags()
    tags.feed(html)
    assert tags.found.count("script") == 1
    assert tags.found.count("img") == 0
    assert "default-src 'none'" in html
    assert not re.search(r"(?:src|href)=\"(?!#)", html)
    assert html == rule_html(card)
    assert "{{script}}[[page.print]]" in html
    markdown = as_markdown(rule_document(card), "en")
    assert "<script" not in markdown.replace("\\<", "")


def test_files_by_ending(tmp_path: Path) -> None:
    use_language("en")
    card = load("zz_green")
    write_rule(card, tmp_path / "new" / "rule.html")
    write_rule(card, tmp_path / "rule.md")
    assert (tmp_path / "rule.md").read_text(encoding="utf-8").startswith("# Zhengzhou green")
    with pytest.raises(DataError, match=r"\.html, \.md"):
        write_rule(card, tmp_path / "rule.pdf")
