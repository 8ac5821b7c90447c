"""Note who had personal values shown, page by page."""

from __future__ import annotations

from quheng.ledger.programmes.declared import PERSONAL
from quheng.ledger.reads import record_read
from quheng.web.staff.desk import Desk


def note_read(desk: Desk, page: str) -> None:
    """Note which personal fields of a case a page shows to the viewer; nothing where it shows none."""
    fields = [
        field.id
        for field in desk.programme.declared.fields
        if field.sensitivity in PERSONAL and field.id in desk.case.values and desk.sees(field.sensitivity)
    ]
    record_read(desk.viewer, desk.reading.row, fields, page, desk.now)
