"""Where a reason says that its line stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scorecard.cards import card_of

CARD = """
sources: [{id: law, title: Law}, {id: notice, title: Notice}]
cite: {source: law, article: Article 3, confidence: M, mark: P}
inputs: [{id: x, type: integer}]
gates:
  - {id: plain, when: x > 5}
  - {id: other_article, article: Article 4, when: x > 5}
  - {id: other_source, source: notice, when: x > 5}
  - {id: same_source, source: law, when: x > 5}
"""


@pytest.mark.parametrize(
    ("line", "source", "article"),
    [
        ("plain", "law", "Article 3"),
        ("other_article", "law", "Article 4"),
        ("other_source", "notice", None),
        ("same_source", "law", "Article 3"),
    ],
)
def test_an_article_belongs_to_its_own_source(tmp_path: Path, line: str, source: str, article: str | None):
    reasons = {one.line: one for one in card_of(tmp_path, CARD).assess({"x": 1}).reasons}
    assert (reasons[line].source, reasons[line].article) == (source, article)
