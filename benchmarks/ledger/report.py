"""Quote what was measured: `python -m benchmarks.ledger.report SQLITE.json [POSTGRESQL.json]`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.quoting import quote

README = Path(__file__).parent.parent / "README.md"
VIEWERS = {
    "everything": "all",
    "one-department": "one department",
    "twenty-departments": "20 departments",
    "citizen": "citizen",
}
WRITES = (
    ("intake over HTTP", "intake by the API, 8 clients, with audit", "≥ 40/s"),
    ("intake in process", "intake in process, with audit", "≥ 40/s"),
    (
        "joint case in process",
        "joint review in process: submit, four offices, decide",
        "≥ 40/s",
    ),
    ("import", "import of 100,000 rows", "≤ 60 s"),
)

Measured = Mapping[str, Any]


def table(runs: Sequence[Measured]) -> str:
    """Return the tables of some runs, one beside the other."""
    counts = (f"{one['database']}: {one['cases']:,} cases" for one in runs)
    return "\n".join((f"{', '.join(counts)}.", "", *_pages(runs), "", *_writes(runs)))


def _pages(runs: Sequence[Measured]) -> Iterator[str]:
    head = [f"{one['database']}: p50 / p95 | 8 clients: p50, answers a second" for one in runs]
    yield f"| page | viewer | allowed | queries | {' | '.join(head)} |"
    yield f"| --- | --- | ---: | ---: | {' | '.join(['---: | ---:'] * len(runs))} |"
    for rows in zip(*(one["pages"] for one in runs), strict=True):
        first = rows[0]
        queries = " / ".join(dict.fromkeys(str(row["queries"]) for row in rows))
        allowed = "–" if first["allowed"] is None else f"{first['allowed']} ms"
        times = [
            f"{row['p50']:.0f} / {row['p95']:.0f} ms | {row['p50 of many']:.0f} ms, {row['a second']:.0f}"
            for row in rows
        ]
        asked = f"{first['what']} | {VIEWERS[first['viewer']]} | {allowed} | {queries}"
        yield f"| {asked} | {' | '.join(times)} |"


def _writes(runs: Sequence[Measured]) -> Iterator[str]:
    yield f"| work | asked | {' | '.join(one['database'] for one in runs)} |"
    yield f"| --- | ---: | {' | '.join(['---:'] * len(runs))} |"
    for key, what, asked in WRITES:
        unit = "s" if key == "import" else "/s"
        yield f"| {what} | {asked} | {' | '.join(f'{one[key]:.0f} {unit}' for one in runs)} |"


if __name__ == "__main__":
    measured = [json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:]]
    quote(README, "ledger", table(measured))
