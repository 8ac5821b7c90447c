"""Refuse choices that could change nothing: their zero effect would be taken for robustness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from quheng.bilingual import Text, listed
from quheng.errors import DeclarationError, MethodError, Problem, Where
from quheng.index import Edition
from quheng.index.aggregate import AggregateRule
from quheng.index.uncertain import Vary
from quheng.robustness.factors import droppable
from quheng.robustness.posts import by_goalposts
from quheng.robustness.upstream import Upstream

MEANS = ("arithmetic", "geometric", "harmonic", "generalised", "median")
"""Aggregations that leave an only child as it is."""


def refuse_idle(vary: Vary, edition: Edition) -> None:
    """Refuse the choices whose step is absent, or has nothing to act on.

    Parameters
    ----------
    vary
        The uncertain choices.
    edition
        The nominal result.

    Raises
    ------
    MethodError
        With every such choice.
    """
    _refuse(list(_idle(vary, edition)))


def refuse_without_effect(vary: Vary, upstream: Upstream) -> None:
    """Refuse measurement errors without an uncertain observation, and treatments that all come to the same.

    Raises
    ------
    MethodError
        With every such choice.
    """
    idle: list[tuple[str, Text]] = []
    if upstream.errors is not None and not upstream.errors.rows.size:
        none = Text(
            zh="所用观测值的状态均无误差，也未给出区间",
            en="no observation used has a status with an error, or an interval",
        )
        idle.append(("measurement", none))
    elif upstream.errors is None and len(vary.treat) > 1 and _treated_alike(upstream):
        alike = Text(zh="各备选处理的结果相同", en="all alternatives treat the data alike")
        idle.append(("treat", alike))
    _refuse(idle)


def refuse_unknown_posts(vary: Vary, edition: Edition) -> None:
    """Refuse goalposts of indicators that the framework lacks, or that no alternative normalises by them.

    Raises
    ------
    DeclarationError
        With every such code.
    """
    if not isinstance(vary.goalposts, tuple):
        return
    indicators = edition.tree.indicators
    known = [indicators[position].code for position in _between_posts(vary, edition)]
    problems = [
        Problem(
            Text(
                zh=f"{code} 不是按 goalposts 标准化的指标",
                en=f"{code} is no indicator that is normalised by goalposts",
            ),
            Where(file="index.yaml", field=f"robustness.vary.goalposts[{number}].posts"),
            Text(zh=f"可用：{listed(known).zh}", en=f"allowed: {listed(known).en}"),
        )
        for number, own in enumerate(vary.goalposts, 1)
        for code in own.posts
        if code not in known
    ]
    if problems:
        raise DeclarationError(problems)


def _idle(vary: Vary, edition: Edition) -> Iterator[tuple[str, Text]]:
    tree = edition.tree
    whole = edition.basis.edition if edition.basis else edition
    if vary.weights and all(len(node.children) == 1 for node in tree.nodes):
        yield "weights", Text(zh="每个节点只有一项", en="every node has one child")
    if vary.impute and not np.isnan(whole.before("impute").values).any():
        yield "impute", Text(zh="没有缺失值", en="nothing is missing")
    if vary.treat and all(indicator.treat for indicator in tree.indicators):
        yield "treat", Text(zh="每个指标都有自己的 treat", en="every indicator has its own")
    if vary.goalposts and not _between_posts(vary, edition):
        yield "goalposts", Text(zh="没有按 goalposts 标准化的指标", en="nothing is normalised by goalposts")
    if vary.normalise and all(indicator.normalise for indicator in tree.indicators):
        yield "normalise", Text(zh="每个指标都有自己的 normalise", en="every indicator has its own")
    if vary.pillars and all(node.aggregate for node in tree.nodes[:-1]):
        yield "pillars", Text(zh="每个一级指标都有自己的 aggregate", en="every pillar has its own")
    elif len(vary.pillars) > 1 and _alike(vary.pillars, (len(node.children) for node in tree.nodes[:-1])):
        yield "pillars", Text(zh="每个一级指标只有一项", en="every pillar has one child")
    if len(vary.index) > 1 and _alike(vary.index, [len(tree.root.children)]):
        yield "index", Text(zh="指数只有一个一级指标", en="the index has one pillar")
    yield from _nothing_to_drop(vary, edition)


def _alike(rules: tuple[AggregateRule, ...], children: Iterable[int]) -> bool:
    """Return whether all rules give a node its only child."""
    return all(rule.by in MEANS for rule in rules) and all(number == 1 for number in children)


def _nothing_to_drop(vary: Vary, edition: Edition) -> Iterator[tuple[str, Text]]:
    weights = edition.effective_weights
    weighted = {code for code in droppable(vary, edition.tree) if weights[code] > 0}
    pillars = {node.code for node in edition.tree.pillars}
    if "indicators" in vary.drop_one and len(weighted - pillars) < 2:
        yield "drop_one", Text(zh="只有一个有权重的指标", en="only one indicator has a weight")
    if "pillars" in vary.drop_one and len(weighted & pillars) < 2:
        yield "drop_one", Text(zh="只有一个有权重的一级指标", en="only one pillar has a weight")


def _between_posts(vary: Vary, edition: Edition) -> list[int]:
    rules = vary.normalise or (edition.inputs.declaration.method.normalise,)
    found = [by_goalposts(edition.tree.indicators, rule) for rule in rules]
    return sorted({position for positions in found for position in positions})


def _treated_alike(upstream: Upstream) -> bool:
    """Return whether every treatment of every completed data set comes to the same."""
    treatments = range(upstream.shape[1])
    for _, filled in upstream.completed():
        first, *others = (upstream.treated(filled, treatment) for treatment in treatments)
        if any(not np.array_equal(first, other, equal_nan=True) for other in others):
            return False
    return True


def _refuse(idle: list[tuple[str, Text]]) -> None:
    if idle:
        raise MethodError(
            Problem(
                Text(
                    zh=f"该不确定选择不起作用：{reason.zh}",
                    en=f"this uncertain choice has no effect: {reason.en}",
                ),
                Where(file="index.yaml", field=f"robustness.vary.{name}"),
                Text(zh="请删除该项", en="remove it"),
            )
            for name, reason in idle
        )
