"""Cases as they were replayed last: the head of a chain stands for one content, so none is ever stale."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from quheng.ledger.cases import Case
from quheng.ledger.models import CaseRow
from quheng.ledger.recorded import case_of

KEPT = 1_000


class Remembered:
    """The cases that were held last, in this process."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._cases: OrderedDict[int, tuple[str, Case]] = OrderedDict()
        self._lock = Lock()

    def case_of(self, row: CaseRow) -> Case | None:
        """Return the case of a row, replayed where its record has gone on since."""
        with self._lock:
            head, case = self._cases.get(row.pk, ("", None))
        return case if case is not None and head == row.head else case_of(row.pk)

    def keep(self, row: CaseRow, case: Case) -> None:
        """Remember a case as it is now, in place of what it was: what was erased is not remembered."""
        with self._lock:
            self._cases[row.pk] = row.head, case
            self._cases.move_to_end(row.pk)
            if len(self._cases) > self._kept:
                self._cases.popitem(last=False)
