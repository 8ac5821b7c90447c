"""The plain form of a cell: half-width characters, and no space that only spreads a word."""

from __future__ import annotations

import re
from functools import lru_cache

from quheng.evidence.repair.characters import INVISIBLE, LOOKALIKES

_CHARACTERS: dict[int, int | str] = {
    **{0xFF01 + place: 0x21 + place for place in range(94)},
    **{ord(like): usual for like, usual in LOOKALIKES.items()},
    **dict(zip(map(ord, "【】〔〕〈〉㎡"), ["(", ")", "[", "]", "<", ">", "平方米"], strict=True)),
}
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_SPREAD = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Return a text in half-width characters, `合　计` as 合计, other runs of space as one.

    Chinese punctuation that has a half-width twin (（），：％) takes its form; 、 and 。 stay.
    """
    usual = _INVISIBLE.sub("", text).translate(_CHARACTERS).strip()
    return _SPACES.sub(" ", _SPREAD.sub("", usual))


@lru_cache(maxsize=65536)
def compact(text: str) -> str:
    """Return the plain form without any space, in lower case: to be looked up."""
    return plain(text).replace(" ", "").lower()
