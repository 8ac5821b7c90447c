"""Fill an empty ledger: `python -m benchmarks.ledger.fill sqlite:///FILE [CASES]`."""

from __future__ import annotations

import os
import sys
from time import perf_counter


def fill(address: str, count: int) -> float:
    """Set the town up and write so many cases; return the seconds that the writing took."""
    os.environ["QUHENG_DATABASE"] = address
    os.environ["DJANGO_SETTINGS_MODULE"] = "quheng.web.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)

    from benchmarks.ledger.population import Population
    from benchmarks.ledger.templates import read_groups
    from benchmarks.ledger.town import build_town
    from benchmarks.ledger.writing import go_on_from, write
    from quheng.ledger.tallies.compacting import retally

    build_town()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
    begun = perf_counter()
    population = Population(read_groups())
    for batch in population.batches(count):
        write(batch)
    go_on_from(population)
    took = perf_counter() - begun
    retally()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return took


if __name__ == "__main__":
    cases = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    print(f"{cases:,} cases in {fill(sys.argv[1], cases):.0f} s")
