"""Where an expression compares numbers: of a number it matters on which side of each comparison it lies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quheng.scorecard.declared import Input, NumberInput
from quheng.scorecard.expressions.syntax import (
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

COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")


@dataclass(frozen=True)
class Cut:
    """A comparison of two measured sides.

    Parameters
    ----------
    left, right
        The sides.
    names
        The inputs on them.
    """

    left: Node
    right: Node
    names: tuple[str, ...]


def cuts_of(tree: Node, inputs: Mapping[str, Input]) -> list[Cut]:
    """Return the comparisons of an expression whose sides are both measured."""
    names = tuple(dict.fromkeys(names_in(tree)))
    if isinstance(tree, Binary) and tree.operator in COMPARISONS and names:
        sides = (tree.left, tree.right)
        if all(is_measured(side, inputs) for side in sides):
            return [Cut(*sides, names)]
    return [cut for child in children(tree) for cut in cuts_of(child, inputs)]


def names_in(tree: Node) -> Iterator[str]:
    """Yield every name that is read, as often as it is."""
    if isinstance(tree, Name):
        yield tree.name
    for child in children(tree):
        yield from names_in(child)


def read_in_cuts(tree: Node, inputs: Mapping[str, Input]) -> Counter[str]:
    """Return how often each name is read within a cut."""
    return Counter(
        name for cut in cuts_of(tree, inputs) for side in (cut.left, cut.right) for name in names_in(side)
    )


def children(tree: Node) -> tuple[Node, ...]:
    """Return the parts of a node."""
    match tree:
        case Literal() | Name():
            return ()
        case Member() | Unary():
            return (tree.of,)
        case Index():
            return (tree.of, tree.index)
        case Binary():
            return (tree.left, tree.right)
        case Choice():
            return (tree.condition, tree.yes, tree.no)
        case Call():
            return tree.arguments
        case ListOf():
            return tree.entries


def is_measured(tree: Node, inputs: Mapping[str, Input]) -> bool:
    """Whether a side is made of numbers, number inputs, + - * and ratio alone."""
    match tree:
        case Literal():
            return tree.number
        case Name():
            return isinstance(inputs.get(tree.name), NumberInput)
        case Unary(operator="-"):
            return is_measured(tree.of, inputs)
        case Binary(operator="+" | "-" | "*") | Call(function="ratio"):
            return all(is_measured(child, inputs) for child in children(tree))
        case _:
            return False
