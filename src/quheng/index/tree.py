"""The framework laid out for computing: nodes bottom-up, children as column positions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quheng.bilingual import Text
from quheng.declarations import Share
from quheng.index.aggregate import AggregateRule
from quheng.index.framework import Indicator, Pillar
from quheng.index.weigh import WeightRule


@dataclass(frozen=True)
class Node:
    """An inner node.

    Parameters
    ----------
    code, title
        Its names; the root bears those of the index.
    children
        Column positions: the indicators come first, in the order of the tree, then the nodes, bottom-up.
    child_codes
        The codes of the children, in the same order.
    declared
        The weight declared for each child, None where none is.
    aggregate, weights
        Rules of its own, or None.
    parent
        The code of its parent; None for the root.
    """

    code: str
    title: Text
    children: tuple[int, ...]
    child_codes: tuple[str, ...]
    declared: tuple[Share | None, ...]
    aggregate: AggregateRule | None
    weights: WeightRule | None
    parent: str | None


@dataclass(frozen=True)
class Tree:
    """A framework laid out for computing.

    Parameters
    ----------
    indicators
        The leaves, in the order of the file.
    nodes
        The inner nodes, children before parents, the root last.
    """

    indicators: tuple[Indicator, ...]
    nodes: tuple[Node, ...]

    @classmethod
    def of(cls, code: str, title: Text, framework: tuple[Pillar, ...]) -> Tree:
        """Lay out a framework under a root with the code and title of the index."""
        root = Pillar(pillar=code, title=title, pillars=framework)
        leaves = tuple(root.leaves())
        position = {leaf.code: column for column, leaf in enumerate(leaves)}
        nodes: list[Node] = []
        for pillar, parent in _bottom_up(root, None):
            codes = tuple(
                child.pillar if isinstance(child, Pillar) else child.code for child in pillar.children
            )
            children = tuple(position[code] for code in codes)
            declared = tuple(child.weight for child in pillar.children)
            position[pillar.pillar] = len(leaves) + len(nodes)
            nodes.append(
                Node(
                    pillar.pillar,
                    pillar.title,
                    children,
                    codes,
                    declared,
                    pillar.aggregate,
                    pillar.weights,
                    parent,
                )
            )
        return cls(leaves, tuple(nodes))

    @property
    def root(self) -> Node:
        """The index itself."""
        return self.nodes[-1]

    @property
    def columns(self) -> tuple[str, ...]:
        """The codes of indicators and nodes by column position."""
        return (*(leaf.code for leaf in self.indicators), *(node.code for node in self.nodes))

    @property
    def inner(self) -> tuple[Node, ...]:
        """The pillars of every level: those right below the root first, then those below them."""
        depth = {self.root.code: 0}
        for node in reversed(self.nodes[:-1]):
            depth[node.code] = depth[str(node.parent)] + 1
        return tuple(sorted(self.nodes[:-1], key=lambda node: depth[node.code]))

    @property
    def pillars(self) -> tuple[Node, ...]:
        """The inner nodes right below the root."""
        return tuple(node for node in self.nodes if node.parent == self.root.code)

    @property
    def siblings(self) -> tuple[tuple[int, ...], ...]:
        """For each inner node the columns of the indicators right below it."""
        leaves = len(self.indicators)
        return tuple(tuple(child for child in node.children if child < leaves) for node in self.nodes)

    @property
    def titles(self) -> dict[str, Text]:
        """The title of every indicator and node by its code."""
        leaves = {leaf.code: leaf.title for leaf in self.indicators}
        return leaves | {node.code: node.title for node in self.nodes}

    def node(self, code: str) -> Node | None:
        """Return the inner node of a code, None where there is none."""
        return next((node for node in self.nodes if node.code == code), None)

    def parent_of(self, code: str) -> Node:
        """Return the node that an indicator or node is a child of."""
        column = self.columns.index(code)
        return next(node for node in self.nodes if column in node.children)


def _bottom_up(pillar: Pillar, parent: str | None) -> Iterator[tuple[Pillar, str | None]]:
    for child in pillar.pillars:
        yield from _bottom_up(child, pillar.pillar)
    yield pillar, parent
