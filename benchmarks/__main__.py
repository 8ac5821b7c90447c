"""Measure, and write the tables where they are quoted: `python -m benchmarks [methods]`."""

from __future__ import annotations

import platform
import sys
from datetime import date
from importlib import import_module
from pathlib import Path

import numpy as np

from benchmarks.quoting import quote

ROOT = Path(__file__).parent.parent
QUOTED_IN = ("benchmarks/README.md", "README.md", "README.zh-CN.md")
TABLES = ("engine", "methods", "programmes", "robustness", "sensitivity", "reader", "scorecards")


def main(names: tuple[str, ...]) -> None:
    """Measure each table, print it, and put it between its marks in every page that quotes it."""
    for name in names:
        table = import_module(f"benchmarks.{name}").table()
        print(f"## {name}\n\n{table}\n", flush=True)
        for page in QUOTED_IN:
            quote(ROOT / page, name, table)
    quote(ROOT / "benchmarks/README.md", "machine", machine())


def machine() -> str:
    """Say when and on what it was measured."""
    versions = f"Python {platform.python_version()}, numpy {np.__version__}, {platform.machine()}"
    return f"Measured {date.today()}: {versions}."


main(tuple(sys.argv[1:]) or TABLES)
