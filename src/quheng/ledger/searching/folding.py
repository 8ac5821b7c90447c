"""Texts as they are compared: one width, one case, one form of each sign."""

from __future__ import annotations

import unicodedata
from itertools import groupby

from quheng.bilingual import Text
from quheng.errors import DataError, Problem, Where

MOST_WORDS = 8
LONGEST_QUERY = 200


def folded(text: str) -> str:
    """Return a text with its widths and cases made one (NFKC, folded, NFKC again)."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def words_of(query: str) -> tuple[str, ...]:
    """Return what is searched for: the runs of letters, digits and Chinese signs, each once, in order.

    A case is found where its text holds every one of them, in any order and anywhere, also inside a longer
    word.

    Raises
    ------
    DataError
        Where there is no word, or too many.
    """
    if len(query) > LONGEST_QUERY:
        raise _wrong(
            Text(zh=f"搜索内容有 {len(query)} 个字符", en=f"the search has {len(query)} characters"),
            Text(zh=f"至多 {LONGEST_QUERY} 个字符", en=f"at most {LONGEST_QUERY}"),
        )
    words = tuple(dict.fromkeys(runs(folded(query))))
    if not words:
        raise _wrong(
            Text(zh="没有可搜索的字词", en="there is no word to search for"),
            Text(
                zh="请输入编号、名称、电话或正文中的字词",
                en="give a number, a name, a telephone number or words of the text",
            ),
        )
    if len(words) > MOST_WORDS:
        raise _wrong(
            Text(zh=f"有 {len(words)} 个词", en=f"there are {len(words)} words"),
            Text(zh=f"至多 {MOST_WORDS} 个", en=f"at most {MOST_WORDS}"),
        )
    return words


def runs(text: str) -> list[str]:
    """Return the runs of letters, digits and signs between everything else."""
    return ["".join(signs) for is_word, signs in groupby(text, str.isalnum) if is_word]


def _wrong(what: Text, remedy: Text) -> DataError:
    return DataError(Problem(what, Where(field="words"), remedy))
