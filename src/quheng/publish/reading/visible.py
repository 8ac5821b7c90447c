"""Characters of a text that would act instead of being read: controls, and marks that turn a line."""

from __future__ import annotations

import re

_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""C0 and C1 controls but tab and line feed, marks of direction, and halves of surrogate pairs."""


def visible(text: str, shown: str = "\ufffd") -> str:
    """Return a text in which each such character is replaced; a carriage return before a line feed goes."""
    return _ACTING.sub(shown, text.replace("\r\n", "\n"))
