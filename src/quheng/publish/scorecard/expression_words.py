"""Expressions in words: `ratio(tech_staff, employees) >= 0.1` as 科技人员数 ÷ 职工总数 ≥ 10%."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from quheng.bilingual import Text
from quheng.publish.scorecard.number_words import number, same
from quheng.scorecard.exact import read_number
from quheng.scorecard.expressions.syntax import (
    BINDING,
    Binary,
    Call,
    Choice,
    Index,
    ListOf,
    Literal,
    Member,
    Name,
    Node,
    Unary,
)

Naming = Callable[[str], Text]
"""From a name ("employees", "ip.advance", "mgmt[0]") to what stands for it: its label, or its value."""

Measures = Mapping[str, tuple[str, str]]
"""The unit of measurement of a name, Chinese and English; empty where none is written."""

SIGNS: Final[Mapping[str, str]] = {
    "==": "=",
    "!=": "≠",
    "<=": "≤",
    ">=": "≥",
    "<": "<",
    ">": ">",
    "+": "+",
    "-": "−",
    "*": "×",
}

COMPARISONS: Final = ("==", "!=", "<=", ">=", "<", ">")

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "&&": (" 且 ", " and "),
    "||": (" 或 ", " or "),
    "in": (" 属于 ", " is one of "),
}

CALLS: Final[Mapping[str, tuple[str, str]]] = {
    "sum": ("{0}之和", "the sum of {0}"),
    "mean": ("{0}的平均数", "the mean of {0}"),
    "last": ("{0}的最近一年", "the latest of {0}"),
    "size": ("{0}的项数", "the number of {0}"),
    "abs": ("{0}的绝对值", "the absolute value of {0}"),
    "geomean": ("{0}的几何平均数", "the geometric mean of {0}"),
    "mean_growth": ("{0}的平均增长率", "the mean growth of {0}"),
    "weighted_mean": ("{0}的加权平均数（权重：{1}）", "the mean of {0} by {1}"),
    "weighted_geomean": ("{0}的加权几何平均数（权重：{1}）", "the geometric mean of {0} by {1}"),
    "covered_mean": (
        "{0}的平均数（缺的不计，有数的应达 {1}）",
        "the mean of those of {0} that are known, {1} of them or more",
    ),
    "covered_weighted_mean": (
        "{0}的加权平均数（权重：{1}；缺的不计，有数的权重应达 {2}）",
        "the mean by {1} of those of {0} that are known, {2} of the weight or more",
    ),
    "ranks": ("{0}的名次（同分同名次）", "the places of {0}, equal ones alike"),
    "kendall": ("{0}与{1}的肯德尔 τ", "Kendall's τ of {0} and {1}"),
    "minmax": ("{0}的极差标准化（方向 {1}）", "{0} from least to greatest as 0 to 100 (direction {1})"),
    "days": ("{0}至{1}的天数", "the days from {0} to {1}"),
    "age": ("{1}时的周岁（{0}）", "the completed years of age on {1} ({0})"),
    "add_days": ("{0}后 {1} 天", "{0} plus {1} days"),
    "add_months": ("{0}后 {1} 个月", "{0} plus {1} months"),
    "add_years": ("{0}后 {1} 年", "{0} plus {1} years"),
    "month": ("{0}所在月份", "the month of {0}"),
    "given": ("填报了{0}", "{0} is given"),
    "sets.intersects": ("{0}中有{1}所列的", "{0} has one of {1}"),
    "sets.contains": ("{0}包含{1}的全部", "{0} has all of {1}"),
}

RATIO_BINDING = BINDING["*"]
ATOM = 9


def words(tree: Node, naming: Naming, measures: Measures | None = None) -> Text:
    """Return an expression in words.

    Parameters
    ----------
    tree
        The expression.
    naming
        What stands for each name.
    measures
        The unit of measurement of names that have one: it goes behind a number compared with them.
    """
    speakers = (_Speaker(naming, measures or {}, language) for language in (0, 1))
    zh, en = (speaker.say(tree) or "—" for speaker in speakers)
    return Text(zh=zh, en=en)


def asked(tree: Node, naming: Naming, measures: Measures) -> Text:
    """Return a condition in words; one that reads a single name says which answer it asks for."""
    if not is_plain(tree):
        return words(tree, naming, measures)
    denied = isinstance(tree, Unary)
    of = words(tree.of if isinstance(tree, Unary) else tree, naming)
    return Text(zh=f"“{of.zh}”为{'否' if denied else '是'}", en=f"“{of.en}” is {'no' if denied else 'yes'}")


def is_share(tree: Node) -> bool:
    """Whether an expression gives a share or a rate, which is read as a percentage."""
    return isinstance(tree, Call) and tree.function in ("ratio", "mean_growth")


def is_plain(tree: Node) -> bool:
    """Whether an expression only reads one name, or denies it: its label says it all."""
    inner = tree.of if isinstance(tree, Unary) and tree.operator == "!" else tree
    return isinstance(inner, Name | Member)


class _Speaker:
    """Say a tree in one language."""

    def __init__(self, naming: Naming, measures: Measures, language: int) -> None:
        self.naming = naming
        self.measures = measures
        self.language = language

    def say(self, node: Node, within: int = 0, *, percent: bool = False) -> str:
        """Return the words of a node, in brackets where it binds less than what it stands within."""
        text = self._say(node, percent)
        return f"({text})" if _binding(node) < within else text

    def _say(self, node: Node, percent: bool) -> str:
        match node:
            case Literal():
                return self._literal(node, percent)
            case Name() | Member():
                return self._name(_path(node))
            case Index(of=Name() | Member() as of, index=Literal(value=str() as at)):
                return self._name(f"{_path(of)}[{at}]")
            case Index():
                return f"{self.say(node.of)}[{self.say(node.index)}]"
            case Unary(operator="!"):
                inner = self.say(node.of)
                return self._pick(f"非“{inner}”", f"not “{inner}”")
            case Unary():
                return f"−{self.say(node.of, ATOM)}"
            case Binary():
                return self._binary(node)
            case Choice():
                parts = [self.say(part) for part in (node.condition, node.yes, node.no)]
                return self._pick("若{}则 {}，否则 {}", "{1} if {0}, else {2}").format(*parts)
            case ListOf():
                return self._pick("、", ", ").join(self.say(entry) for entry in node.entries)
            case Call():
                return self._call(node)

    def _literal(self, node: Literal, percent: bool) -> str:
        if isinstance(node.value, bool):
            return self._pick("是" if node.value else "否", "yes" if node.value else "no")
        found = read_number(node.value) if node.number else None
        return node.value if found is None else number(found, percent=percent)

    def _name(self, name: str) -> str:
        text = self.naming(name)
        return self._pick(text.zh, text.en)

    def _binary(self, node: Binary) -> str:
        binding = BINDING[node.operator]
        percent = node.operator in COMPARISONS and (is_share(node.left) or is_share(node.right))
        left = self.say(node.left, binding, percent=percent)
        right = self.say(node.right, binding + 1, percent=percent)
        if node.operator in WORDS:
            return f"{left}{self._pick(*WORDS[node.operator])}{right}"
        return f"{left} {SIGNS[node.operator]} {right}{self._measure(node)}"

    def _measure(self, node: Binary) -> str:
        """Return the unit of a number that a name is compared with."""
        if node.operator not in COMPARISONS or not isinstance(node.left, Name | Member):
            return ""
        if not isinstance(node.right, Literal) or not node.right.number:
            return ""
        unit = self._pick(*self.measures.get(_path(node.left), ("", "")))
        return unit if unit == "%" or not unit else f" {unit}"

    def _call(self, node: Call) -> str:
        if node.function == "ratio":
            over, under = node.arguments
            return f"{self.say(over, RATIO_BINDING)} ÷ {self.say(under, RATIO_BINDING + 1)}"
        arguments = [self.say(argument) for argument in node.arguments]
        if node.function == "date":
            return self._date(node, arguments)
        if node.function in ("min", "max"):
            least = self._pick(
                ("最小", "最大")[node.function == "max"], ("least", "greatest")[node.function == "max"]
            )
            inner = self._pick("、", ", ").join(arguments)
            return self._pick(f"{inner}中{least}的", f"the {least} of {inner}")
        pattern = CALLS.get(node.function)
        if pattern is None:
            return f"{node.function}({', '.join(arguments)})"
        return self._pick(*pattern).format(*arguments)

    def _date(self, node: Call, arguments: list[str]) -> str:
        if len(arguments) == 1:
            return arguments[0]
        year, month, day = arguments
        if isinstance(node.arguments[0], Literal):
            return f"{int(year):04}-{int(month):02}-{int(day):02}"
        return self._pick(f"{year} 年 {month} 月 {day} 日", f"{year}-{month}-{day}")

    def _pick(self, zh: str, en: str) -> str:
        return en if self.language else zh


def _path(node: Name | Member) -> str:
    return node.name if isinstance(node, Name) else f"{_inner(node.of)}.{node.field}"


def _inner(node: Node) -> str:
    return _path(node) if isinstance(node, Name | Member) else ""


def _binding(node: Node) -> int:
    match node:
        case Binary():
            return BINDING[node.operator]
        case Call(function="ratio"):
            return RATIO_BINDING
        case Choice():
            return 0
        case _:
            return ATOM


def as_named(labels: Mapping[str, Text]) -> Naming:
    """Return the naming by labels; a name without one stands for itself, `mgmt[0]` is the first of `mgmt`."""

    def naming(name: str) -> Text:
        head, bracket, at = name.removesuffix("]").partition("[")
        label = labels.get(head) or same(head)
        if not bracket:
            return label
        return Text(zh=f"{label.zh}第 {int(at) + 1} 项", en=f"{label.en} no. {int(at) + 1}")

    return naming
