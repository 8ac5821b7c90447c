"""The uncertain choices of a study, in the order in which they read their uniform numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quheng.bilingual import Text
from quheng.index.treat import Treat, Winsorise
from quheng.index.tree import Tree
from quheng.index.uncertain import Vary
from quheng.index.uncertain_goalposts import GoalpostsNoise
from quheng.index.uncertain_impute import Drawn, ImputeAlternative
from quheng.robustness.factor import Factor
from quheng.robustness.weights import columns_needed

DROPPED = {
    ("indicators",): Text(zh="逐一剔除指标", en="Indicators left out one at a time"),
    ("pillars",): Text(zh="逐一剔除一级指标", en="Pillars left out one at a time"),
    ("indicators", "pillars"): Text(
        zh="逐一剔除指标或一级指标", en="Indicators and pillars left out one at a time"
    ),
}


def factors_of(vary: Vary, tree: Tree) -> tuple[Factor, ...]:
    """Return the choices that vary, each with columns of its own."""
    factors, start = [], 0
    for factor in _factors(vary, tree):
        factors.append(replace(factor, columns=slice(start, start + factor.width)))
        start += factor.width
    return tuple(factors)


def droppable(vary: Vary, tree: Tree) -> tuple[str, ...]:
    """Return the codes of what may be left out: indicators first, then pillars."""
    leaves = tuple(leaf.code for leaf in tree.indicators) if "indicators" in vary.drop_one else ()
    nodes = tuple(node.code for node in tree.pillars) if "pillars" in vary.drop_one else ()
    return (*leaves, *nodes)


def _factors(vary: Vary, tree: Tree) -> Iterator[Factor]:
    one = slice(0, 1)
    if vary.weights:
        width = slice(0, columns_needed(vary.weights, tree))
        title = Text(zh="权重", en="Weights")
        yield Factor("weights", title, (vary.weights.by,), width, vary.weights.in_words)
    if vary.measurement:
        title = Text(zh="观测误差", en="Measurement error")
        yield Factor("measurement", title, (), one, vary.measurement.in_words)
    if vary.impute:
        fillings = tuple(_filling_in_short(rule) for rule in vary.impute)
        yield Factor("impute", Text(zh="缺失值插补", en="Imputation"), fillings, one)
    if vary.treat:
        treatments = tuple("none" if rule is None else _in_short(rule) for rule in vary.treat)
        yield Factor("treat", Text(zh="异常值处理", en="Treatment of extremes"), treatments, one)
    if vary.goalposts:
        yield _goalposts(vary.goalposts, tree)
    if vary.normalise:
        methods = tuple(str(rule.by) for rule in vary.normalise)
        yield Factor("normalise", Text(zh="标准化方法", en="Normalisation"), methods, one)
    if vary.pillars:
        means = tuple(str(rule.by) for rule in vary.pillars)
        yield Factor("pillars", Text(zh="一级指标合成方法", en="Aggregation of pillars"), means, one)
    if vary.index:
        means = tuple(str(rule.by) for rule in vary.index)
        yield Factor("index", Text(zh="指数合成方法", en="Aggregation of the index"), means, one)
    if vary.drop_one:
        title = DROPPED[tuple(sorted(set(vary.drop_one)))]
        yield Factor("drop_one", title, ("none", *droppable(vary, tree)), one)


def _goalposts(goalposts: GoalpostsNoise | tuple[object, ...], tree: Tree) -> Factor:
    title = Text(zh="固定上下限", en="Goalposts")
    if isinstance(goalposts, GoalpostsNoise):
        ends = 2 * sum(leaf.goalposts is not None for leaf in tree.indicators)
        return Factor("goalposts", title, (), slice(0, ends), goalposts.in_words)
    titles = tuple(str(getattr(own, "title", "")) for own in goalposts)
    return Factor("goalposts", title, titles, slice(0, 1))


def _filling_in_short(rule: ImputeAlternative) -> str:
    """Name an imputation by its rule, and the number of its draws: `knn, 20 draws`."""
    if rule is None:
        return "none"
    return f"{rule.by}, {rule.draws} draws" if isinstance(rule, Drawn) else str(rule.by)


def _in_short(rule: Treat) -> str:
    """Name a treatment by its steps: `winsorise 5, log`."""
    return ", ".join(
        f"{step.by} {step.points}" if isinstance(step, Winsorise) else str(step.by) for step in rule.steps
    )
