"""Read the cells of a foreign table as numbers, and say of each conversion what was done."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quheng.bilingual import Text, counted
from quheng.observations.measure import known_measures

MISSING_MARKS = frozenset(
    [
        *("", "-", "--", "–", "—", "——", "…", "……", "..", "...", "*"),
        *("n/a", "#n/a", "na", "nan", "null", "缺失", "无数据"),
    ]
)
"""In small letters, half-width."""

CONVERSIONS = {
    "spaces": Text(zh="去掉空格", en="spaces removed"),
    "width": Text(zh="全角字符改为半角", en="full-width characters made half-width"),
    "apostrophe": Text(zh="去掉开头的撇号", en="a leading apostrophe removed"),
    "currency": Text(zh="去掉货币符号", en="a currency sign removed"),
    "thousands": Text(zh="去掉千分位分隔符", en="thousands separators removed"),
    "comma": Text(zh="逗号读作小数点", en="the comma read as the decimal point"),
    "measure": Text(zh="末尾的单位作为计量单位", en="what follows the number taken as the measure"),
}

_HALF_WIDTH: dict[int, int | str] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys((0x3000, 0xA0, 0x2007, 0x2009, 0x202F), " "),
    0xFFE5: "¥",
}

_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_GROUPED = re.compile(r"[+-]?(?!0)\d{1,3}(?P<mark>[, ])\d{3}((?P=mark)\d{3})*(\.\d+)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_CURRENCY = re.compile(r"^([+-]?)\s*(?:[¥$€£]|RMB|CNY)\s*", re.IGNORECASE)
_PARTS = re.compile(r"(?P<number>.*\d\.?)\s*(?P<after>[^\d\s].*)?", re.DOTALL)


@dataclass(frozen=True)
class Number:
    """A cell that was read as a number.

    Parameters
    ----------
    text
        The number as Python and polars read it.
    done
        The keys of `CONVERSIONS` that it took.
    measure
        What followed the number in the cell, such as %.
    """

    text: str
    done: tuple[str, ...] = ()
    measure: str | None = None


def is_missing(cell: str | None) -> bool:
    """Whether a cell is empty or holds a mark by which offices say that a figure is missing."""
    return cell is None or half_width(cell).strip().casefold() in MISSING_MARKS


def half_width(text: str) -> str:
    """Return the text with full-width letters, digits, signs and spaces made half-width, and no other change.

    Unicode's own folding (NFKC) would make 120① a number, 1201.
    """
    return text.translate(_HALF_WIDTH)


def read_number(cell: str, *, decimal_comma: bool = False) -> Number | None:
    """Read one cell; None where it is no finite number.

    Parameters
    ----------
    cell
        Not empty.
    decimal_comma
        Whether the column's commas are decimal points.
    """
    done = []
    stripped = cell.strip()
    if stripped != cell:
        done.append("spaces")
    text = half_width(stripped)
    if text != stripped:
        done.append("width")
    text = text.replace("\N{MINUS SIGN}", "-")
    if text[:1] in ("'", "\N{RIGHT SINGLE QUOTATION MARK}"):
        done.append("apostrophe")
        text = text[1:].lstrip()
    if (bare := _CURRENCY.sub(r"\1", text)) != text:
        done.append("currency")
        text = bare
    parts = _PARTS.fullmatch(text)
    if parts is None:
        return None
    text, after = parts["number"], parts["after"]
    if after is not None:
        if known_measures().find(after) is None:
            return None
        done.append("measure")
    if decimal_comma and _DECIMAL_COMMA.fullmatch(text):
        done.append("comma")
        text = text.replace(",", ".")
    elif grouped := _GROUPED.fullmatch(text):
        done.append("thousands")
        text = text.replace(grouped["mark"], "")
    if not _PLAIN.fullmatch(text) or not math.isfinite(float(text)):
        return None
    return Number(text, tuple(done), after)


@dataclass(frozen=True)
class NumberColumn:
    """The cells of a column, each read as a number where it is one.

    Parameters
    ----------
    header
        Of the column.
    cells
        As the file has them.
    numbers
        One for each cell; None where it is missing or no number.
    """

    header: str
    cells: tuple[str | None, ...]
    numbers: tuple[Number | None, ...]

    @classmethod
    def read(cls, header: str, cells: Sequence[str | None]) -> NumberColumn:
        """Read a column; its commas are decimal points where they cannot part thousands."""
        comma = _has_decimal_commas(cell for cell in cells if cell is not None and not is_missing(cell))
        numbers = (
            None if cell is None or is_missing(cell) else read_number(cell, decimal_comma=comma)
            for cell in cells
        )
        return cls(header, tuple(cells), tuple(numbers))

    @property
    def is_missing(self) -> bool:
        """Whether no cell holds anything."""
        return all(is_missing(cell) for cell in self.cells)

    @property
    def is_numeric(self) -> bool:
        """Whether at least half of the cells that are not missing are numbers."""
        return not self.is_missing and 2 * self._count >= self._present

    @property
    def strays(self) -> list[int]:
        """The positions of the cells that are neither missing nor numbers."""
        return [
            position
            for position, (cell, number) in enumerate(zip(self.cells, self.numbers, strict=True))
            if number is None and not is_missing(cell)
        ]

    @property
    def values(self) -> list[str | None]:
        """The numbers as text; None where a figure is missing."""
        return [number.text if number else None for number in self.numbers]

    @property
    def measures(self) -> set[str]:
        """What follows the numbers in the cells, in its usual spelling, such as %."""
        return {usual_measure(n.measure) for n in self.numbers if n is not None and n.measure is not None}

    @property
    def note(self) -> Text | None:
        """What was done to how many cells, each with an example; None where nothing was."""
        counts: Counter[str] = Counter()
        examples: dict[str, str] = {}
        for cell, number in zip(self.cells, self.numbers, strict=True):
            for done in number.done if number else ():
                counts[done] += 1
                examples.setdefault(done, f"{cell!r} → {number.text if number else ''}")
        if not counts:
            return None
        zh = "；".join(f"{CONVERSIONS[d].zh} {n} 格（如 {examples[d]}）" for d, n in counts.items())
        en = "; ".join(
            f"{CONVERSIONS[d].en} in {counted(n, 'cell', 'cells')} (such as {examples[d]})"
            for d, n in counts.items()
        )
        return Text(zh=f"“{self.header}”列：{zh}", en=f"column {self.header!r}: {en}")

    @property
    def missing(self) -> Counter[str]:
        """How many cells are missing, by their mark, which is empty for an empty cell."""
        return Counter((cell or "").strip() for cell in self.cells if is_missing(cell))

    @property
    def _present(self) -> int:
        return sum(not is_missing(cell) for cell in self.cells)

    @property
    def _count(self) -> int:
        return sum(number is not None for number in self.numbers)


def usual_measure(text: str) -> str:
    """Return the code of a known measure, else the text itself."""
    known = known_measures().find(text)
    return known.code if known else text


def missing_note(columns: Iterable[NumberColumn]) -> Text | None:
    """Count the missing cells of all columns in one note; None where there are none."""
    zh, en = [], []
    for column in columns:
        if marks := column.missing:
            zh.append(f"{column.header} " + "，".join(f"{n} 格{_mark(m).zh}" for m, n in marks.items()))
            en.append(f"{column.header} " + ", ".join(f"{n} {_mark(m).en}" for m, n in marks.items()))
    if not zh:
        return None
    return Text(zh=f"缺失的单元格：{'；'.join(zh)}", en=f"missing cells: {'; '.join(en)}")


def _mark(mark: str) -> Text:
    return Text(zh=f"为“{mark}”", en=f"“{mark}”") if mark else Text(zh="为空", en="empty")


def _has_decimal_commas(cells: Iterable[str]) -> bool:
    texts = [half_width(cell).strip() for cell in cells]
    with_comma = [text for text in texts if "," in text]
    if not with_comma or any("." in text for text in texts):
        return False
    numbers = [parts["number"] for text in with_comma if (parts := _PARTS.fullmatch(text))]
    return all(_DECIMAL_COMMA.fullmatch(n) for n in numbers) and not all(map(_GROUPED.fullmatch, numbers))
