"""Parse CEL: the part of it that a scorecard may use, into a tree of our own.

The text must be valid CEL (the `common-expression-language` parser reads it first); the tree exists because
conditions are evaluated over unknown inputs and in exact fractions, which no CEL evaluator does.

Grammar: https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NoReturn

from quheng.bilingual import Text

MAX_LENGTH = 2000
"""Characters of an expression."""

MAX_DEPTH = 40
"""Brackets within brackets."""

MAX_OPERATORS = 100
"""Operators with two sides."""


@dataclass(frozen=True)
class Literal:
    """A number (as written), a text, true or false."""

    value: bool | str
    number: bool
    at: int


@dataclass(frozen=True)
class Name:
    """An input, a derived value or a list."""

    name: str
    at: int


@dataclass(frozen=True)
class Member:
    """A field of a struct: `ip.advance`."""

    of: Node
    field: str
    at: int


@dataclass(frozen=True)
class Index:
    """An entry of a list: `mgmt[0]`."""

    of: Node
    index: Node
    at: int


@dataclass(frozen=True)
class Unary:
    """`!x` or `-x`."""

    operator: str
    of: Node
    at: int


@dataclass(frozen=True)
class Binary:
    """Two sides and the operator between them."""

    operator: str
    left: Node
    right: Node
    at: int


@dataclass(frozen=True)
class Choice:
    """`condition ? yes : no`."""

    condition: Node
    yes: Node
    no: Node
    at: int


@dataclass(frozen=True)
class Call:
    """A function and its arguments."""

    function: str
    arguments: tuple[Node, ...]
    at: int


@dataclass(frozen=True)
class ListOf:
    """`[a, b]`."""

    entries: tuple[Node, ...]
    at: int


Node = Literal | Name | Member | Index | Unary | Binary | Choice | Call | ListOf


class ExpressionError(ValueError):
    """An expression that cannot be used: what is wrong, at which character, what is known."""

    def __init__(self, what: Text, at: int | None = None, remedy: Text | None = None) -> None:
        self.what = what
        self.at = at
        self.remedy = remedy
        super().__init__(what.en)


TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+\.\d+|\d+)(?![\w.])|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<text>'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\")"
    r"|(?P<mark>&&|\|\||==|!=|<=|>=|[-+*/%<>!?:.,()\[\]{}]))",
    re.ASCII,
)

BINDING = {
    "||": 1,
    "&&": 2,
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">=", "in"), 3),
    **dict.fromkeys(("+", "-"), 4),
    **dict.fromkeys(("*", "/", "%"), 5),
}


@lru_cache(maxsize=4096)
def parse(source: str) -> Node:
    """Return the tree of an expression.

    Raises
    ------
    ExpressionError
        With the character where it goes wrong (the first is 1).
    """
    if len(source) > MAX_LENGTH:
        raise ExpressionError(
            Text(
                zh=f"表达式有 {len(source)} 个字符，至多 {MAX_LENGTH} 个",
                en=f"the expression has {len(source)} characters, the most is {MAX_LENGTH}",
            ),
            remedy=Text(zh="请分成几个 derived", en="split it into several `derived` values"),
        )
    parser = _Parser(source)
    node = parser.ternary()
    parser.end()
    _is_cel(source)
    return node


def _is_cel(source: str) -> None:
    """Let the CEL library read it too: whatever passes here is CEL, and not a dialect."""
    import cel

    try:
        cel.compile(source)
    except (ValueError, RuntimeError) as error:
        raise ExpressionError(
            Text(zh="不是有效的 CEL 表达式", en=f"not valid CEL: {str(error).splitlines()[0]}")
        ) from None


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    at: int


class _Parser:
    """Precedence climbing over the tokens of one expression."""

    def __init__(self, source: str) -> None:
        self.tokens = list(self._tokens(source))
        self.position = 0
        self.depth = 0
        self.operators = 0

    @staticmethod
    def _tokens(source: str) -> list[_Token]:
        tokens, at, end = [], 0, len(source.rstrip())
        while at < end:
            found = TOKEN.match(source, at)
            if not found:
                start = at + len(source[at:]) - len(source[at:].lstrip())
                _refuse(
                    Text(
                        zh=f"无法识别 {source[start : start + 12]!r}",
                        en=f"cannot read {source[start : start + 12]!r}",
                    ),
                    start,
                    Text(
                        zh="文字要加引号；不要用全角符号",
                        en="put text in quotes; do not use full-width marks",
                    ),
                )
            kind = str(found.lastgroup)
            tokens.append(_Token(kind, found[kind], found.start(kind)))
            at = found.end()
        return [*tokens, _Token("end", "", end)]

    @property
    def next(self) -> _Token:
        return self.tokens[self.position]

    def _take(self) -> _Token:
        token = self.next
        self.position += 1
        return token

    def _found(self, text: str) -> bool:
        if self.next.kind == "mark" and self.next.text == text:
            self.position += 1
            return True
        return False

    def _expect(self, text: str) -> None:
        if not self._found(text):
            self._surprised(Text(zh=f"此处应为 {text}", en=f"{text} is expected here"))

    def _surprised(self, what: Text) -> NoReturn:
        found = self.next.text
        _refuse(
            Text(
                zh=f"{what.zh}，却是 {found!r}" if found else f"{what.zh}，表达式却已结束",
                en=f"{what.en}, found {found!r}" if found else f"{what.en}, but the expression ends",
            ),
            self.next.at,
        )

    def end(self) -> None:
        if self.next.kind != "end":
            self._surprised(Text(zh="此处应有运算符", en="an operator is expected here"))

    def ternary(self) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            _refuse(Text(zh="表达式嵌套过深", en="the expression is nested too deeply"), self.next.at)
        condition = self._binary(1)
        if self.next.kind == "mark" and self.next.text == "?":
            at = self._take().at
            yes = self.ternary()
            self._expect(":")
            condition = Choice(condition, yes, self.ternary(), at)
        self.depth -= 1
        return condition

    def _binary(self, least: int) -> Node:
        left = self._unary()
        while (binding := BINDING.get(self.next.text, 0)) >= least and self.next.kind in ("mark", "name"):
            token = self._take()
            self.operators += 1
            if self.operators > MAX_OPERATORS:
                _refuse(
                    Text(
                        zh=f"运算符超过 {MAX_OPERATORS} 个",
                        en=f"there are more than {MAX_OPERATORS} operators",
                    ),
                    token.at,
                )
            if token.text in ("/", "%"):
                _refuse(
                    Text(zh=f"不能使用 {token.text}", en=f"{token.text} cannot be used"),
                    token.at,
                    Text(zh="请写 ratio(a, b)，精确相除", en="write ratio(a, b), which divides exactly"),
                )
            left = Binary(token.text, left, self._binary(binding + 1), token.at)
        return left

    def _unary(self) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            _refuse(Text(zh="表达式嵌套过深", en="the expression is nested too deeply"), self.next.at)
        if self.next.kind == "mark" and self.next.text in ("!", "-"):
            token = self._take()
            node: Node = Unary(token.text, self._unary(), token.at)
        else:
            node = self._member()
        self.depth -= 1
        return node

    def _member(self) -> Node:
        node = self._primary()
        while True:
            at = self.next.at
            if self._found("."):
                node = Member(node, self._identifier(), at)
            elif self._found("["):
                node = Index(node, self.ternary(), at)
                self._expect("]")
            elif self.next.text == "(" and isinstance(node, Name | Member):
                self._take()
                node = Call(_dotted(node), self._list(")"), node.at)
            else:
                return node

    def _identifier(self) -> str:
        if self.next.kind != "name":
            self._surprised(Text(zh="此处应为名称", en="a name is expected here"))
        return self._take().text

    def _list(self, end: str) -> tuple[Node, ...]:
        entries: list[Node] = []
        while not self._found(end):
            if entries:
                self._expect(",")
            entries.append(self.ternary())
        return tuple(entries)

    def _primary(self) -> Node:
        token = self.next
        if token.kind == "number":
            return Literal(self._take().text, True, token.at)
        if token.kind == "text":
            return Literal(_unquoted(self._take()), False, token.at)
        if token.kind == "name" and token.text in ("true", "false"):
            return Literal(self._take().text == "true", False, token.at)
        if token.kind == "name" and token.text not in ("in", "null"):
            return Name(self._take().text, token.at)
        if self._found("("):
            node = self.ternary()
            self._expect(")")
            return node
        if self._found("["):
            return ListOf(self._list("]"), token.at)
        return self._surprised(
            Text(zh="此处应为值、名称或括号", en="a value, a name or a bracket is expected here")
        )


def _unquoted(token: _Token) -> str:
    """Return a quoted text without its quotes; the only escapes are of a quote and of the backslash."""
    inner = token.text[1:-1]
    if re.search(r"\\[^'\"\\]", inner):
        _refuse(Text(zh="文字中有不支持的转义", en="the text has an escape that is not supported"), token.at)
    return re.sub(r"\\(.)", r"\1", inner)


def _dotted(node: Node) -> str:
    """Return the name of a function with its library, such as `sets.intersects`."""
    if isinstance(node, Name):
        return node.name
    if isinstance(node, Member):
        return f"{_dotted(node.of)}.{node.field}"
    raise ExpressionError(Text(zh="此处不能调用函数", en="a function cannot be called here"), node.at + 1)


def _refuse(what: Text, at: int, remedy: Text | None = None) -> NoReturn:
    raise ExpressionError(what, at + 1, remedy)
