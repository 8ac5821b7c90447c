"""Enterprises from a table: credit_code, name, organisation, industry, address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from django.db import transaction

from quheng.bilingual import Text
from quheng.ledger.identifiers import WrongIdentifierError, read_credit_code
from quheng.ledger.importing.batches import batches
from quheng.ledger.importing.result import Imported
from quheng.ledger.importing.sheet import Cells, Sheet, read_sheet
from quheng.ledger.models import Enterprise, Organisation

REQUIRED = ("credit_code", "name")
OPTIONAL = ("organisation", "industry", "address")
WRITTEN = ("name", "organisation_id", "industry", "address")
BATCH = 500
"""Rows to a statement: below the variables that SQLite allows."""


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
    with transaction.atomic():
        stored: dict[str, Enterprise] = {}
        for codes in batches(wanted, BATCH):
            stored |= {one.credit_code: one for one in Enterprise.objects.filter(credit_code__in=codes)}
        new = [one for code, one in wanted.items() if code not in stored]
        changed = [
            _brought_up(stored[code], one) for code, one in wanted.items() if _differs(stored.get(code), one)
        ]
        if not dry_run:
            Enterprise.objects.bulk_create(new, batch_size=BATCH)
            Enterprise.objects.bulk_update(changed, ["name", "organisation", "industry", "address"], BATCH)
    return Imported(len(new), len(changed), len(wanted) - len(new) - len(changed), dry_run)


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


def _differs(stored: Enterprise | None, wanted: Enterprise) -> bool:
    return stored is not None and any(getattr(stored, name) != getattr(wanted, name) for name in WRITTEN)


def _brought_up(stored: Enterprise, wanted: Enterprise) -> Enterprise:
    for name in WRITTEN:
        setattr(stored, name, getattr(wanted, name))
    return stored
