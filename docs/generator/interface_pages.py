"""The pages of the Python interface and of the command line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer.main

import quheng
from generator.docstring import class_section, function_section
from generator.page import NOTE
from quheng import workbench
from quheng.bilingual import use_language
from quheng.index import compare, panel, remove_one
from quheng.index.change import attribute_change
from quheng.index.edition import Edition
from quheng.index.step import Step
from quheng.index.trends import trends
from quheng.publish.plots import Plots
from quheng.robustness import Record, Study


def python_page() -> str:
    """Return the page of the Python interface."""
    parts = [
        f"# The Python interface\n\n{NOTE}`import quheng` gives `open`, `compare`, `trends`, "
        "`attribute_change`, and `QuhengError`, the base of all errors.\n",
        function_section(quheng.open).replace("open_index(", "quheng.open("),
        class_section(workbench.OpenIndex),
        class_section(workbench.OpenEdition),
        class_section(Edition),
        class_section(Step),
        class_section(Study),
        class_section(Record),
        function_section(compare.compare).replace("`compare(", "`quheng.compare("),
        class_section(compare.Comparison),
        class_section(remove_one.Removal),
        class_section(panel.Panel),
        function_section(trends).replace("`trends(", "`quheng.trends("),
        function_section(attribute_change).replace("`attribute_change(", "`quheng.attribute_change("),
        class_section(Plots),
    ]
    return "\n".join(parts)


def command_line_page() -> str:
    """Return the page of the command line."""
    use_language("en")
    from quheng import cli  # its help is worded when it is imported

    parts = [
        f"# The command line\n\n{NOTE}`quheng --lang en` or `--lang zh` before a command chooses the "
        "language of messages; else `QUHENG_LANG`, else the locale. The exit code is 0 where all is well, "
        "1 where `verify` found a difference, 2 where the input is bad.\n"
    ]
    for path, command in _commands(typer.main.get_command(cli.app), "quheng"):
        arguments = [p for p in command.params if p.param_type_name == "argument"]
        words = " ".join([path, *(p.name.upper() for p in arguments)])
        rows = []
        for parameter in command.params:
            if parameter.name == "help":
                continue
            shown = parameter.name.upper() if parameter in arguments else ", ".join(parameter.opts)
            needed = " (required)" if parameter.required and parameter not in arguments else ""
            rows.append(f"| `{shown}`{needed} | {getattr(parameter, 'help', '') or ''} |")
        table = "\n".join(["| | |", "| --- | --- |", *rows]) if rows else ""
        parts.append(f"## `{words}`\n\n{command.help}\n\n{table}\n")
    return "\n".join(parts)


def _commands(group: Any, path: str) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command
