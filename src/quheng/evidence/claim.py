"""What is read in a text: a number with its meaning, each field with the rule that set it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from quheng.bilingual import Text

Hedge = Literal["none", "about", "near", "over", "under", "within"]
"""How the text qualifies a number: 约 about, 近 near (below), 余 and 以上 over, 不足 under, 前十 within."""

Kind = Literal["level", "new", "cumulative", "forecast", "share", "rank", "rate", "growth", "count"]
"""What sort of number a claim states."""

How = Literal["explicit", "sentence", "paragraph", "default", "unresolved"]
"""Where a period or a place was found: in the claim's own clause, elsewhere in its sentence, in its
paragraph, taken from the article or the document, or not at all."""

HEDGES: tuple[Hedge, ...] = get_args(Hedge)
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as far as the text fixes it, in the base measure.

    Parameters
    ----------
    point
        The number as written.
    low, high
        The interval of values that the wording admits, both ends included; infinite where open: 31.76亿 is
        [3.1755e9, 3.1765e9], 近20% is [18, 20], 900余 is [900, 1000], 200家以上 is [200, inf].
    measure
        The base measure: 元, 家, 件, 人, %, ...
    dimension
        What it measures: money, enterprises, share, ... Two quantities compare only within one dimension.
    """

    point: float
    low: float
    high: float
    measure: str
    dimension: str

    def is_disjoint_from(self, other: Quantity) -> bool:
        """Tell whether no value satisfies both."""
        return self.high < other.low or other.high < self.low


@dataclass(frozen=True, slots=True)
class ClaimPeriod:
    """The time a claim speaks of.

    Parameters
    ----------
    start, end
        First and last day; None where not known, such as the start of a count since an undated campaign.
    as_of
        The day at which a stock is observed (then `start` and `end` are that day too); None for a flow.
    how
        Where it was found.
    text
        The words that were read, empty for a default.
    """

    start: date | None
    end: date | None
    as_of: date | None
    how: How
    text: str = ""


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """Whom a claim speaks of.

    Parameters
    ----------
    code
        The code (GB/T 2260) of the province, city or district, or of the development zone (statistical code);
        of a township or street the code of its district. None for an organisation, the nation or the world.
    name
        The name in full: 金水区, 东大街街道, 金水人才集团, 全国.
    level
        What it is.
    how
        Where it was found.
    """

    code: str | None
    name: str
    level: Literal["world", "nation", "province", "city", "district", "township", "zone", "organisation"]
    how: How


@dataclass(frozen=True, slots=True)
class Claim:
    """A number read in a text, before review.

    Parameters
    ----------
    start, end
        Offsets into the untouched text: `text[start:end]` is the number, its measure and a hedge glued to it.
    text
        Those characters as they stand in the file, line breaks included.
    quantity
        The value, as a point and an interval, with its measure.
    hedge, kind
        See `Hedge` and `Kind`.
    period, place
        When and whom it speaks of.
    indicator
        The code in the lexicon; None where no entry fits.
    phrase
        The words that name the indicator.
    relative_to
        The other side of a comparison: the whole of a share (全市), the field of a rank (市内六区), the base
        of a growth (同比); empty where there is none.
    rules
        Field name → the rule that set it: hedge, kind, measure, period, place, indicator, value.
    modifier
        What narrows the indicator (市级 in 市级孵化载体): with another modifier it is another quantity.
    """

    start: int
    end: int
    text: str
    quantity: Quantity
    hedge: Hedge
    kind: Kind
    period: ClaimPeriod
    place: ClaimPlace
    indicator: str | None
    phrase: str
    relative_to: str
    rules: Mapping[str, str]
    modifier: str = ""


Reason = Literal[
    "date",
    "name",
    "idiom",
    "enumeration",
    "threshold",
    "target",
    "document-number",
    "telephone",
    "formula",
    "ordinal",
]
"""Why a numeral is no claim."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A numeral that is not a claim.

    Parameters
    ----------
    start, end, text
        As of a claim.
    reason
        The code of the reason.
    rule
        The rule, or the lexicon entry, that decided.
    """

    start: int
    end: int
    text: str
    reason: Reason
    rule: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reviewer should know: a repaired line break, an unresolved date, an ambiguous place.

    Parameters
    ----------
    start, end
        Where, as offsets into the untouched text.
    code
        A short name of what happened, for sorting.
    message
        In words.
    """

    start: int
    end: int
    code: str
    message: Text
