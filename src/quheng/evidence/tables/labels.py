"""A label of a table taken apart: what it names, in which unit, of which time, compared with what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from quheng.evidence.periods.forms import Form, find_forms
from quheng.evidence.tables.comparisons import Comparison, comparison_in
from quheng.evidence.tables.marks import without_marks
from quheng.evidence.tables.plain import compact, plain
from quheng.evidence.tables.units import BASE_100, PER_CENT, Unit, unit_of, units_in
from quheng.evidence.tables.words import table_words

PART = re.compile(r"(?:其中|其 中)[::、]?\s*|#\s*|(?:#?of which)[: ]\s*", re.IGNORECASE)
DASHES = re.compile(r"[—–\-·•◆■●]+\s*(?=\D)")
NUMBERING = (
    re.compile(r"[一二三四五六七八九十]{1,3}[、.]\s*"),
    re.compile(r"\([一二三四五六七八九十]{1,3}\)[、.]?\s*"),
    re.compile(r"\d{1,3}(?:[、]|\.(?!\d))\s*|第[一二三四五六七八九十]{1,3}[、:]\s*"),
    re.compile(r"\(\d{1,3}\)[、.]?\s*"),
)
"""The levels of an outline: 一、 （一） 1. （1）."""

STEP = 2
"""The indent of one level, in characters."""

PARENTHESIS = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)?)\)|\[([^\[\]]*)\]")
UNIT_BEHIND = re.compile(r"^(?P<words>.+?)\s*[,:/_，、；; ]\s*(?P<unit>[^,:_，；; ]+)$")
PER_CENT_BEHIND = re.compile(r"\s*(?:±|\+-|\+/-)?\s*%\s*$")
YEAR = re.compile(
    r"(?P<year>(?:19|20)\d\d)"
    r"(?:(?P<sep>[.\-/]?)(?P<month>1[0-2]|0[1-9]|[1-9])(?:(?P=sep)(?P<day>[0-3]?\d))?)?(?: 00:00(?::00)?)?"
)
QUARTER = re.compile(r"((?:19|20)\d\d)[-. ]?(?:Q|第)([1-4])(?:季度)?", re.IGNORECASE)
CUMULATED = re.compile(r"累计|本月止|年初至|至本月")
SAME_PERIOD = re.compile(r"同期|同月")
TRIM = " :,.、，。-—_/\n"


@dataclass(frozen=True, slots=True)
class Label:
    """A label.

    Parameters
    ----------
    text
        As the table writes it.
    words
        What it names, without number, mark, unit, time and comparison; empty where nothing is left.
    units
        The units that it states, in their order.
    comparison
        What its figures compare with.
    forms
        The times that it states.
    is_cumulated, is_same_period
        Whether it says 累计, or 同期.
    depth
        How far it is indented, in characters, the outline's numbers counted in.
    is_part
        Whether it says 其中 or #: a part of the row above.
    is_total
        Whether it is a sum of the others.
    marks
        Its footnote marks.
    """

    text: str
    words: str
    units: tuple[Unit, ...] = ()
    comparison: Comparison | None = None
    forms: tuple[Form, ...] = ()
    is_cumulated: bool = False
    is_same_period: bool = False
    depth: int = 0
    is_part: bool = False
    is_total: bool = False
    marks: tuple[str, ...] = ()

    @property
    def is_telling(self) -> bool:
        """Whether it says more of its figures than what they measure: a time, a comparison."""
        return bool(self.forms or self.comparison or self.is_cumulated or self.is_same_period)

    @property
    def is_time(self) -> bool:
        """Whether it states a time and nothing else."""
        return bool(self.forms or self.is_cumulated or self.is_same_period) and not self.words


@lru_cache(maxsize=65536)
def read_label(text: str) -> Label:
    """Take a label apart."""
    words, marks = without_marks(plain(text))
    level, part, words = _opening(words)
    words, units = _units(words)
    words, behind = without_marks(words)
    depth = _indent(text) + level
    label = Label(text, words, units, depth=depth, is_part=part, marks=(*behind, *marks))
    return _named(_timed(_compared(label)))


def _indent(text: str) -> int:
    width = 0
    for character in text:
        if character in "\n\r":
            width = 0
        elif character.isspace():
            width += 2 if character in "\u3000\u2003" else 1
        else:
            break
    return width


def _opening(words: str) -> tuple[int, bool, str]:
    """Return how deep the outline's number is, whether it is a part, and what is left."""
    depth, is_part = 0, False
    for level, pattern in enumerate(NUMBERING):
        if (found := pattern.match(words)) and found.end() < len(words):
            depth, words = level * STEP, words[found.end() :]
            break
    for pattern in (PART, DASHES, PART):
        if (found := pattern.match(words)) and found.end() < len(words):
            is_part, words = is_part or pattern is PART, words[found.end() :]
    return depth, is_part, words


def _units(words: str) -> tuple[str, tuple[Unit, ...]]:
    """Return the words without the units that stand in parentheses, behind a comma, or alone."""
    alone = units_in(words)
    if alone:
        return "", alone
    found: tuple[Unit, ...] = ()

    def out(match: re.Match[str]) -> str:
        nonlocal found
        inner = (match[1] or match[2] or "").strip()
        units = units_in(inner.removeprefix("单位:").removeprefix("计量单位:"))
        found += units
        if units or not inner or BASE_100.fullmatch(inner):
            return ""
        return f"({inner})" if match[1] else match[0]

    words = PARENTHESIS.sub(out, words).strip()
    if not found and (behind := UNIT_BEHIND.match(words)) and (unit := unit_of(behind["unit"])):
        words, found = behind["words"], (unit,)
    if not found and (behind := PER_CENT_BEHIND.search(words)) and behind.start():
        kept = words[: behind.start()]
        words, found = (kept + "±" if "±" in behind[0] or "+" in behind[0] else kept), (PER_CENT,)
    return words.strip(), found


def _compared(label: Label) -> Label:
    comparison = comparison_in(label.words)
    if comparison is None:
        return label
    words = label.words
    left = (words[: comparison.start] + words[comparison.end :]).replace("()", "")
    return replace(label, words=left.strip(TRIM), comparison=comparison)


def _timed(label: Label) -> Label:
    words, forms = _times(label.words)
    cumulated, same = CUMULATED.search(words), SAME_PERIOD.search(words)
    for found in (cumulated, same):
        words = words.replace(found[0], "") if found else words
    words = words.replace("()", "").strip(TRIM)
    return replace(
        label,
        words=words,
        forms=forms,
        is_cumulated=cumulated is not None,
        is_same_period=same is not None,
    )


def _times(words: str) -> tuple[str, tuple[Form, ...]]:
    """Return the words without their times, and these."""
    bare = _bare_time(words)
    if bare:
        return "", (bare,)
    forms = tuple(find_forms(words))
    for form in reversed(forms):
        words = words[: form.start] + words[form.end :]
    return words, forms


def _bare_time(words: str) -> Form | None:
    """Read a time that only a label writes: 2023, 2023.12, 202312, 2023-12-31, 2023Q3."""
    if found := QUARTER.fullmatch(words):
        last = 3 * int(found[2])
        return Form(0, len(words), year=int(found[1]), months=(last - 2, last), is_single=True)
    found = YEAR.fullmatch(words)
    if found is None or (found["month"] and found["sep"] == "" and len(found["month"]) < STEP):
        return None
    form = Form(0, len(words), year=int(found["year"]))
    if found["month"]:
        month = int(found["month"])
        form = replace(form, months=(month, month), is_single=found["day"] is None)
    if found["day"]:
        form = replace(form, days=(int(found["day"]), int(found["day"])))
    return form


def _named(label: Label) -> Label:
    """Say whether it is a total, and drop words that name nothing."""
    sums = table_words().sums
    name = compact(label.words)
    total = next((word for word in _sums(name) if word in sums), "")
    if total:
        return replace(label, words=label.words[: len(label.words) - len(total)].strip(TRIM), is_total=True)
    return replace(label, words="") if name in table_words().naming_nothing else label


def _sums(name: str) -> Iterator[str]:
    """Yield what may be the word of a total: the whole name, and its last two characters."""
    yield name
    yield name[-2:]
