"""What is missing to pass: the smallest changes of the inputs that a subject can move."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations, product
from operator import le
from typing import Any

from quheng.bilingual import Text
from quheng.scorecard.declared import InputBase, NumberInput
from quheng.scorecard.exact import Number, decimal_text, lowest
from quheng.scorecard.inputs import named_inputs
from quheng.scorecard.judge import Judgement, Values, judge, with_derived
from quheng.scorecard.trials import tried
from quheng.scorecard.unknown import Unknown
from quheng.scorecard.version import Version

MOST_TOGETHER = 3
"""Inputs changed at once."""

MOST_TURNS = 30
"""Values at which lines change: with more, points move with the input itself."""

TOP = 1 << 40
"""Steps that an input without a limit is moved at most."""

DEFAULT_STEPS: dict[str, Number] = {"integer": 1, "decimal": Fraction(1, 100)}


@dataclass(frozen=True)
class Lever:
    """One input, moved.

    Parameters
    ----------
    input
        Its name; fields as "ip.class1".
    label, measure
        What it is called, and its unit of measurement.
    before, after
        Its value now, and the one needed.
    """

    input: str
    label: Text
    measure: Text | None
    before: Any
    after: Any

    @property
    def change(self) -> Number | None:
        """How much to add; None for true and false."""
        return None if isinstance(self.after, bool) else lowest(Fraction(self.after) - self.before)

    def speak(self) -> Text:
        """Return the change in words: 研发费用总额 +120 万元."""
        if self.change is None:
            words = Text(zh="是" if self.after else "否", en="yes" if self.after else "no")
            return Text(zh=f"{self.label.zh}：{words.zh}", en=f"{self.label.en}: {words.en}")
        amount = f"{'+' if self.change > 0 else ''}{decimal_text(self.change).removesuffix('.0')}"
        unit = self.measure or Text(zh=" ", en=" ")
        return Text(
            zh=f"{self.label.zh} {amount} {unit.zh}".rstrip(),
            en=f"{self.label.en} {amount} {unit.en}".rstrip(),
        )


@dataclass(frozen=True)
class Change:
    """Levers that turn the verdict to a pass together; none of them can be moved less."""

    levers: tuple[Lever, ...]

    def speak(self) -> Text:
        """Return the change in words."""
        parts = [lever.speak() for lever in self.levers]
        return Text(zh="，且".join(one.zh for one in parts), en=" and ".join(one.en for one in parts))


def smallest_changes(version: Version, inputs: Values) -> tuple[Change, ...]:
    """Return the smallest changes that turn a fail into a pass; none where there is none.

    Each movable input is moved to every value at which a line of the rule changes (found by bisection, exact
    to the input's `step`); changes of one input come first, then of two, and of three where fewer do not do.
    In a change of several inputs none can go back to its value before and the rest still pass.

    Parameters
    ----------
    version
        The rule.
    inputs
        The values of one subject that fails. An unknown input is not moved.
    """
    search = _Search(version, inputs)
    if search.outcome({}) is not False or search.outcome(search.best) is not True:
        return ()
    changes: dict[tuple[tuple[str, Any], ...], None] = {}
    for size in range(1, MOST_TOGETHER + 1):
        if size == MOST_TOGETHER and changes:
            break
        for names in combinations(search.best, size):
            for moved in search.least(names):
                changes.setdefault(tuple(moved.items()))
    return tuple(search.change(dict(moved)) for moved in changes)


class _Search:
    """Try values in place of a subject's own."""

    def __init__(self, version: Version, inputs: Values) -> None:
        self.version = version
        self.inputs = inputs
        self.known_steps: dict[str, list[Any] | None] = {}
        self.declared = dict(named_inputs(version.declared.inputs))
        self.movable = [
            name
            for name, one in self.declared.items()
            if _is_movable(one) and not isinstance(self.value(name), Unknown)
        ]

    def value(self, name: str) -> Any:
        """Return the value of an input or of a field now."""
        head, _, field = name.partition(".")
        return self.inputs[head][field] if field else self.inputs[head]

    def judged(self, moved: Mapping[str, Any]) -> tuple[dict[str, Any], Judgement]:
        """Return the inputs with some of them moved, and the judgement."""
        inputs = dict(self.inputs)
        for name, value in moved.items():
            head, _, field = name.partition(".")
            inputs[head] = {**inputs[head], field: value} if field else value
        return inputs, judge(self.version, with_derived(self.version, inputs))

    def outcome(self, moved: Mapping[str, Any]) -> Any:
        """Return whether the subject passes."""
        inputs, judgement = self.judged(moved)
        return tried(self.version, inputs, judgement)

    @cached_property
    def best(self) -> dict[str, Any]:
        """The best value of each movable input, where it is not the value now."""
        found = {}
        for name in self.movable:
            one = self.declared[name]
            if isinstance(one, NumberInput):
                at, last = _grid(one, self.value(name))
                if last:
                    found[name] = at(last)
            elif self.value(name) is not (one.better != "less"):
                found[name] = one.better != "less"
        return found

    def steps(self, name: str) -> list[Any] | None:
        """Return the values at which a line changes, the nearest first; None where points move with it."""
        if name not in self.known_steps:
            self.known_steps[name] = self._steps(name)
        return self.known_steps[name]

    def _steps(self, name: str) -> list[Any] | None:
        one = self.declared[name]
        if not isinstance(one, NumberInput):
            return [self.best[name]]
        at, last = _grid(one, self.value(name))

        def standing(step: int) -> Any:
            judgement = self.judged({name: at(step)})[1]
            lines = (*judgement.gates, *judgement.direct, *judgement.minima)
            return tuple(holds for _, holds in lines), tuple(judgement.items.values())

        turns = _turns(standing, last)
        return None if turns is None else [at(step) for step in turns]

    def least(self, names: tuple[str, ...]) -> Iterator[dict[str, Any]]:
        """Yield the combinations that pass, and of which none can be moved less.

        Where points move with an input itself, it is moved as far as the others leave needed; two such inputs
        have no least combination, and one of them is taken at its best.
        """
        if self.outcome({name: self.best[name] for name in names}) is not True:
            return
        smooth = [name for name in names if self.steps(name) is None]
        frees: list[str | None] = [*smooth] or [None]
        for free in frees:
            others = [name for name in names if name != free]
            found: list[tuple[int, ...]] = []
            choices = [self.steps(name) or [self.best[name]] for name in others]
            for levels in product(*(range(len(one)) for one in choices)):
                if any(all(map(le, one, levels)) for one in found):
                    continue
                picked = zip(others, choices, levels, strict=True)
                moved = {name: values[level] for name, values, level in picked}
                if free is not None:
                    moved = self._with_least(free, moved)
                if self.outcome(moved) is True and self._all_needed(moved):
                    if free is None:
                        found.append(levels)
                    yield {name: moved[name] for name in names}

    def _with_least(self, name: str, moved: dict[str, Any]) -> dict[str, Any]:
        """Return `moved` with the least value of one more input that passes, or its best."""
        one = self.declared[name]
        assert isinstance(one, NumberInput)
        at, last = _grid(one, self.value(name))
        low, high = 0, last
        while high - low > 1:
            middle = (low + high) // 2
            passes = self.outcome({**moved, name: at(middle)}) is True
            low, high = (low, middle) if passes else (middle, high)
        return {**moved, name: at(high)}

    def _all_needed(self, moved: dict[str, Any]) -> bool:
        return len(moved) == 1 or all(
            self.outcome({name: value for name, value in moved.items() if name != spared}) is not True
            for spared in moved
        )

    def change(self, moved: Mapping[str, Any]) -> Change:
        """Return a combination as levers."""
        return Change(
            tuple(
                Lever(name, self.declared[name].name, self.declared[name].measure, self.value(name), value)
                for name, value in moved.items()
            )
        )


def _is_movable(one: InputBase) -> bool:
    if one.lever is not None:
        return one.lever and one.better is not None
    return isinstance(one, NumberInput) and one.better is not None


def _grid(one: NumberInput, value: Number) -> tuple[Callable[[int], Number], int]:
    """Return the value after so many steps in the good direction, and how many there are."""
    step = one.step or DEFAULT_STEPS[one.type]
    sign = -1 if one.better == "less" else 1
    start = sign * (Fraction(value) * sign // step)
    limit = one.max if sign > 0 else one.min
    last = TOP if limit is None else int(max((limit - value) * sign // step, 0))

    def at(count: int) -> Number:
        return value if count == 0 else lowest(Fraction((start + sign * count) * step))

    return at, last


def _turns(standing: Callable[[int], Any], last: int) -> list[int] | None:
    """Return the steps at which the standing changes, by bisection; None where there are too many.

    A rule that more of an input never harms changes for good: where both ends of a span stand alike, so does
    all between them.
    """
    known: dict[int, Any] = {}

    def stands(step: int) -> Any:
        if step not in known:
            known[step] = standing(step)
        return known[step]

    turns: list[int] = []
    spans = [(0, last)]
    while spans:
        low, high = spans.pop()
        if low >= high or stands(low) == stands(high):
            continue
        if high - low == 1:
            turns.append(high)
            if len(turns) > MOST_TURNS:
                return None
            continue
        middle = (low + high) // 2
        spans += [(middle, high), (low, middle)]
    return turns
