"""What rules that weigh by the scores themselves have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

import numpy as np

from quheng.bilingual import Text, counted
from quheng.declarations import Declared
from quheng.errors import MethodError, Problem, Where
from quheng.index.arrays import Booleans, Floats
from quheng.index.moments import constant
from quheng.index.statistics.pearson import pearson
from quheng.index.weigh.declared import refuse_unequal

if TYPE_CHECKING:
    from quheng.index.context import Context
    from quheng.index.tree import Node


class FromScores(Declared, ABC):
    """A rule that weighs the children of a node by their scores; an only child has all the weight."""

    by: str

    def check(self, node: Node) -> None:
        """Refuse a node whose children are declared to have unequal weights."""
        refuse_unequal(node, self.by)

    def apply(self, node: Node, children: Floats, context: Context) -> Floats:
        """Return the weights (n_children,) of a node, summing to one.

        Parameters
        ----------
        node
            With the rule by which it is aggregated.
        children
            (n_units, n_children) scores, NaN where missing.
        context
            The units and variables.

        Raises
        ------
        MethodError
            Where the rule is not defined on these scores; it names the children.
        """
        if len(node.child_codes) == 1:
            return np.ones(1)
        refuse_children(
            np.count_nonzero(np.isnan(children), axis=0) > len(children) - 2,
            node,
            self.by,
            Text(zh="有值的评价对象不足两个", en="fewer than two units have a value"),
            Text(zh="请补充数据或删除该项", en="add data, or remove it"),
        )
        return self.weigh(node, children, context)

    @abstractmethod
    def weigh(self, node: Node, children: Floats, context: Context) -> Floats:
        """Return the weights of two children or more, each with two values or more."""


def refuse_children(marked: Booleans, node: Node, rule: str, what: Text, remedy: Text) -> None:
    """Raise a MethodError that names the marked children of a node (n_children,), if there are any."""
    if marked.any():
        raise MethodError(
            Problem(
                Text(
                    zh=f"{node.code} 之下的 {code} 不能用 {rule} 赋权：{what.zh}",
                    en=f"{code} under {node.code} cannot be weighed by {rule}: {what.en}",
                ),
                Where(file="index.yaml", field="method.weights"),
                remedy,
            )
            for code, bad in zip(node.child_codes, marked, strict=True)
            if bad
        )


def node_error(node: Node, rule: str, what: Text, remedy: Text) -> MethodError:
    """Return the MethodError of a node whose children cannot be weighed by a rule."""
    return MethodError(
        Problem(
            Text(
                zh=f"{node.code} 的各下级不能用 {rule} 赋权：{what.zh}",
                en=f"the children of {node.code} cannot be weighed by {rule}: {what.en}",
            ),
            Where(file="index.yaml", field="method.weights"),
            remedy,
        )
    )


def refuse_constant_children(node: Node, rule: str, children: Floats) -> None:
    """Raise a MethodError that names the children that have one score for all units."""
    refuse_children(
        constant(children),
        node,
        rule,
        Text(zh="对所有评价对象取值相同", en="it is the same for every unit"),
        Text(
            zh="请删除该项，或改用 equal、given 等不依赖数据的赋权方法",
            en="remove it, or weigh by a rule that does not depend on scores, such as equal or given",
        ),
    )


def refuse_negative(node: Node, rule: str, children: Floats, remedy: Text) -> None:
    """Raise a MethodError that names the children with a negative score, and their least."""
    least = np.fmin.reduce(children, axis=None)
    refuse_children(
        np.any(children < 0, axis=0),
        node,
        rule,
        Text(
            zh=f"有负值（各项最小值 {least:.6g}）",
            en=f"it has negative scores (the least under this node is {least:.6g})",
        ),
        remedy,
    )


def complete_units(node: Node, rule: str, children: Floats, needed: int) -> Booleans:
    """Return the units (n_units,) that have every child; a MethodError where there are fewer than needed."""
    complete: Booleans = np.all(~np.isnan(children), axis=1)
    if complete.sum() < needed:
        raise node_error(
            node,
            rule,
            Text(
                zh=f"各项齐全的评价对象只有 {complete.sum()} 个，至少需要 {needed} 个",
                en=f"only {counted(complete.sum(), 'unit has', 'units have')} all of them, "
                f"at least {needed} must",
            ),
            Text(
                zh="请先插补缺失值（method.impute）或减少指标",
                en="impute what is missing (method.impute), or remove indicators",
            ),
        )
    return complete


def correlations_of(node: Node, rule: str, children: Floats) -> Floats:
    """Return Pearson's correlations (n_children, n_children); a MethodError where one is not defined."""
    refuse_constant_children(node, rule, children)
    r = pearson(children)
    refuse_children(
        np.any(np.isnan(r), axis=1),
        node,
        rule,
        Text(
            zh="与另一项没有足够的共同有值的评价对象，无法计算相关系数",
            en="it shares too few units with another child for a correlation",
        ),
        Text(
            zh="请先插补缺失值（method.impute）或删除该项",
            en="impute what is missing (method.impute), or remove it",
        ),
    )
    return r
