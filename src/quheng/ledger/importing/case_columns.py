"""Which column of a table is which field of a case: by id, or by title in Chinese or English."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quheng.bilingual import Text, listed
from quheng.errors import DataError, Problem, Where
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import DeclaredField
from quheng.ledger.programmes.declared.fields import BooleanField, ChoiceField, DateField, NumberField
from quheng.ledger.programmes.declared.types import OrganisationType

OUTSIDE_NUMBER = "outside_number"

OF_THE_CASE: Mapping[str, Text] = {
    OUTSIDE_NUMBER: Text(zh="外部编号", en="Outside number"),
    "organisation": Text(zh="受理单位", en="Received by"),
    "channel": Text(zh="渠道", en="Channel"),
    "accepted_on": Text(zh="受理日期", en="Accepted on"),
    "subject": Text(zh="对象", en="Subject"),
}
"""What a row says beside the fields of its programme."""

ROW = Text(zh="原行号", en="Row of the import")
REASON = Text(zh="错误原因", en="What is wrong")
"""What the table of wrong rows adds: not read when it is mended and imported."""

IGNORED = {ROW.zh, ROW.en, REASON.zh, REASON.en}

SEPARATORS = re.compile(r"[;；、,，|\s]+")
MIDNIGHT = re.compile(r"[ T]00:00(:00(\.0+)?)?$")
SLASHED = re.compile(r"(\d{4})[/.年](\d{1,2})[/.月](\d{1,2})日?")
THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")


@dataclass(frozen=True)
class Columns:
    """The columns of a table by what they hold.

    Parameters
    ----------
    heads
        For each field's id, and each name in `OF_THE_CASE`, the head of its column.
    places
        For each of them, which column it is.
    """

    heads: Mapping[str, str]
    places: Mapping[str, int]

    def cells(self, row: Sequence[str | None]) -> Iterator[tuple[str, str]]:
        """Yield what a row has filled in."""
        for name, place in self.places.items():
            cell = (row[place] or "").strip() if place < len(row) else ""
            if cell:
                yield name, cell


def read_columns(heads: Sequence[str], programme: Programme, file: str, row: int) -> Columns:
    """Return which column is which.

    Raises
    ------
    DataError
        With every head that names nothing, or what another names already; or where the outside number is
        missing, without which an import could not be repeated.
    """
    known = dict(_known(programme))
    problems, places = [], dict[str, int]()
    for place, head in enumerate(heads):
        name = known.get(head.strip().casefold())
        if not head.strip() or head.strip() in IGNORED:
            continue
        if name is None:
            problems.append(
                Problem(
                    Text(zh="没有这一项", en="no field is called so"),
                    Where(file, row, head),
                    _nearest(head, known),
                )
            )
        elif name in places:
            problems.append(
                Problem(
                    Text(
                        zh=f"与“{heads[places[name]]}”列是同一项",
                        en=f"it is the same as {heads[places[name]]!r}",
                    ),
                    Where(file, row, head),
                    Text(zh="请删去一列", en="remove one of the columns"),
                )
            )
        else:
            places[name] = place
    if OUTSIDE_NUMBER not in places:
        title = OF_THE_CASE[OUTSIDE_NUMBER]
        problems.append(
            Problem(
                Text(zh=f"缺少“{title.zh}”列", en=f"there is no column {OUTSIDE_NUMBER!r}"),
                Where(file, row),
                Text(
                    zh="每行请写原系统中的编号，重复导入时据此识别",
                    en="give each row its number elsewhere: by it a row that was imported is known again",
                ),
            )
        )
    if problems:
        raise DataError(problems)
    return Columns({name: heads[place] for name, place in places.items()}, places)


def raw_value(field: DeclaredField, cell: str) -> Any:
    """Return a cell as the field may be given: labels as codes, lists, days and amounts as written."""
    match field:
        case ChoiceField():
            return next((code for code, label in field.choices.items() if cell in (label.zh, label.en)), cell)
        case OrganisationType(type="organisations"):
            return [one for one in SEPARATORS.split(cell) if one]
        case DateField():
            return day_text(cell)
        case NumberField() if THOUSANDS.fullmatch(cell):
            return cell.replace(",", "")
        case BooleanField():
            return cell.casefold()
    return cell


def day_text(cell: str) -> str:
    """Return a day as ISO writes it: 2026/3/2, 2026年3月2日 and a midnight of Excel are 2026-03-02."""
    text = MIDNIGHT.sub("", cell)
    slashed = SLASHED.fullmatch(text)
    return f"{slashed[1]}-{slashed[2]:0>2}-{slashed[3]:0>2}" if slashed else text


def _known(programme: Programme) -> Iterator[tuple[str, str]]:
    """Yield every head that is understood; the later ones count: the case's own, then ids, then titles."""
    for title in ("en", "zh"):
        for field in programme.declared.fields:
            yield field.title.speak(title).casefold(), field.id
        for name, words in OF_THE_CASE.items():
            yield words.speak(title).casefold(), name
    for field in programme.declared.fields:
        yield field.id, field.id
    for name in OF_THE_CASE:
        yield name, name


def _nearest(head: str, known: Mapping[str, str]) -> Text:
    near = difflib.get_close_matches(head.strip().casefold(), known, n=1)
    names = listed(dict.fromkeys(known.values()))
    if near:
        return Text(zh=f"是否应为 {near[0]}？", en=f"did you mean {near[0]}?")
    return Text(zh=f"可用：{names.zh}", en=f"allowed: {names.en}")
