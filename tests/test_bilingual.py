"""Words that messages share: lists, numbers with their words, and a problem with its place."""

from __future__ import annotations

import pytest

from quheng.bilingual import Text, counted, listed, use_language
from quheng.errors import Problem, Where


@pytest.mark.parametrize(
    ("items", "zh", "en"),
    [(["a"], "a", "a"), (["a", "b"], "a、b", "a, b"), ([3, 5], "3、5", "3, 5"), ([], "—", "—")],
)
def test_a_list_is_joined_as_each_language_joins_it(items, zh, en):
    assert listed(items) == Text(zh=zh, en=en)


@pytest.mark.parametrize(("number", "words"), [(0, "0 values are"), (1, "1 value is"), (2, "2 values are")])
def test_words_agree_with_their_number(number, words):
    assert counted(number, "value is", "values are") == words


@pytest.mark.parametrize(("language", "shown"), [("zh", "a.csv，第 2 行：空"), ("en", "a.csv, row 2: empty")])
def test_a_place_and_what_was_found_are_joined_as_the_language_joins_them(language, shown):
    use_language(language)
    assert str(Problem(Text(zh="空", en="empty"), Where(file="a.csv", row=2))) == shown
