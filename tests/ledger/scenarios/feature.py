"""Read a plain feature file: 功能, 场景, and the steps 假如, 当, 那么, 而且, 但是, with their tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

HEAD = "# language: zh-CN"
KEYWORDS = ("假如", "给定", "当", "那么", "而且", "但是")


@dataclass(frozen=True)
class Step:
    line: int
    text: str
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def values(self) -> dict[str, str]:
        """The table as names and values: two columns."""
        return {row[0]: row[1] for row in self.rows}


@dataclass(frozen=True)
class Scenario:
    title: str
    steps: tuple[Step, ...] = field(default_factory=tuple)


def read_feature(path: Path) -> tuple[str, tuple[Scenario, ...]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == HEAD, f"{path.name} begins with {HEAD}"
    title, found = "", []
    steps: list[Step] = []
    for number, line in enumerate(lines[1:], 2):
        text = line.strip()
        if text.startswith("功能："):
            title = text.removeprefix("功能：")
        elif text.startswith("场景："):
            steps = []
            found.append((text.removeprefix("场景："), steps))
        elif text.startswith("|"):
            cells = tuple(cell.strip() for cell in text.strip("|").split("|"))
            steps[-1] = Step(steps[-1].line, steps[-1].text, (*steps[-1].rows, cells))
        elif text.startswith(KEYWORDS):
            keyword = next(word for word in KEYWORDS if text.startswith(word))
            steps.append(Step(number, text.removeprefix(keyword).strip()))
        else:
            assert not text or not found or text.startswith("#"), f"{path.name}:{number}: {text}"
    return title, tuple(Scenario(name, tuple(steps)) for name, steps in found)
