"""The moment of a request: the one place where the web reads the clock."""

from __future__ import annotations

from datetime import UTC, datetime

from quheng.ledger.cases.clock_ends import in_beijing


def now() -> datetime:
    """Return the time in Beijing."""
    return in_beijing(datetime.now(UTC))
