"""A dash printed as the number one: 一 between the terms of a row, between numbers, between two cities."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from quheng.evidence.repair.view import Edit
from quheng.evidence.repair.words import HAN

BETWEEN_NUMBERS = re.compile(r"(?<=[0-9])[年月日时%]?一(?=[0-9])")
"""Arabic digits on both sides, a calendar word or a per cent sign perhaps between: 2020一2024年, 1月一8月."""

CITIES = "京津沪渝冀豫晋鲁苏浙皖赣闽粤桂湘鄂川蜀黔滇藏陕秦甘陇青宁新蒙辽吉黑琼港澳郑汉广深杭昆贵兰包哈沈济"
BETWEEN_CITIES = re.compile(
    rf"(?<=[{CITIES}])一(?=[{CITIES}](?:线|铁路|高铁|高速|客专|城际|通道|走廊|大通道|[”，。、]))"
)
"""The short names of two places, and a line that joins them: 京一广铁路."""

BEFORE = re.compile(rf"(?<![{HAN}A-Za-z0-9])[{HAN}A-Za-z0-9]{{2,8}}$")
AFTER = re.compile(rf"[{HAN}A-Za-z0-9]*")
"""The characters of the stretch around 一, up to the marks on both sides."""

LABELLED = re.compile(r"[A-Z]")
"""A term with a letter for its name: A型."""

LONGEST_ROW = 60

WORDS_OF_ONE = re.compile(
    r"[统唯单专第之同万逐进每某这那任其十百千有为是初周不]一|一[些般直起定致样切批流体次旦时方面个条项名家位种类年]"
)
"""Words in which 一 is itself."""


def dashes_for_one(text: str) -> list[Edit]:
    """Find each 一 that is a dash.

    It is one where digits stand on both sides, where it links two cities in the name of a railway or road,
    and where the stretch between two marks falls into terms of two to eight characters of which two
    neighbours are the same, or three or more of which all but one end alike (种子期一初创期一成熟期), or two
    with letters for names (A型一B型). One such link shows how the whole stretch was printed.
    """
    edits = [Edit(match.end() - 1, match.end(), "—") for match in BETWEEN_NUMBERS.finditer(text)]
    edits += [Edit(*match.span(), "—") for match in BETWEEN_CITIES.finditer(text)]
    edits += [Edit(at, at + 1, "—") for at in _links(text)]
    return sorted(set(edits))


def _links(text: str) -> list[int]:
    """Return the offsets of 一 in the rows of parallel terms."""
    links: list[int] = []
    at = text.find("一")
    while at >= 0:
        first = BEFORE.search(text, max(0, at - 9), at)
        end = at + 1
        if first is not None:
            rest = AFTER.match(text, at + 1, at + LONGEST_ROW)
            end = rest.end() if rest is not None else end
            row = text[first.start() : end]
            if "一" in text[at:end] and _is_parallel(row):
                links += [first.start() + i for i, character in enumerate(row) if character == "一"]
        at = text.find("一", end)
    return links


def _is_parallel(row: str) -> bool:
    *whole, last = row.split("一")
    if not all(2 <= len(term) <= 8 for term in whole) or len(last) < 2:
        return False
    if any(before == after for before, after in pairwise(whole)) or last.startswith(whole[-1]):
        return True
    if WORDS_OF_ONE.search(row):
        return False
    terms = [*whole, last]
    alike = max(Counter(term[-1] for term in terms).values())
    return alike >= max(2, len(terms) - 1) and (
        len(terms) >= 3 or all(LABELLED.match(term) for term in terms)
    )
