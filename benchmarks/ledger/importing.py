"""How long it takes to import a year of calls from a table."""

from __future__ import annotations

import csv
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter

from benchmarks.ledger.words import say
from benchmarks.ledger.work import PROGRAMME, START, Desk
from quheng.ledger.importing.cases import import_cases

COLUMNS = (
    "outside_number",
    "accepted_on",
    "kind",
    "topic",
    "content",
    "place",
    "caller_name",
    "caller_phone",
)
DAYS = 300
TOPICS = ("utilities", "roads", "housing", "environment", "traffic")


def seconds_to_import(count: int) -> float:
    """Return the seconds that an import of so many rows takes, checked, recorded, searchable and counted."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "calls.csv"
        _write(table, count)
        begun = perf_counter()
        found = import_cases(table, PROGRAMME, Desk().viewer("liu.yang"), START)
        took = perf_counter() - begun
    if found.new != count:
        raise RuntimeError(f"{found.new} of {count} rows were imported")
    return took


def _write(table: Path, count: int) -> None:
    chance, first = Random(count), START - timedelta(days=DAYS)
    with table.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(COLUMNS)
        for number in range(count):
            day = first + timedelta(days=chance.randrange(DAYS))
            lines.writerow(_call(chance, number, day))


def _call(chance: Random, number: int, day: datetime) -> tuple[str, ...]:
    words = say(chance, number)
    phone = f"137{chance.randrange(10**8):08d}"
    topic = chance.choice(TOPICS)
    return (f"B{number:07d}", f"{day:%Y-%m-%d}", "complaint", topic, words, words[6:16], words[:2], phone)
