"""Find every number in a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from quheng.evidence.numbers.amounts import read_amount
from quheng.evidence.numbers.grammar import mention
from quheng.evidence.numbers.numeral import Form, Numeral
from quheng.evidence.numbers.parts import read_doubling, read_part, read_ratio
from quheng.evidence.numbers.places import read_ordinal, read_sole, read_within
from quheng.evidence.numbers.shared import share_measures


def find_numerals(text: str) -> tuple[Numeral, ...]:
    """Return every number of `text` in its order, claims and non-claims alike.

    Parameters
    ----------
    text
        The repaired view: half-width digits, no break inside a number. Any other text is read as it stands.

    Returns
    -------
    Numerals that do not overlap.
    """
    return share_measures(text, list(_numerals(text)))


def _numerals(text: str) -> Iterator[Numeral]:
    search = mention().search
    position = 0
    while match := search(text, position):
        numerals = READERS[match.lastgroup or ""](match)
        yield from numerals
        position = numerals[-1].end


def _without_value(form: Form) -> Callable[[re.Match[str]], tuple[Numeral]]:
    """Return a reader of what is found only to be rejected."""
    return lambda match: (Numeral.without_value(match.start(), match.end(), form),)


READERS: dict[str, Callable[[re.Match[str]], tuple[Numeral, ...]]] = {
    "amount": read_amount,
    "part": read_part,
    "ratio": read_ratio,
    "doubling": read_doubling,
    "ordinal": read_ordinal,
    "within": read_within,
    "sole": read_sole,
    "document": _without_value("document-number"),
    "code": _without_value("code"),
    "date": _without_value("date"),
    "formula": _without_value("formula"),
    "indefinite": _without_value("indefinite"),
}
"""Group of the grammar → what reads it: at least one numeral, the last of which may end beyond the match."""
