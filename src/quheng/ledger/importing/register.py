"""People, projects and sites from tables; one that is registered is brought up to date."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import Model

from quheng.bilingual import Text
from quheng.ledger.identifiers import WrongIdentifierError, read_identity_number, read_phone
from quheng.ledger.importing.batches import batches
from quheng.ledger.importing.result import Imported
from quheng.ledger.importing.sheet import Cells, Sheet, read_sheet
from quheng.ledger.importing.taking_in import AT_ONCE, take_in
from quheng.ledger.models import Enterprise, Organisation, Person, Project, Site


@dataclass(frozen=True)
class Kind:
    """A kind of entry of the register.

    Parameters
    ----------
    table
        Where it is kept.
    key
        The column by which it is known again.
    optional
        The columns beside the key and the name.
    """

    table: type[Model]
    key: str
    optional: tuple[str, ...]

    @property
    def written(self) -> tuple[str, ...]:
        """The attributes that a row brings up to date."""
        return tuple(
            f"{one}_id" if one in ("organisation", "enterprise") else one for one in ("name", *self.optional)
        )


PEOPLE = Kind(Person, "identity_number", ("phone", "organisation"))
PROJECTS = Kind(Project, "code", ("enterprise", "organisation"))
SITES = Kind(Site, "code", ("address", "enterprise", "organisation"))

READERS: Mapping[str, Callable[[str], str]] = {"identity_number": read_identity_number, "phone": read_phone}


def import_people(path: Path, *, dry_run: bool = False) -> Imported:
    """Take people in: identity_number, name, phone, organisation.

    See `import_register`. Who has no identity number comes into the register by a case, not by a table.
    """
    return import_register(path, PEOPLE, dry_run=dry_run)


def import_projects(path: Path, *, dry_run: bool = False) -> Imported:
    """Take projects in: code, name, enterprise (its credit code), organisation. See `import_register`."""
    return import_register(path, PROJECTS, dry_run=dry_run)


def import_sites(path: Path, *, dry_run: bool = False) -> Imported:
    """Take sites in: code, name, address, enterprise (its credit code), organisation."""
    return import_register(path, SITES, dry_run=dry_run)


def import_register(path: Path, kind: Kind, *, dry_run: bool = False) -> Imported:
    """Take entries of one kind in.

    Parameters
    ----------
    path
        A CSV or XLSX file.
    kind
        What they are.
    dry_run
        Check everything and write nothing.

    Raises
    ------
    DataError
        With every row that is wrong; then nothing is written.
    """
    sheet = read_sheet(path, (kind.key, "name"), kind.optional)
    known = {
        "organisation": dict(Organisation.objects.values_list("code", "id")),
        "enterprise": _enterprises(sheet),
    }
    wanted: dict[str, Any] = {}
    for number, cells in sheet.once(kind.key):
        values = _values(sheet, number, cells, kind, known)
        if values[kind.key] in wanted:
            sheet.wrong(number, kind.key, Text(zh="与上面一行是同一个", en="it is the same as a row above"))
        wanted[values[kind.key]] = kind.table(**values)
    sheet.raise_problems()
    return take_in(kind.table, kind.key, wanted, kind.written, dry_run=dry_run)


def _values(
    sheet: Sheet, number: int, cells: Cells, kind: Kind, known: Mapping[str, Mapping[str, int]]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if not cells["name"]:
        sheet.wrong(number, "name", Text(zh="没有填写", en="it is empty"))
    for column in (kind.key, "name", *kind.optional):
        cell = cells[column]
        if column in known:
            values[f"{column}_id"] = known[column].get(cell)
            if cell and cell not in known[column]:
                what = Text(zh=f"名录中没有 {cell}", en=f"the register has no {column} {cell}")
                sheet.wrong(number, column, what, Text(zh="请先导入", en="import it first"))
        else:
            values[column] = _read(sheet, number, column, cell)
    return values


def _read(sheet: Sheet, number: int, column: str, cell: str) -> str:
    """Return a cell as it is kept; a number that cannot be one is noted, and never repeated in words."""
    reader = READERS.get(column)
    if reader is None or not cell:
        return cell
    try:
        return reader(cell)
    except WrongIdentifierError as error:
        sheet.wrong(number, column, error.what, error.remedy)
        return cell


def _enterprises(sheet: Sheet) -> dict[str, int]:
    codes = sorted({cells.get("enterprise", "") for _, cells in sheet.rows} - {""})
    found: dict[str, int] = {}
    for asked in batches(codes, AT_ONCE):
        found |= dict(Enterprise.objects.filter(credit_code__in=asked).values_list("credit_code", "id"))
    return found
