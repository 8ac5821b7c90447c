"""Read JSONL: one subject a line, its inputs themselves or under `inputs`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quheng.bilingual import Text
from quheng.errors import Problem, Where
from quheng.observations.text_file import decode
from quheng.scorecard.files.exact_json import WrongJsonError, read_json
from quheng.scorecard.files.titles import Titles

INPUTS = "inputs"


@dataclass
class Lines:
    """The subjects of a file.

    Parameters
    ----------
    rows
        The line of each.
    given
        Its inputs by their names.
    own
        Its other keys.
    raw
        Its inputs as they stand, or the line where it is no object.
    problems
        What could not be read, by place.
    strangers
        Keys of lines without `inputs` that are no inputs.
    notes
        What a reader should know of how the file was read.
    """

    rows: list[int] = field(default_factory=list)
    given: list[dict[str, Any]] = field(default_factory=list)
    own: list[dict[str, Any]] = field(default_factory=list)
    raw: list[Any] = field(default_factory=list)
    problems: dict[int, list[Problem]] = field(default_factory=dict)
    strangers: dict[str, None] = field(default_factory=dict)
    notes: tuple[Text, ...] = ()

    def add(self, row: int, given: dict[str, Any], own: dict[str, Any], raw: Any) -> None:
        """Add a subject."""
        self.rows.append(row)
        self.given.append(given)
        self.own.append(own)
        self.raw.append(raw)

    def problem(self, what: Text, name: str | None = None, remedy: Text | None = None) -> None:
        """Note what is wrong with the subject added last."""
        place = len(self.rows) - 1
        self.problems.setdefault(place, []).append(Problem(what, Where(field=name), remedy))


def read_lines(path: Path, titles: Titles) -> Lines:
    """Read the file; empty lines are skipped, and a line that cannot be read is a subject with a problem."""
    text, notes = decode(path.read_bytes(), path.name)
    lines = Lines(notes=notes)
    known = {name: titles.find(name) for name in titles.inputs}
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            _add(lines, number, line.strip(), titles, known)
    return lines


def _add(lines: Lines, number: int, line: str, titles: Titles, known: dict[str, str | None]) -> None:
    try:
        found = read_json(line)
    except WrongJsonError as error:
        lines.add(number, {}, {}, line)
        lines.problem(error.what)
        return
    if not isinstance(found, dict):
        lines.add(number, {}, {}, found)
        lines.problem(
            Text(zh="这一行不是 JSON 对象", en="the line is no JSON object"),
            remedy=Text(zh='例如 {"employees": 100}', en='for example {"employees": 100}'),
        )
        return
    apart = INPUTS in found and INPUTS not in titles.inputs
    given = found.pop(INPUTS) if apart else found
    if not isinstance(given, Mapping):
        lines.add(number, {}, found, given)
        lines.problem(Text(zh="inputs 不是 JSON 对象", en="`inputs` is no JSON object"), INPUTS)
        return
    for key in given:
        if key not in known:
            known[key] = titles.find(key)
    strange = [key for key in given if known[key] is None]
    own = found if apart else {key: given[key] for key in strange}
    lines.add(number, {}, own, {key: value for key, value in given.items() if apart or known[key]})
    for key, value in given.items():
        name = known[key]
        if name is None:
            continue
        if name in lines.given[-1]:
            lines.problem(Text(zh=f"输入项 {name} 给了两次", en=f"the input {name} is given twice"), name)
        lines.given[-1][name] = value
    if not apart:
        lines.strangers.update(dict.fromkeys(strange))
        return
    for key in strange:
        near = titles.near(key)
        lines.problem(
            Text(zh=f"未知的输入项 {key!r}", en=f"unknown input {key!r}"),
            key,
            Text(zh=f"是否应为 {near}？", en=f"did you mean {near}?") if near else None,
        )
