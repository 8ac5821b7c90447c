"""Docstrings as Markdown."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Iterator
from functools import cached_property
from types import ModuleType
from typing import Any

HEADER = re.compile(r"^(?P<name>[A-Z][a-z ]+)\n-+\n", re.MULTILINE)


class Docstring:
    """A numpydoc docstring in its parts."""

    def __init__(self, of: Any) -> None:
        self.text = inspect.cleandoc(of.__doc__ or "")

    @cached_property
    def parts(self) -> dict[str, str]:
        """The text of each section; the summary and what follows it stand under the empty name."""
        pieces = HEADER.split(self.text)
        return {"": pieces[0].strip()} | {
            name: text.strip() for name, text in zip(pieces[1::2], pieces[2::2], strict=True)
        }

    @property
    def entries(self) -> dict[str, str]:
        """The meaning of each parameter."""
        found: dict[str, str] = {}
        for names, text in _entries(self.parts.get("Parameters", "")):
            found |= dict.fromkeys(names.split(", "), text)
        return found

    def markdown(self, without: tuple[str, ...] = ()) -> str:
        """Write it as Markdown, but some sections."""
        body = [_paragraphs(self.parts[""])]
        for name, text in self.parts.items():
            if name and name not in without:
                body.append(f"**{name}**\n\n{_section(name, text)}")
        return "\n\n".join(body)


def _entries(text: str) -> list[tuple[str, str]]:
    """Return what stands at the margin, and the indented text under it."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line and not line.startswith(" "):
            found.append((line, []))
        elif found:
            found[-1][1].append(line.strip())
    return [(name, " ".join(filter(None, lines))) for name, lines in found]


def _section(name: str, text: str) -> str:
    """Return a section: a list where it has indented text under names, else paragraphs."""
    if re.search(r"^ +\S", text, re.MULTILINE) and name in ("Parameters", "Returns", "Raises"):
        return "\n".join(
            f"- `{what}`" + (f": {meaning}" if meaning else "") for what, meaning in _entries(text)
        )
    return _paragraphs(text)


def _paragraphs(text: str) -> str:
    """Join the lines of paragraphs; keep lists, and tables as they are drawn."""
    found = []
    for block in re.split(r"\n\s*\n", text):
        if block.lstrip().startswith("==="):
            found.append(f"```text\n{block}\n```")
        elif re.match(r"[-*] ", block):
            found.append(re.sub(r"\n +", " ", block))
        else:
            found.append(" ".join(block.split()))
    return "\n\n".join(found)


def first_sentence(of: Any) -> str:
    """Return the first paragraph of a docstring."""
    return " ".join(Docstring(of).parts[""].split("\n\n")[0].split())


def kernels_of(module: ModuleType) -> Iterator[Any]:
    """Yield the public functions that a module defines, else those of its package that it uses."""
    package = importlib.import_module(module.__name__.rpartition(".")[0])
    functions = [thing for thing in vars(module).values() if inspect.isfunction(thing)]
    own = [f for f in functions if f.__module__ == module.__name__ and not f.__name__.startswith("_")]
    used = [f for f in functions if f.__name__ in package.__all__]
    yield from sorted(own or used, key=lambda function: function.__code__.co_firstlineno)


def function_section(function: Any, level: str = "##") -> str:
    """Return a function's signature and docstring."""
    given = ", ".join(
        str(p.replace(annotation=inspect.Parameter.empty))
        for p in inspect.signature(function).parameters.values()
    )
    return f"{level} `{function.__name__}({given})`\n\n{Docstring(function).markdown()}\n"


def class_section(cls: type) -> str:
    """Return a class with its public methods and properties."""
    parts = [f"## {cls.__name__}\n\n{Docstring(cls).markdown()}\n"]
    for name, thing in vars(cls).items():
        member = thing.func if isinstance(thing, cached_property) else thing
        if name.startswith("_") or isinstance(member, (staticmethod, classmethod)):
            continue
        if inspect.isfunction(member) and member is thing:
            parts.append(function_section(member, "###").replace("(self, ", "(").replace("(self)", "()"))
        elif isinstance(member, property) or inspect.isfunction(member):
            parts.append(f"### `{name}`\n\n{Docstring(member).markdown()}\n")
    return "\n".join(parts)
