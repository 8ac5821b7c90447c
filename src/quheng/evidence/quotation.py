"""The sentence around a span, for people who want to read a number where it stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

LONGEST = 240
"""Characters kept on either side of a span where no sentence ends."""

_END = re.compile(r"[。！？；!?;]+[”’》）)」』\"]*|(?<![0-9０-９,，、])\n(?=[\s\u3000])|\n\Z")
_BLANKS = re.compile(r"\s*\n\s*")


class Sentences:
    """The sentences of a text, found once.

    Parameters
    ----------
    text
        The untouched text. A sentence ends at 。！？；, or where a line does and an indented or empty one
        follows, unless the line breaks off behind a digit or a comma; the line breaks of a narrow column end
        none.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _ends(self) -> list[int]:
        return [match.end() for match in _END.finditer(self.text)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets of the sentence around a span, or of as much of it as can be shown."""
        before = bisect_right(self._ends, start)
        first = self._ends[before - 1] if before else 0
        after = bisect_left(self._ends, end)
        last = self._ends[after] if after < len(self._ends) else len(self.text)
        first, last = max(first, start - LONGEST), min(last, end + LONGEST)
        inside = self.text[first:last]
        return first + len(inside) - len(inside.lstrip()), last - len(inside) + len(inside.rstrip())

    def quote(self, start: int, end: int) -> str:
        """Return the sentence around a span on one line."""
        return one_line(self.text[slice(*self.span(start, end))])


def one_line(text: str) -> str:
    """Return a text without its line breaks; where a column broke it in two, nothing stands between them."""
    return _BLANKS.sub("", text)
