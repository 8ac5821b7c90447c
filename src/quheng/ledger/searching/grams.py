"""Grams: pairs of Chinese signs, fours of Latin letters and digits; what an index can look up.

Chinese is written without spaces, and names have two signs, so a text is cut at every sign: 不动产 → 不动,
动产, 产. A number is cut the same way into fours, so that the last four digits of a telephone number are
one gram. The last grams of a run are shorter: so every part of a run, however short, begins one of its
grams.
"""

from __future__ import annotations

from itertools import groupby

from quheng.ledger.searching.folding import runs

WIDE, NARROW = 2, 4
"""How many signs a gram has: of Chinese and of whatever else is not ASCII, and of ASCII."""


def grams(text: str) -> frozenset[str]:
    """Return the grams of a folded text."""
    return frozenset(
        run[start : start + width]
        for word in runs(text)
        for run, width in _cut(word)
        for start in range(len(run))
    )


def sought(words: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the grams that a text must have to hold some words, and the beginnings of grams.

    They are necessary, not sufficient: what the index finds is compared with the text itself. Beginnings,
    for words shorter than a gram, are many grams each; they are left out where a whole gram narrows the
    search already.

    Returns
    -------
    whole, beginnings
        One of the two is empty.
    """
    whole, beginnings = set(), set()
    for word in words:
        for run, width in _cut(word):
            if len(run) < width:
                beginnings.add(run)
            else:
                whole |= {run[start : start + width] for start in range(len(run) - width + 1)}
    return frozenset(whole), frozenset() if whole else frozenset(beginnings)


def _cut(word: str) -> list[tuple[str, int]]:
    """Return the stretches of a word that are cut alike, each with the width of its grams."""
    stretches = [("".join(signs), is_ascii) for is_ascii, signs in groupby(word, str.isascii)]
    return [(run, NARROW if is_ascii else WIDE) for run, is_ascii in stretches]
