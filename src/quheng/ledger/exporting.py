"""Cases as a table to take away: within the scope, masked, with no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

from quheng.bilingual import Language, Text, current_language
from quheng.ledger.cases.clock_ends import in_beijing
from quheng.ledger.cells import guarded
from quheng.ledger.models import CaseRow
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import PERSONAL, DeclaredField
from quheng.ledger.programmes.declared.fields import BooleanField, ChoiceField
from quheng.ledger.programmes.values import masked
from quheng.ledger.reading_many import CaseRead, read_rows
from quheng.ledger.scope import Viewer

AT_ONCE = 500

HEADS = (
    Text(zh="办件编号", en="Number"),
    Text(zh="环节", en="Stage"),
    Text(zh="承办单位", en="With"),
    Text(zh="渠道", en="Channel"),
    Text(zh="受理日期", en="Accepted on"),
    Text(zh="受理时间", en="Opened at"),
    Text(zh="届满时间", en="Due at"),
    Text(zh="办结时间", en="Closed at"),
)

YES_NO = (Text(zh="否", en="no"), Text(zh="是", en="yes"))


def export_csv(
    viewer: Viewer, programme: Programme, rows: Iterable[CaseRow], language: Language | None = None
) -> Iterator[bytes]:
    """Yield a CSV file in UTF-8, a few hundred cases at a time.

    Parameters
    ----------
    viewer
        Who takes it away.
    programme
        Whose fields are its columns; a case of an earlier version leaves empty what it does not have.
    rows
        The cases, from `readable(viewer)`; one that is out of scope all the same is left out.
    language
        Of the heads and labels.
    """
    spoken = language or current_language()
    yield b"\xef\xbb\xbf" + _csv([heads(programme, spoken)])
    for batch in _read(viewer, rows):
        yield _csv([cells(one, programme, spoken) for one in batch])


def export_xlsx(
    path: Path,
    viewer: Viewer,
    programme: Programme,
    rows: Iterable[CaseRow],
    language: Language | None = None,
) -> int:
    """Write an XLSX file, every cell of it a text; return how many cases it has. See `export_csv`."""
    import xlsxwriter

    spoken = language or current_language()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    count = 0
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet()
        for column, head in enumerate(heads(programme, spoken)):
            sheet.write_string(0, column, head)
        for count, one in enumerate(chain.from_iterable(_read(viewer, rows)), 1):
            for column, cell in enumerate(cells(one, programme, spoken)):
                sheet.write_string(count, column, cell)
    return count


def heads(programme: Programme, language: Language) -> list[str]:
    """Return the heads of the columns."""
    titles = (*HEADS, *(field.title for field in programme.declared.fields))
    return [title.speak(language) for title in titles]


def cells(read: CaseRead, programme: Programme, language: Language) -> list[str]:
    """Return a case as cells: personal values masked, whatever the viewer may see on a page."""
    row, own = read.row, read.programme
    stage, channel = own.stages.get(row.stage), own.declared.intake.channels.get(row.channel)
    name = row.organisation.name_zh if language == "zh" else row.organisation.name_en
    plain = [
        row.number,
        stage.title.speak(language) if stage else row.stage,
        name,
        channel.speak(language) if channel else row.channel,
        row.accepted_on.isoformat(),
        *(_moment(moment) for moment in (row.opened_at, row.due_at, row.closed_at)),
    ]
    values = read.case.values
    return plain + [
        _shown(field, values[field.id], language) if field.id in values else ""
        for field in programme.declared.fields
    ]


def _shown(field: DeclaredField, value: Any, language: Language) -> str:
    if field.sensitivity in PERSONAL:
        return str(masked(field, value))
    if isinstance(field, ChoiceField) and value in field.choices:
        return field.choices[value].speak(language)
    if isinstance(field, BooleanField):
        return YES_NO[bool(value)].speak(language)
    if isinstance(value, list | tuple):
        return "; ".join(str(one) for one in value)
    return str(value)


def _moment(moment: datetime | None) -> str:
    return f"{in_beijing(moment):%Y-%m-%d %H:%M}" if moment else ""


def _read(viewer: Viewer, rows: Iterable[CaseRow]) -> Iterator[Sequence[CaseRead]]:
    """Yield cases as they are read, so many at a time; a level below nothing is out of scope."""
    rest = iter(rows)
    while batch := list(islice(rest, AT_ONCE)):
        yield [one for one in read_rows(viewer, batch) if one.level >= one.row.sensitivity]


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([guarded(cell) for cell in row] for row in rows)
    return text.getvalue().encode()
