"""A case of the second small programme, brought to where it is judged."""

from __future__ import annotations

from quheng.ledger.cases.commands import Make, MarkItem
from tests.ledger.cases.desk import HANDLER, Desk
from tests.ledger.small import stalls


def judged(*edits: tuple[str, str], **values: object) -> Desk:
    desk = Desk(stalls(*edits))
    desk.open(values={"kind": "goods", "area": "12.5", "sponsor": "qian", **values})
    desk.does(HANDLER, MarkItem("safety", "wires", "passed"))
    desk.does(HANDLER, Make("judge"))
    return desk
