"""What conditions see of a case: its fields, exact, empty ones unknown, and the facts of the record."""

from __future__ import annotations

from typing import Any

from quheng.ledger.cases.asking import worst_failure
from quheng.ledger.cases.state import Case
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import EntriesField
from quheng.ledger.programmes.entry_rows import seen_columns
from quheng.ledger.programmes.values import evaluated, unknown
from quheng.scorecard.expressions import GIVEN
from quheng.scorecard.unknown import Unknown


def seen(case: Case, programme: Programme) -> dict[str, Any]:
    """Return the values of every name that a condition may use."""
    values: dict[str, Any] = {}
    for name, field in programme.fields.items():
        if isinstance(field, EntriesField):
            values[name] = seen_columns(field, case.values.get(name, ()))
        else:
            values[name] = evaluated(field, case.values[name]) if name in case.values else unknown(field)
    values |= {
        "channel": case.channel,
        "sent_back": case.sent_back,
        "open_links": sum(link.is_open for link in case.links.values()),
        "failed_items": sum(mark == "failed" for mark in case.marks.values()),
        "worst_failure": Unknown(frozenset({"worst_failure"})),
        "verdict": case.verdict or Unknown(frozenset({"verdict"})),
        GIVEN: frozenset(case.values),
    }
    failed = frozenset(key for key, mark in case.marks.items() if mark == "failed")
    values["worst_failure"] = worst_failure(programme, failed, values)
    return values
