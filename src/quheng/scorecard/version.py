"""A version of a rule, compiled: every name known, every expression typed, every table of brackets tiled."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from quheng.bilingual import Text, listed
from quheng.errors import DeclarationError, Problem
from quheng.scorecard.compile_points import ScoredItem, compile_item
from quheng.scorecard.compile_values import compile_value, constant
from quheng.scorecard.compiler import Compiler
from quheng.scorecard.declared import (
    BooleanInput,
    ChoiceInput,
    Derived,
    Gate,
    Input,
    Minimum,
    NumberInput,
    Output,
    ScorecardDeclaration,
    StructInput,
)
from quheng.scorecard.expressions import Expression, Kind
from quheng.scorecard.expressions.kinds import BOOLEAN, NUMBER, TEXTS
from quheng.scorecard.inputs import named_inputs, open_value
from quheng.scorecard.places import Path, Places
from quheng.scorecard.splits import Comparison, comparisons_of
from quheng.scorecard.unknown import Unknown

TOTAL = "total"
PASSED = "passed"
POINTS = "points"
VERDICT_NAMES = (TOTAL, PASSED, POINTS)
"""Names that outputs alone may use: they exist once the verdict does."""

RESERVED_OUTPUTS = ("verdict", "points", "failed", "missing", "reasons", "error")
"""Names of a result that no output may take."""

Value = Callable[[Mapping[str, Any]], Any]


@dataclass(frozen=True)
class Check:
    """A gate or a direct pass, ready to be asked."""

    line: Gate
    when: Expression
    applies: Expression | None


@dataclass(frozen=True)
class Reach:
    """A minimum, ready to be asked: what, how far, and whether the bound itself is enough."""

    line: Minimum
    bound: Value
    strict: bool
    applies: Expression | None
    expressions: tuple[Expression, ...]


@dataclass(frozen=True)
class Result:
    """An output, ready to be computed."""

    line: Output
    kind: Kind
    value: Value | None
    applies: Expression | None
    inputs: frozenset[str]
    after_verdict: bool
    expressions: tuple[Expression, ...]


@dataclass(frozen=True)
class DerivedValue:
    """A derived value, ready to be computed."""

    line: Derived
    value: Value
    expressions: tuple[Expression, ...]


@dataclass(frozen=True)
class Version:
    """One version of a rule.

    Parameters
    ----------
    declared
        The rule with all its lines.
    lists
        The named lists.
    derived
        The derived values, in order.
    gates, direct, items, minima, results
        The lines, compiled.
    uses
        How often each name is read.
    """

    declared: ScorecardDeclaration
    lists: dict[str, tuple[str, ...]]
    derived: tuple[DerivedValue, ...]
    gates: tuple[Check, ...]
    direct: tuple[Check, ...]
    items: tuple[ScoredItem, ...]
    minima: tuple[Reach, ...]
    results: tuple[Result, ...]
    uses: Counter[str]

    @cached_property
    def inputs(self) -> dict[str, Input]:
        """The inputs by name."""
        return {one.id: one for one in self.declared.inputs}

    @cached_property
    def labels(self) -> dict[str, Text]:
        """What each input is called, fields of structs too."""
        return {name: one.name for name, one in named_inputs(self.declared.inputs)}

    @cached_property
    def all_items(self) -> tuple[ScoredItem, ...]:
        """Items, blocks and the items in blocks, in order."""
        return tuple(one for item in self.items for one in item.walk())

    @cached_property
    def branching(self) -> dict[str, tuple[Any, ...]]:
        """The inputs read more than once that have few values: worth trying one by one where unknown."""
        return {
            name: tuple(one.choices) if isinstance(one, ChoiceInput) else (True, False)
            for name, one in named_inputs(self.declared.inputs)
            if isinstance(one, BooleanInput | ChoiceInput) and self.uses[name] > 1
        }

    @cached_property
    def splitting(self) -> dict[str, tuple[Comparison, ...]]:
        """The numbers that may be judged together though not line by line, and all they are compared with.

        Those of which more is always better, or always worse, are decided line by line.
        """
        expressions = self._decisive_expressions
        tables = {id(on): brackets for item in self.all_items for on, brackets in item.brackets}
        found = {}
        for name, one in self.inputs.items():
            twice = any(expression.names.count(name) > 1 for expression in expressions)
            if isinstance(one, NumberInput) and self.uses[name] > 1 and (twice or one.better is None):
                found[name] = comparisons_of(name, self.inputs, expressions, tables)
        return {name: comparisons for name, comparisons in found.items() if comparisons}

    @property
    def _decisive_expressions(self) -> list[Expression]:
        """Every expression that the verdict goes by, those of derived values included."""
        checks = [part for one in (*self.gates, *self.direct) for part in (one.when, one.applies) if part]
        outputs = () if self.items or self.direct else self.results
        parts = [one.expressions for one in self.derived]
        parts += [one.expressions for one in self.items]
        parts += [one.expressions for one in self.minima]
        parts += [one.expressions for one in outputs]
        return [*checks, *(expression for part in parts for expression in part)]

    @cached_property
    def worded(self) -> dict[Any, Any]:
        """The reasons worded so far, by line and how it stands."""
        return {}

    @property
    def is_template(self) -> bool:
        """Whether the rule is not confirmed: it has no numbers."""
        return self.declared.status == "template"


def compile_version(declared: ScorecardDeclaration, places: Places) -> Version:
    """Check a rule whole, and return it ready to assess.

    Raises
    ------
    DeclarationError
        With everything that is wrong, each with file, line and what is known there.
    """
    compiler = Compiler(places)
    for name in declared.lists:
        compiler.declare(name, TEXTS, declared.lists[name], ("lists", name))
    for one in declared.inputs:
        compiler.declare(one.id, one.kind, open_value(one), ("inputs", one.id))
    derived = _derived(declared, compiler)
    gates = tuple(_check(line, compiler, ("gates",)) for line in declared.gates)
    direct = tuple(_check(line, compiler, ("direct",)) for line in declared.direct)
    items = tuple(compile_item(item, compiler, ("points",)) for item in declared.points)
    walked = [one for item in items for one in item.walk()]
    minima = tuple(_reach(line, walked, compiler) for line in declared.minima)
    results = _results(declared, walked, compiler)
    _ids_are_unique(declared, walked, compiler)
    if not compiler.problems:
        _all_is_read(declared, compiler)
    _verdict_is_known(declared, results, compiler)
    if compiler.problems:
        raise DeclarationError(_in_order(compiler.problems))
    return Version(
        declared,
        dict(declared.lists),
        derived,
        gates,
        direct,
        items,
        minima,
        results,
        compiler.uses,
    )


def _in_order(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: (problem.where.file or "", problem.where.row or 0))


def _derived(declared: ScorecardDeclaration, compiler: Compiler) -> tuple[DerivedValue, ...]:
    values = []
    for line in declared.derived:
        before, start = Counter(compiler.uses), len(compiler.expressions)
        kind, value = compile_value(line, compiler, ("derived",))
        compiler.reads[line.id] = frozenset(compiler.uses - before)
        compiler.declare(line.id, kind, value(compiler.open_values), ("derived", line.id))
        values.append(DerivedValue(line, value, tuple(compiler.expressions[start:])))
    return tuple(values)


def _check(line: Gate, compiler: Compiler, path: Path) -> Check:
    here = (*path, line.id)
    when = compiler.expression(line.when, (*here, "when"), BOOLEAN)
    return Check(line, when, compiler.condition(line.applies, (*here, "applies")))


def _reach(line: Minimum, items: list[ScoredItem], compiler: Compiler) -> Reach:
    here = ("minima", line.id)
    known = (TOTAL, *(item.declared.id for item in items))
    _one_of(line.of, known, compiler, (*here, "of"))
    start = len(compiler.expressions)
    strict = line.above is not None
    key = "above" if strict else "at_least"
    bound = line.above if strict else line.at_least
    value = compiler.number(bound, (*here, key)).value if isinstance(bound, str) else constant(bound)
    applies = compiler.condition(line.applies, (*here, "applies"))
    return Reach(line, value, strict, applies, tuple(compiler.expressions[start:]))


def _one_of(name: str, known: tuple[str, ...], compiler: Compiler, path: Path) -> None:
    if name in known:
        return
    near = difflib.get_close_matches(name, known, n=1)
    names = listed(known)
    compiler.problem(
        Text(zh=f"没有计分项 {name}", en=f"there is no item {name}"),
        path,
        Text(
            zh=(f"是否应为 {near[0]}？" if near else "") + f"可用：{names.zh}",
            en=(f"did you mean {near[0]}? " if near else "") + f"allowed: {names.en}",
        ),
    )


def _results(
    declared: ScorecardDeclaration, items: list[ScoredItem], compiler: Compiler
) -> tuple[Result, ...]:
    names = tuple(item.declared.id for item in items)
    for name in sorted(set(VERDICT_NAMES) & set(compiler.known)):
        compiler.problem(
            Text(zh=f"{name} 是保留的名称", en=f"the name {name} is reserved"),
            ("inputs", name),
            Text(zh="请换一个名称", en="choose another name"),
        )
    compiler.known |= {PASSED: BOOLEAN, TOTAL: NUMBER}
    compiler.known[POINTS] = Kind("struct", fields=tuple((name, NUMBER) for name in names))
    compiler.open_values |= {PASSED: Unknown(), TOTAL: Unknown(), POINTS: dict.fromkeys(names, Unknown())}
    results = []
    for line in declared.outputs:
        before, start = Counter(compiler.uses), len(compiler.expressions)
        applies = compiler.condition(line.applies, ("outputs", line.id, "applies"))
        if line.points is None:
            kind, value = compile_value(line, compiler, ("outputs",))
        else:
            kind, value = NUMBER, None
            for name in output_points(line).values():
                _one_of(name, (TOTAL, *names), compiler, ("outputs", line.id, "points"))
        read = frozenset(compiler.uses - before)
        after = value is None or any(name.split(".")[0] in VERDICT_NAMES for name in read)
        behind = _inputs_behind(read, declared, compiler)
        expressions = tuple(compiler.expressions[start:])
        results.append(Result(line, kind, value, applies, behind, after, expressions))
    return tuple(results)


def output_points(line: Output) -> dict[str, str]:
    """Return the items that an output shows, by the name it shows them under."""
    if isinstance(line.points, dict):
        return line.points
    return {name: name for name in ((line.points,) if isinstance(line.points, str) else line.points or ())}


def _inputs_behind(
    names: frozenset[str], declared: ScorecardDeclaration, compiler: Compiler
) -> frozenset[str]:
    """Return the inputs that some names are computed from, through derived values."""
    inputs = {one.id for one in declared.inputs}
    found, todo = set(), list(names)
    while todo:
        name = todo.pop().removeprefix("given ").split(".")[0]
        if name in inputs:
            found.add(name)
        todo += compiler.reads.get(name, ())
    return frozenset(found)


def _ids_are_unique(declared: ScorecardDeclaration, items: list[ScoredItem], compiler: Compiler) -> None:
    """Hold that a name in a result means one thing."""
    groups: dict[str, list[str]] = {
        "gates": [line.id for line in declared.gates] + [line.id for line in declared.minima],
        "direct": [line.id for line in declared.direct],
        "points": [item.declared.id for item in items],
        "outputs": [*RESERVED_OUTPUTS, *(line.id for line in declared.outputs)],
    }
    for section, names in groups.items():
        for name, times in Counter(names).items():
            if times > 1:
                compiler.problem(
                    Text(zh=f"编号 {name} 用了 {times} 次", en=f"the id {name} is used {times} times"),
                    (section, name),
                )


def _all_is_read(declared: ScorecardDeclaration, compiler: Compiler) -> None:
    """Hold that every input, derived value and list is read by a line, or says why it is not."""
    used = {name.removeprefix("given ").split(".")[0] for name in compiler.uses}
    used |= {declared.version_by or ""}
    if declared.status == "template":
        return
    for one in declared.inputs:
        if one.id not in used and one.unused is None:
            compiler.problem(
                Text(zh=f"没有一条规则用到输入项 {one.id}", en=f"no line reads the input {one.id}"),
                ("inputs", one.id),
                Text(
                    zh="请删去，或写 unused 说明为何仍要填报",
                    en="remove it, or say under `unused` why it is asked for",
                ),
            )
        if isinstance(one, StructInput):
            for field in one.fields_:
                if f"{one.id}.{field.id}" not in compiler.uses and field.unused is None:
                    compiler.problem(
                        Text(
                            zh=f"没有一条规则用到字段 {one.id}.{field.id}",
                            en=f"no line reads the field {one.id}.{field.id}",
                        ),
                        ("inputs", one.id, "fields", field.id),
                    )
    for section, names in (("derived", [line.id for line in declared.derived]), ("lists", [*declared.lists])):
        for name in names:
            if name not in used:
                compiler.problem(Text(zh=f"没有用到 {name}", en=f"nothing reads {name}"), (section, name))


def _verdict_is_known(
    declared: ScorecardDeclaration, results: tuple[Result, ...], compiler: Compiler
) -> None:
    if declared.points and not declared.minima:
        compiler.problem(
            Text(zh="有计分项，却没有写明须达到多少分", en="there are points, but not how many are needed"),
            ("points",),
            Text(zh="请写入 minima", en="write it under `minima`"),
        )
    if declared.direct and not declared.minima:
        compiler.problem(
            Text(zh="direct 免的是计分，却没有计分的要求", en="`direct` spares points, but none are needed"),
            ("direct",),
            Text(
                zh="须具备其一的，请写成一条 gates，用 || 连接",
                en="where one of several must hold, write one gate of them with ||",
            ),
        )
    if declared.verdict is None:
        return
    named = [one for one in results if one.line.id == declared.verdict]
    if not named or named[0].kind != BOOLEAN or named[0].after_verdict or declared.gates or declared.points:
        compiler.problem(
            Text(
                zh=f"verdict 所写的 {declared.verdict} 不能作为结论",
                en=f"`verdict` names {declared.verdict}, which cannot be one",
            ),
            ("verdict",),
            Text(
                zh="没有 gates 和 points 时，写一个结果为是或否的 outputs",
                en="without gates and points, name an output that is true or false",
            ),
        )
