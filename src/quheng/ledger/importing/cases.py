"""Cases of a programme from a table: every row checked first, then written by the thousand.

Each thousand is a transaction. Where an import is cut short, importing the same table again writes the rest:
a row is known by its number elsewhere.
"""

from __future__ import annotations

import csv
import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.db import IntegrityError, transaction

from quheng.bilingual import Text
from quheng.errors import DataError, Problem, Where
from quheng.ledger.cells import guarded, unguarded
from quheng.ledger.importing.batches import batches
from quheng.ledger.importing.case_columns import OUTSIDE_NUMBER, REASON, ROW, Columns, read_columns
from quheng.ledger.importing.case_rows import Desk, GoodRow, Row, WrongRow
from quheng.ledger.importing.subjects import find_subjects
from quheng.ledger.inserting import insert_rows
from quheng.ledger.models import Organisation, OutsideNumber
from quheng.ledger.opening_many import Opener
from quheng.ledger.published import compiled, version_on
from quheng.ledger.scope import Viewer
from quheng.observations.raw_table import RawTable, read_raw_tables

AT_ONCE = 1_000
ASKED_AT_ONCE = 500
IMPORT_CHANNEL = "import"


@dataclass(frozen=True)
class ImportedCases:
    """What an import came to.

    Parameters
    ----------
    new, same, wrong
        How many rows became cases, were cases already, and were left out as wrong.
    dry_run
        That nothing was written.
    """

    new: int
    same: int
    wrong: int
    dry_run: bool

    def speak(self) -> Text:
        """Say it."""
        left_zh = f"，错误未导入 {self.wrong} 行" if self.wrong else ""
        left_en = f", {self.wrong} wrong and left out" if self.wrong else ""
        zh = f"新增办件 {self.new} 件，此前已导入 {self.same} 行{left_zh}"
        en = f"{self.new} new, {self.same} imported before{left_en}"
        if self.dry_run:
            return Text(zh=f"试运行，未写入：{zh}", en=f"dry run, nothing written: {en}")
        return Text(zh=f"已导入：{zh}", en=f"imported: {en}")


def import_cases(
    path: Path,
    programme: str,
    viewer: Viewer,
    now: datetime,
    *,
    dry_run: bool = False,
    skip_wrong: Path | None = None,
) -> ImportedCases:
    """Open a case for each row of a table.

    Parameters
    ----------
    path
        A CSV or XLSX file. Its columns are fields by id or title, and `outside_number`, `organisation` (where
        it is received; the viewer's by default), `channel` (`import` by default), `accepted_on`, `subject`.
    programme
        The programme's name.
    viewer, now
        Who imports, when.
    dry_run
        Check every row and write nothing.
    skip_wrong
        Import the rows that are right, and write the others with their reasons to this CSV file.

    Raises
    ------
    NotFoundError
        Where there is no such file or programme.
    DataError
        Where a column is not understood; or with every row that is wrong, and then nothing is written, unless
        `skip_wrong` says where they go.
    """
    table = next(iter(read_raw_tables(path)))
    filled = table.filled_rows
    head_row, heads = next(filled, (1, ()))
    desk = _desk(table, head_row, [head or "" for head in heads], programme, viewer, now)
    fresh, same, wrong = _sorted_out(desk, list(filled), programme)
    good = []
    with _nothing_collected():
        for number, row in fresh:
            found = desk.decide(number, row)
            if isinstance(found, GoodRow):
                good.append(found)
            else:
                wrong.append(found)
    wrong.sort(key=lambda one: one.number)
    if wrong and skip_wrong is None:
        raise DataError(problem for one in wrong for problem in one.problems)
    if skip_wrong is not None and not dry_run:
        _write_wrong(skip_wrong, [head or "" for head in heads], wrong)
    if not dry_run:
        with _nothing_collected():
            for batch in batches(good, AT_ONCE):
                _write(desk, programme, batch)
    return ImportedCases(len(good), same, len(wrong), dry_run)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Let Python look for no circles of objects: there are none, and it would look at every row again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _desk(
    table: RawTable, head_row: int, heads: Sequence[str], programme: str, viewer: Viewer, now: datetime
) -> Desk:
    declared = compiled(version_on(programme, now.date()).digest)
    columns = read_columns(heads, declared, table.name, head_row)
    return Desk(
        table.name,
        columns,
        declared,
        Opener(programme, viewer, now),
        viewer.organisation or "",
        IMPORT_CHANNEL,
        set(Organisation.objects.values_list("code", flat=True)),
        find_subjects(_column(table, columns, "subject"), declared.declared.intake.subject),
    )


def _column(table: RawTable, columns: Columns, name: str) -> Iterator[str]:
    place = columns.places.get(name)
    if place is not None:
        for _, row in islice(table.filled_rows, 1, None):
            if place < len(row) and (cell := (row[place] or "").strip()):
                yield cell


def _sorted_out(
    desk: Desk, rows: Sequence[tuple[int, Row]], programme: str
) -> tuple[list[tuple[int, Row]], int, list[WrongRow]]:
    """Return the rows that are new, how many were imported before, and those whose number stands twice."""
    place = desk.columns.places[OUTSIDE_NUMBER]
    numbered = [
        (unguarded((row[place] or "").strip()) if place < len(row) else "", number, row)
        for number, row in rows
    ]
    known: set[str] = set()
    for asked in batches([outside for outside, _, _ in numbered if outside], ASKED_AT_ONCE):
        there = OutsideNumber.objects.filter(programme=programme, number__in=asked)
        known |= set(there.values_list("number", flat=True))
    first: dict[str, int] = {}
    fresh, same, wrong = [], 0, []
    for outside, number, row in numbered:
        if outside and outside in first:
            what = Text(
                zh=f"{outside} 已在第 {first[outside]} 行",
                en=f"{outside} stands in row {first[outside]} already",
            )
            remedy = Text(zh="请删去一行", en="remove one of the rows")
            wrong.append(WrongRow(number, row, (desk.problem(number, OUTSIDE_NUMBER, what, remedy),)))
            continue
        first[outside] = number
        if outside in known:
            same += 1
        else:
            fresh.append((number, row))
    return fresh, same, wrong


def _write(desk: Desk, programme: str, batch: Sequence[GoodRow]) -> None:
    """Write one batch; where somebody imported one of its rows meanwhile, nothing of it."""
    try:
        with transaction.atomic():
            rows = desk.opener.write([one.planned for one in batch])
            insert_rows(
                OutsideNumber,
                ("programme", "number", "case_id"),
                ((programme, one.outside, row.pk) for one, row in zip(batch, rows, strict=True)),
            )
    except IntegrityError:
        raise DataError(
            Problem(
                Text(
                    zh="另有人同时在导入相同的行，其余未写入",
                    en="somebody else imports the same rows just now; the rest was not written",
                ),
                Where(desk.file),
                Text(zh="请稍后再导入一次，已导入的会识别", en="import again later: what is there is known"),
            )
        ) from None


def _write_wrong(path: Path, heads: Sequence[str], wrong: Iterable[WrongRow]) -> None:
    """Write the wrong rows with their numbers and reasons, in a form that can be mended and imported."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*map(guarded, heads), str(ROW), str(REASON)])
        for one in wrong:
            reasons = "；".join(str(problem.what) for problem in one.problems)
            cells = [*one.row, *([None] * (len(heads) - len(one.row)))]
            writer.writerow([*(guarded(cell or "") for cell in cells), one.number, guarded(reasons)])
