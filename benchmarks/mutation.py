"""Mutation testing of what must not be wrong: deadlines, scope, chain: `python -m benchmarks.mutation`.

One small change at a time is made to a module — in memory, of a copy of the tree — and its tests are run; a
change that no test notices has survived. The share that was noticed is printed for each module, with the
survivors. Each change runs in a fork of a process that has the libraries loaded and nothing of Quheng.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import importlib.abc
import importlib.util
import os
import random
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
COPIED = ("src", "tests", "benchmarks", "pyproject.toml")
LIBRARIES = (
    "numpy",
    "polars",
    "pydantic",
    "django.db.models",
    "hypothesis",
    "pytest",
    "ruamel.yaml",
    "scipy",
)
PATIENCE = 240
"""Seconds after which a change that makes a test run for ever counts as noticed."""

GROUPS: dict[str, dict[str, tuple[str, ...]]] = {
    "deadlines": {
        "calendars/due.py": ("calendars/test_due.py", "calendars/test_due_by_walking.py"),
        "calendars/due_many.py": ("calendars/test_due_many.py",),
        "ledger/cases/decide/clocks.py": (
            "ledger/cases/test_clocks.py",
            "ledger/cases/test_clocks_at_their_limits.py",
            "ledger/cases/test_parts.py",
            "ledger/cases/test_clocks_by_catalogue.py",
        ),
        "ledger/cases/clock_ends.py": (
            "ledger/cases/test_clock_ends.py",
            "ledger/cases/test_clocks.py",
            "ledger/cases/test_clocks_at_their_limits.py",
        ),
    },
    "scope": {
        "ledger/paths.py": ("ledger/test_paths.py",),
        "ledger/scope.py": (
            "ledger/test_scope_by_hand.py",
            "ledger/store/test_scope.py",
            "ledger/access/test_breaking_glass.py",
        ),
    },
    "chain": {
        "ledger/canonical.py": ("ledger/cases/test_chain.py",),
        "ledger/cases/chain.py": ("ledger/cases/test_chain.py",),
        "ledger/cases/sealing.py": ("ledger/cases/test_sealing.py",),
    },
}

EQUIVALENT: dict[tuple[str, str, str], str] = {
    (
        "calendars/due.py",
        "if before.day is None or before.moment is None:",
        "Or → And",
    ): "an end that is known has both a day and a moment, and one that is not has neither",
    (
        "calendars/due_many.py",
        'begin = ordinals_of(np.where(unknown, np.datetime64(0, "D"), given))',
        "0 → 1",
    ): "any day may stand where none is known: the end is missing there whatever is counted",
    (
        "ledger/paths.py",
        "return tuple(path[:end] for end in range(WIDTH, len(path) + 1, WIDTH))",
        "1 → 2",
    ): "a path is as long as some levels of four digits, so the range ends with the whole of it either way",
    (
        "ledger/scope.py",
        "has_glass = Value(False) if now is None else Exists(glass_of(account.pk, now))",
        "False → True",
    ): "where no moment is given, the column stands for the shape of the query alone and is not read",
}
"""Changes that change nothing that could be seen, by file, line and what they are: with the reason."""

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr, ast.Mod: ast.Add,
}  # fmt: skip
WORDS = ("Text", "refuse", "_wrong", "_refused", "Problem", "Index", "Constraint")
"""What is said in words is not mutated: whether a sentence is right is for people to read."""


@dataclass(frozen=True)
class Change:
    """One small change: the whole module with it, the line, and what it is."""

    source: str
    line: int
    what: str


def changes_of(source: str) -> Iterator[Change]:
    """Yield the module with one change, for every change that is made to it."""
    for place in range(len(list(_sites(ast.parse(source))))):
        tree = ast.parse(source)
        node, mutate, what = list(_sites(tree))[place]
        mutate()
        yield Change(ast.unparse(ast.fix_missing_locations(tree)), node.lineno, what)


def _sites(tree: ast.Module) -> Iterator[tuple[ast.AST, object, str]]:
    for node in _mutable(tree):
        match node:
            case ast.Compare():
                for position, operator in enumerate(node.ops):
                    new = COMPARED[type(operator)]
                    yield node, _set_item(node.ops, position, new()), f"{_name(operator)} → {new.__name__}"
            case ast.BoolOp():
                new = ast.Or if isinstance(node.op, ast.And) else ast.And
                yield node, _set(node, "op", new()), f"{_name(node.op)} → {new.__name__}"
            case ast.BinOp() if type(node.op) in COMPUTED:
                new = COMPUTED[type(node.op)]
                yield node, _set(node, "op", new()), f"{_name(node.op)} → {new.__name__}"
            case ast.UnaryOp(op=ast.USub() | ast.Not()):
                new = ast.UAdd if isinstance(node.op, ast.USub) else None
                made = _set(node, "op", new()) if new else _set(node, "operand", _negated(node.operand))
                yield node, made, f"without {_name(node.op)}"
            case ast.Constant(value=bool()):
                yield node, _set(node, "value", not node.value), f"{node.value} → {not node.value}"
            case ast.Constant(value=int()):
                yield node, _set(node, "value", node.value + 1), f"{node.value} → {node.value + 1}"
            case ast.If() | ast.IfExp() | ast.While():
                yield node, _set(node, "test", _negated(node.test)), "condition turned"
            case ast.comprehension() if node.ifs:
                yield node.ifs[0], _set(node, "ifs", node.ifs[1:]), "without the first if"
            case ast.Return() if node.value is not None and not _is_none(node.value):
                yield node, _set(node, "value", ast.Constant(None)), "returns None"
            case ast.Raise():
                yield (
                    node,
                    _set(node, "exc", ast.Name("ArithmeticError", ast.Load())),
                    "raises something else",
                )
            case ast.Expr(value=ast.Call()):
                yield node, _set(node, "value", ast.Constant(None)), "call left out"


def _mutable(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of code: no annotation, no docstring, nothing that is said in words."""
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _is_worded(child) or isinstance(child, ast.JoinedStr):
                continue
            if not (isinstance(child, ast.ClassDef) and child.name == "Meta"):
                yield from _mutable(child)


def _is_worded(node: ast.AST) -> bool:
    called = node.func if isinstance(node, ast.Call) else None
    name = (
        called.id
        if isinstance(called, ast.Name)
        else called.attr
        if isinstance(called, ast.Attribute)
        else ""
    )
    return name in WORDS


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _negated(node: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), node)


def _name(operator: ast.AST) -> str:
    return type(operator).__name__


def _set(node: ast.AST, name: str, value: object) -> object:
    return lambda: setattr(node, name, value)


def _set_item(items: list[ast.cmpop], position: int, value: ast.cmpop) -> object:
    return lambda: items.__setitem__(position, value)


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module of the package another text."""

    def __init__(self, module: str, source: str) -> None:
        self.module, self.source = module, source

    def find_spec(self, fullname: str, path: object, target: object = None) -> object:
        """Answer for the one module alone."""
        return importlib.util.spec_from_loader(fullname, self) if fullname == self.module else None

    def exec_module(self, module: object) -> None:
        """Run the other text."""
        exec(compile(self.source, f"<{self.module}>", "exec"), module.__dict__)


def notices(copy: Path, module: str, source: str, tests: Sequence[str]) -> bool:
    """Whether some tests notice that a module has another text."""
    child = os.fork()
    if child == 0:
        signal.alarm(PATIENCE)
        code = 1
        try:
            code = _run(copy, module, source, tests)
        finally:
            os._exit(min(int(code), 255))
    return os.waitpid(child, 0)[1] != 0


def _run(copy: Path, module: str, source: str, tests: Sequence[str]) -> int:
    import pytest
    from hypothesis import Phase, settings

    # The same examples each time, and none made smaller: that a test fails is all that is asked.
    settings.register_profile(
        "mutation", deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate]
    )
    os.chdir(copy)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    sys.path[:0] = [str(copy / "src"), str(copy)]
    sys.meta_path.insert(0, Changed(module, source))
    files = [f"tests/{name}" for name in tests]
    return pytest.main(
        [
            "-x",
            "-q",
            "--assert=plain",
            "--hypothesis-profile=mutation",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            "-k",
            "not postgresql",
            *files,
        ]
    )


@dataclass(frozen=True)
class Measured:
    """How many changes were made to a module, noticed, and left out as equivalent."""

    made: int
    noticed: int
    equivalent: int

    def __str__(self) -> str:
        share = f"{self.noticed / self.made:.1%}" if self.made else "–"
        return f"{self.noticed} of {self.made} noticed ({share}), {self.equivalent} equivalent"


def measure(file: str, tests: Sequence[str], copy: Path, most: int | None) -> Measured:
    """Print what survived of one module, and return how many changes were noticed."""
    module = f"quheng.{file.removesuffix('.py').replace('/', '.')}"
    source = (copy / "src/quheng" / file).read_text(encoding="utf-8")
    if notices(copy, module, source, tests):
        raise SystemExit(f"{file}: its tests fail without any change")
    lines = source.splitlines()
    all_changes = list(changes_of(source))
    changes = [one for one in all_changes if (file, lines[one.line - 1].strip(), one.what) not in EQUIVALENT]
    equivalent = len(all_changes) - len(changes)
    if most is not None and len(changes) > most:
        changes = random.Random(0).sample(changes, most)
    noticed = 0
    for change in sorted(changes, key=lambda one: one.line):
        if notices(copy, module, change.source, tests):
            noticed += 1
        else:
            print(f"  survived: {file}:{change.line} {change.what}", flush=True)
    measured = Measured(len(changes), noticed, equivalent)
    print(f"{file}: {measured}", flush=True)
    return measured


def main(arguments: Sequence[str]) -> None:
    """Measure some groups or files, all by default."""
    known = [*GROUPS, *(file for files in GROUPS.values() for file in files)]
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutation", description=main.__doc__)
    parser.add_argument("names", nargs="*", metavar="group or file", help=", ".join(known))
    parser.add_argument("--most", type=int, help="how many changes a module at most, drawn by a fixed seed")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.names) - set(known):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    for library in LIBRARIES:
        importlib.import_module(library)
    with tempfile.TemporaryDirectory(prefix="quheng-mutation-") as folder:
        copy = Path(folder)
        for name in COPIED:
            place = ROOT / name
            (shutil.copytree if place.is_dir() else shutil.copy)(place, copy / name)
        totals = [
            measure(file, tests, copy, asked.most)
            for group, files in GROUPS.items()
            for file, tests in files.items()
            if not asked.names or group in asked.names or file in asked.names
        ]
    sums = [sum(getattr(one, name) for one in totals) for name in ("made", "noticed", "equivalent")]
    print(f"all: {Measured(*sums)}")


if __name__ == "__main__":
    main(sys.argv[1:])
