"""How measures are written behind a number: nothing for a plain ratio, English in English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quheng.observations.measure import Measure, known_measures

if TYPE_CHECKING:
    from quheng.index import Edition

DIMENSIONLESS: Final = "1"

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LARGE_NUMBER = re.compile(r"(Ten|Hundred|Thousand|Million|Trillion)\b")
_WITHOUT_PLURAL: Final = frozenset({"yuan", "mu"})


def written_measure(code: str) -> str:
    """Return a measure as it is written behind a number: nothing where it is the plain ratio `1`."""
    known = known_measures().find(code)
    return "" if known is not None and known.code == DIMENSIONLESS else code


def measures(edition: Edition) -> dict[str, list[str]]:
    """Return the English of every measure that occurs, is written in Chinese and known to the library.

    Of one and of many: `{"公里": ["km", "km"], "所": ["institution", "institutions"]}`.
    """
    written = [indicator.measure for indicator in edition.tree.indicators]
    written += [indicator.shown_measure for indicator in edition.tree.indicators]
    written += [variable.measure for variable in edition.inputs.declaration.variables]
    found = {code: known_measures().find(code) for code in dict.fromkeys(written) if _CHINESE.search(code)}
    return {code: _english(measure) for code, measure in found.items() if measure is not None}


def _english(measure: Measure) -> list[str]:
    symbols = [alias for alias in measure.aliases if not _CHINESE.search(alias)]
    if symbols and not measure.dimension.startswith("currency"):
        return [symbols[0], symbols[0]]
    title = measure.title.en
    plural = title if _LARGE_NUMBER.match(title) else _plural(title)
    return [_within_a_sentence(title), _within_a_sentence(plural)]


def _plural(title: str) -> str:
    """Return `cases or pieces` for `case or piece`; what stands behind `per` or `of` is left as it is."""
    head, *rest = re.split(r"(?= (?:per|of) )", title, maxsplit=1)
    return " or ".join(_plural_noun(noun) for noun in head.split(" or ")) + "".join(rest)


def _plural_noun(noun: str) -> str:
    if noun.lower() in _WITHOUT_PLURAL or re.search(r"[^s]s$", noun):
        return noun
    return f"{noun}es" if noun.endswith("s") else f"{noun}s"


def _within_a_sentence(title: str) -> str:
    """Lower the capital that begins a title, but not one that belongs to a symbol such as GW."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title
