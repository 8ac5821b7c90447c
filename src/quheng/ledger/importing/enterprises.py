"""Enterprises from a table: credit_code, name, organisation, industry, address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from quheng.bilingual import Text
from quheng.ledger.identifiers import WrongIdentifierError, read_credit_code
from quheng.ledger.importing.result import Imported
from quheng.ledger.importing.sheet import Cells, Sheet, read_sheet
from quheng.ledger.importing.taking_in import take_in
from quheng.ledger.models import Enterprise, Organisation

REQUIRED = ("credit_code", "name")
OPTIONAL = ("organisation", "industry", "address")
WRITTEN = ("name", "organisation_id", "industry", "address")


def import_enterprises(path: Path, *, dry_run: bool = False) -> Imported:
    """Take enterprises in; one that is registered is brought up to date.

    Parameters
    ----------
    path
        A CSV or XLSX file.
    dry_run
        Check everything and write nothing.

    Raises
    ------
    DataError
        With every row that is wrong; then nothing is written. A row is wrong where its credit code does not
        fit its check character or stands twice, its name is empty, or its organisation is not registered.
    """
    sheet = read_sheet(path, REQUIRED, OPTIONAL)
    organisations = dict(Organisation.objects.values_list("code", "id"))
    wanted = dict(_read(sheet, organisations))
    sheet.raise_problems()
    return take_in(Enterprise, "credit_code", wanted, WRITTEN, dry_run=dry_run)


def _read(sheet: Sheet, organisations: Mapping[str, int]) -> Iterator[tuple[str, Enterprise]]:
    for number, cells in sheet.once("credit_code"):
        code = _credit_code(sheet, number, cells)
        if not cells["name"]:
            sheet.wrong(number, "name", Text(zh="没有填写", en="it is empty"))
        where = cells["organisation"]
        if where and where not in organisations:
            sheet.wrong(
                number,
                "organisation",
                Text(zh=f"没有机构 {where}", en=f"there is no organisation {where}"),
                Text(zh="请先导入机构", en="import the organisations first"),
            )
        yield (
            code,
            Enterprise(
                credit_code=code,
                name=cells["name"],
                organisation_id=organisations.get(where),
                industry=cells["industry"],
                address=cells["address"],
            ),
        )


def _credit_code(sheet: Sheet, number: int, cells: Cells) -> str:
    try:
        return read_credit_code(cells["credit_code"])
    except WrongIdentifierError as error:
        sheet.wrong(number, "credit_code", error.what, error.remedy)
        return cells["credit_code"]
