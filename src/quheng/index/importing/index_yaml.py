"""Word a foreign framework as index.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from quheng.bilingual import Text, listed
from quheng.index.importing.entry import Branch
from quheng.index.new_folder import NO_MEASURE, index_code, quoted

if TYPE_CHECKING:
    from quheng.index.importing.draft import Divisor

METHOD = """\
# The steps in the order in which they run; imported weights are proportions among siblings.
# 计算步骤，依次执行；导入的权重为同级之间的相对大小。
method:
  screen: none        # or {coverage: 2/3}: set aside units with too few values / 覆盖率不足的不参与排名
  impute: none        # or {by: mean, group: COLUMN}, a column of units.csv / 分组列
  treat: none         # or {when: {skewness: 2, kurtosis: 3.5}, winsorise: 5, otherwise: log}
  normalise: {by: minmax, to: [0, 100]}
  weights: relative
  aggregate: arithmetic

robustness:
  replicates: 2000
  seed: 1
  vary:
    weights: {noise: 0.25}
    normalise: [minmax, zscore, rank]
"""


def index_yaml(
    tops: tuple[Branch, ...], divisors: Sequence[Divisor], name: str, tool: str
) -> tuple[str, tuple[Text, ...]]:
    """Return the text of index.yaml, and notes on how the framework was fitted in.

    Parameters
    ----------
    tops
        The top nodes. A single one is the index; several become the pillars of one.
    divisors
        The variables that indicators are divided by.
    name
        Of the new folder; the index takes its code from it.
    tool
        Where the index comes from.
    """
    pillars, notes = _pillars(tops)
    title = tops[0].entry.name if len(tops) == 1 else name
    code = _free_code(index_code(name), {*_codes(pillars), *(divisor.code for divisor in divisors)})
    declared = "".join(
        f"  - {{code: {quoted(divisor.code)}, title: {quoted(divisor.name)}, "
        f"measure: {quoted(divisor.measure or NO_MEASURE)}}}\n"
        for divisor in divisors
    )
    text = (
        f"# Imported from {tool}. Check titles and measures; a title may be {{zh: ..., en: ...}}.\n"
        f"# 由 {tool} 导入。请核对名称和计量单位；名称可写 {{zh: ..., en: ...}}。\n\n"
        f"index: {quoted(code)}\n"
        f"title: {quoted(title)}\n\n"
        + (f"denominators:\n{declared}\n" if declared else "")
        + "framework:\n"
        + "".join(line for pillar in pillars for line in _lines(pillar, "  "))
        + "\n"
        + METHOD
    )
    return text, notes


def _pillars(tops: tuple[Branch, ...]) -> tuple[tuple[Branch, ...], tuple[Text, ...]]:
    """Return the branches below the index, none of them an indicator."""
    if len(tops) > 1:
        codes = listed(top.entry.code for top in tops)
        return tops, (
            Text(
                zh=f"最高一级有 {len(tops)} 项（{codes.zh}），已作为同一个指数的一级指标",
                en=f"there are {len(tops)} top nodes ({codes.en}), which became the pillars of one index",
            ),
        )
    (top,) = tops
    loose = [child for child in top.children if child.entry.is_indicator]
    if not loose:
        return top.children, ()
    codes = listed(child.entry.code for child in loose)
    if len(loose) == len(top.children):
        return (top,), (
            Text(
                zh=f"指标都直接在 {top.entry.code} 之下，已归入同名的一个一级指标",
                en=f"all indicators are right below {top.entry.code}: they became one pillar of that name",
            ),
        )
    return tuple(_in_a_pillar(child) for child in top.children), (
        Text(
            zh=f"{codes.zh} 直接在 {top.entry.code} 之下，已各自成为一级指标，权重不变",
            en=f"{codes.en}: right below {top.entry.code}, each became a pillar of its own with its weight",
        ),
    )


def _in_a_pillar(child: Branch) -> Branch:
    """Put an indicator that stands beside pillars into a pillar of its own."""
    if not child.entry.is_indicator:
        return child
    own = child.entry
    return Branch(
        type(own)(f"{own.code}.pillar", own.name, own.level + 1, own.parent, own.where, weight=own.weight),
        (child,),
    )


def _free_code(wanted: str, taken: set[str]) -> str:
    """Return `wanted`, with a number where another code equals it."""
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (wanted, *numbered) if code not in taken)


def _codes(branches: Iterable[Branch]) -> Iterator[str]:
    for branch in branches:
        yield branch.entry.code
        yield from _codes(branch.children)


def _lines(branch: Branch, indent: str) -> Iterator[str]:
    entry = branch.entry
    yield f"{indent}- {'code' if entry.is_indicator else 'pillar'}: {quoted(entry.code)}\n"
    for key, value in _properties(branch):
        yield f"{indent}  {key}: {value}\n"
    for kind, children in (
        ("pillars", [child for child in branch.children if not child.entry.is_indicator]),
        ("indicators", [child for child in branch.children if child.entry.is_indicator]),
    ):
        if children:
            yield f"{indent}  {kind}:\n"
            for child in children:
                yield from _lines(child, f"{indent}    ")


def _properties(branch: Branch) -> Iterator[tuple[str, str]]:
    entry = branch.entry
    yield "title", quoted(entry.name)
    if entry.weight is not None:
        yield "weight", entry.weight
    if not entry.is_indicator:
        return
    measure = entry.measure or NO_MEASURE
    yield "measure", quoted(measure)
    yield "direction", entry.direction
    if entry.denominator:
        divided = quoted(f"{measure} / {entry.denominator}")
        yield "denominate", f"{{by: {quoted(entry.denominator)}, measure: {divided}}}"
    if entry.goalposts:
        yield "goalposts", f"[{', '.join(entry.goalposts)}]"
    if entry.target:
        yield "target", entry.target
