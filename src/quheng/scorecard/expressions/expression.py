"""Check an expression against the names that it may use, and make it a function of their values."""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from quheng.bilingual import Text, listed
from quheng.scorecard.exact import read_number
from quheng.scorecard.expressions.functions import FUNCTIONS, contained, entry
from quheng.scorecard.expressions.kinds import BOOLEAN, EMPTY_LIST, NUMBER, TEXT, WHOLE, Kind
from quheng.scorecard.expressions.syntax import (
    Binary,
    Call,
    Choice,
    ExpressionError,
    Index,
    ListOf,
    Literal,
    Member,
    Name,
    Node,
    Unary,
    parse,
)
from quheng.scorecard.unknown import Unknown, at_most, blend, bounds, every, needing_all, negate, same, some

Values = Mapping[str, Any]
Evaluate = Callable[[Values], Any]

GIVEN = "(given)"
"""The entry of the values that holds which inputs were given: no name can be spelled like it.

None while a rule is compiled, and there are no inputs yet.
"""

NOT_READ = Unknown()


@dataclass(frozen=True)
class Expression:
    """A checked expression.

    Parameters
    ----------
    source, tree
        As it is written, and parsed.
    kind
        What it gives.
    names
        The names that it reads, each as often as it does; fields as "ip.advance".
    value
        Its value for values of the names: a plain value, or `Unknown`.
    """

    source: str
    tree: Node
    kind: Kind
    names: tuple[str, ...]
    value: Evaluate


def compiled(source: str, known: Mapping[str, Kind], expected: Kind | None = None) -> Expression:
    """Parse and check an expression.

    Parameters
    ----------
    source
        CEL.
    known
        The names that it may use and their kinds.
    expected
        What it must give; None for anything.

    Raises
    ------
    ExpressionError
        What is wrong, where, and what is known.
    """
    checker = _Checker(known)
    tree = parse(source)
    kind, value = checker.check(tree)
    if expected is not None and not expected.fits(kind):
        raise ExpressionError(
            Text(
                zh=f"结果应为{expected.speak().zh}，却是{kind.speak().zh}",
                en=f"the result must be {expected.speak().en}, it is {kind.speak().en}",
            )
        )
    return Expression(source, tree, kind, tuple(checker.names), value)


class _Checker:
    """Check a tree from its leaves up, and build the function of each node on the way."""

    def __init__(self, known: Mapping[str, Kind]) -> None:
        self.known = known
        self.names: list[str] = []

    def check(self, node: Node) -> tuple[Kind, Evaluate]:
        match node:
            case Literal():
                return self._literal(node)
            case Name():
                return self._name(node)
            case Member():
                return self._member(node)
            case Index():
                return self._index(node)
            case Unary():
                return self._unary(node)
            case Binary():
                return self._binary(node)
            case Choice():
                return self._choice(node)
            case Call():
                return self._given(node) if node.function == "given" else self._call(node)
            case ListOf():
                return self._list(node)

    def _literal(self, node: Literal) -> tuple[Kind, Evaluate]:
        value = read_number(node.value) if node.number else node.value
        if value is None:
            raise ExpressionError(
                Text(zh=f"{node.value} 位数过多", en=f"{node.value} has too many digits"), node.at + 1
            )
        if node.number:
            return (WHOLE if isinstance(value, int) else NUMBER), lambda _: value
        return (TEXT if isinstance(value, str) else BOOLEAN), lambda _: value

    def _name(self, node: Name) -> tuple[Kind, Evaluate]:
        name = node.name
        if name not in self.known:
            raise ExpressionError(
                Text(zh=f"未知的名称 {name}", en=f"unknown name {name}"),
                node.at + 1,
                _nearest(name, self.known),
            )
        self.names.append(name)
        return self.known[name], lambda values: values[name]

    def _member(self, node: Member) -> tuple[Kind, Evaluate]:
        kind, of = self.check(node.of)
        fields = dict(kind.fields)
        if node.field not in fields:
            raise ExpressionError(
                Text(zh=f"没有字段 {node.field}", en=f"there is no field {node.field}"),
                node.at + 1,
                _nearest(node.field, fields),
            )
        field = node.field
        if isinstance(node.of, Name):
            self.names[-1] = f"{node.of.name}.{field}"
        return fields[field], lambda values: of(values)[field]

    def _index(self, node: Index) -> tuple[Kind, Evaluate]:
        kind, of = self.check(node.of)
        if kind.name != "list" or kind.of is None:
            raise self._wrong(node.of, "list", kind)
        index = self._expect(node.index, WHOLE)
        return kind.of, lambda values: entry(of(values), index(values))

    def _unary(self, node: Unary) -> tuple[Kind, Evaluate]:
        if node.operator == "!":
            truth = self._expect(node.of, BOOLEAN)
            return BOOLEAN, lambda values: negate(truth(values))
        kind, number = self.check(node.of)
        if kind.name != "number":
            raise self._wrong(node.of, "number", kind)
        return Kind("number", whole=kind.whole), lambda values: _minus(0, number(values))

    def _binary(self, node: Binary) -> tuple[Kind, Evaluate]:
        operator = node.operator
        if operator in ("&&", "||"):
            left, right = self._expect(node.left, BOOLEAN), self._expect(node.right, BOOLEAN)
            join = every if operator == "&&" else some
            return BOOLEAN, lambda values: join((left(values), right(values)))
        left_kind, left = self.check(node.left)
        right_kind, right = self.check(node.right)
        if operator in ARITHMETIC:
            for side, kind in ((node.left, left_kind), (node.right, right_kind)):
                if kind.name != "number":
                    raise self._wrong(side, "number", kind)
            compute = ARITHMETIC[operator]
            whole = left_kind.whole and right_kind.whole
            return Kind("number", whole=whole), lambda values: compute(left(values), right(values))
        if operator == "in":
            if right_kind.name != "list":
                raise self._wrong(node.right, "list", right_kind)
            entries = right_kind.of or left_kind
            self._comparable(node, left_kind, entries)
            self._possible(node.left, left_kind, node.right)
            return BOOLEAN, lambda values: contained(left(values), right(values))
        self._comparable(node, left_kind, right_kind)
        if operator in ("==", "!="):
            self._possible(node.left, left_kind, node.right)
            self._possible(node.right, right_kind, node.left)
            if operator == "==":
                return BOOLEAN, lambda values: same(left(values), right(values))
            return BOOLEAN, lambda values: negate(same(left(values), right(values)))
        if left_kind.name not in ("number", "date"):
            raise ExpressionError(
                Text(
                    zh=f"{left_kind.speak().zh}不能比较大小",
                    en=f"{left_kind.speak().en} cannot be compared by {operator}",
                ),
                node.at + 1,
            )
        strict = operator in ("<", ">")
        if operator in ("<", "<="):
            return BOOLEAN, lambda values: at_most(left(values), right(values), strict=strict)
        return BOOLEAN, lambda values: at_most(right(values), left(values), strict=strict)

    def _choice(self, node: Choice) -> tuple[Kind, Evaluate]:
        condition = self._expect(node.condition, BOOLEAN)
        yes_kind, yes = self.check(node.yes)
        no_kind, no = self.check(node.no)
        self._comparable(node, yes_kind, no_kind)
        kind = yes_kind if yes_kind == no_kind else Kind(yes_kind.name, of=yes_kind.of or no_kind.of)
        return kind, lambda values: chosen(condition(values), yes(values), no(values))

    def _call(self, node: Call) -> tuple[Kind, Evaluate]:
        function = FUNCTIONS.get(node.function)
        if function is None:
            raise ExpressionError(
                Text(zh=f"未知的函数 {node.function}", en=f"unknown function {node.function}"),
                node.at + 1,
                _nearest(node.function, ("given", *FUNCTIONS)),
            )
        checked = [self.check(argument) for argument in node.arguments]
        kinds, arguments = [kind for kind, _ in checked], [value for _, value in checked]
        for form in function.takes:
            repeated = form
            if function.many and len(kinds) > len(form) > 1:
                repeated = (*form, *[form[-1]] * (len(kinds) - len(form)))
            if len(repeated) == len(kinds) and all(map(Kind.fits, repeated, kinds)):
                gives = function.gives
                if node.function == "last" and kinds[0].of:
                    gives = kinds[0].of
                return gives, lambda values: function(*[value(values) for value in arguments])
        forms = [f"{node.function}({', '.join(kind.name for kind in form)})" for form in function.takes]
        found = ", ".join(kind.name for kind in kinds)
        raise ExpressionError(
            Text(
                zh=f"{node.function} 不能用于（{found}）",
                en=f"{node.function} does not take ({found})",
            ),
            node.at + 1,
            Text(zh=f"可用：{'、'.join(forms)}", en=f"it takes {' or '.join(forms)}"),
        )

    def _given(self, node: Call) -> tuple[Kind, Evaluate]:
        """`given(x)`: whether the input was given with a value, which is always known."""
        named = node.arguments[0] if len(node.arguments) == 1 else None
        if not isinstance(named, Name | Member):
            raise ExpressionError(
                Text(zh="given 需要一个输入项的名称", en="given() takes the name of one input"), node.at + 1
            )
        before = len(self.names)
        self.check(named)
        name = self.names[-1]
        del self.names[before:]
        self.names.append(f"given {name}")
        return BOOLEAN, lambda values: NOT_READ if values[GIVEN] is None else name in values[GIVEN]

    def _list(self, node: ListOf) -> tuple[Kind, Evaluate]:
        checked = [self.check(one) for one in node.entries]
        if not checked:
            return EMPTY_LIST, lambda _: ()
        first = checked[0][0]
        for one, (kind, _) in zip(node.entries, checked, strict=True):
            if not first.fits(kind):
                raise self._wrong(one, first.name, kind)
        entries = [value for _, value in checked]
        return Kind("list", of=Kind(first.name)), lambda values: tuple(value(values) for value in entries)

    def _expect(self, node: Node, kind: Kind) -> Evaluate:
        found, value = self.check(node)
        if not kind.fits(found):
            raise self._wrong(node, kind.name, found)
        return value

    def _wrong(self, node: Node, expected: str, found: Kind) -> ExpressionError:
        wanted = Kind(expected).speak()
        return ExpressionError(
            Text(
                zh=f"此处应为{wanted.zh}，却是{found.speak().zh}",
                en=f"{wanted.en} is expected here, found {found.speak().en}",
            ),
            node.at + 1,
        )

    def _comparable(self, node: Node, left: Kind, right: Kind) -> None:
        if not left.fits(right) or left.name in ("struct", "map"):
            raise ExpressionError(
                Text(
                    zh=f"{left.speak().zh}与{right.speak().zh}不能放在一起",
                    en=f"{left.speak().en} and {right.speak().en} do not go together",
                ),
                node.at + 1,
            )

    def _possible(self, node: Node, kind: Kind, other: Node) -> None:
        """Refuse a comparison with a text that the choice does not have: a misspelling never holds."""
        if kind.choices is None:
            return
        for one in other.entries if isinstance(other, ListOf) else (other,):
            if isinstance(one, Literal) and one.value not in kind.choices:
                raise ExpressionError(
                    Text(zh=f"{one.value!r} 不是可选的值", en=f"{one.value!r} is not one of the choices"),
                    one.at + 1,
                    _allowed(kind.choices),
                )


def chosen(condition: Any, yes: Any, no: Any) -> Any:
    """Return `yes` or `no`; where the condition is unknown, what both allow."""
    if condition is True:
        return yes
    if condition is False:
        return no
    if not isinstance(yes, Unknown) and not isinstance(no, Unknown) and yes == no and not condition.holes:
        return yes
    return needing_all((condition,)) if condition.never_defined else hull((yes, no), (condition,))


def hull(values: tuple[Any, ...], because: tuple[Any, ...]) -> Unknown:
    """Return an unknown that may be any of `values`, with the causes of `because` and of their own."""
    low, high = -math.inf, math.inf
    if all(isinstance(value, Unknown | int | Fraction) for value in values):
        both = [bounds(value) for value in values]
        low, high = min(low for low, _ in both), max(high for _, high in both)
    return blend((*because, *values), low, high)


def _plus(left: Any, right: Any) -> Any:
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        (left_low, left_high), (right_low, right_high) = bounds(left), bounds(right)
        return needing_all((left, right), left_low + right_low, left_high + right_high)
    return left + right


def _minus(left: Any, right: Any) -> Any:
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        (left_low, left_high), (right_low, right_high) = bounds(left), bounds(right)
        return needing_all((left, right), left_low - right_high, left_high - right_low)
    return left - right


def times(left: Any, right: Any) -> Any:
    """Return the product, or its bounds."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        corners = [_product(a, b) for a in bounds(left) for b in bounds(right)]
        return needing_all((left, right), min(corners), max(corners))
    return left * right


def _product(left: Any, right: Any) -> Any:
    return 0 if left == 0 or right == 0 else left * right


ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {"+": _plus, "-": _minus, "*": times}


def _allowed(names: tuple[str, ...]) -> Text:
    names_listed = listed(names)
    return Text(zh=f"可用：{names_listed.zh}", en=f"allowed: {names_listed.en}")


def _nearest(name: str, known: Mapping[str, Any] | tuple[str, ...]) -> Text:
    """Return the name that was probably meant, and all that are known."""
    names = _allowed(tuple(known))
    near = difflib.get_close_matches(name, list(known), n=1)
    if not near:
        return names
    return Text(zh=f"是否应为 {near[0]}？{names.zh}", en=f"did you mean {near[0]}? {names.en}")
