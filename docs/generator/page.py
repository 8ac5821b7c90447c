"""What the pages share."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
NOTE = "<!-- Written by docs/generate.py from the docstrings: correct them, then run `make docs`. -->\n\n"


def where_from(module: ModuleType, up: str) -> str:
    """Return links to the source of a module and to its tests, where there are some of its own."""
    path = module.__name__.replace(".", "/")
    links = [f"[source]({up}src/{path}.py)"]
    room, _, name = path.removeprefix("quheng/").rpartition("/")
    tests = ROOT / "tests" / room / f"test_{name}.py"
    if tests.is_file():
        links.append(f"[tests]({up}tests/{room}/test_{name}.py)")
    return " · ".join(links) + "\n"
