"""Pairwise comparison matrices: how they are declared, their weights and their consistency."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, TypeAlias

import numpy as np
from pydantic import Field

from quheng.bilingual import Text, listed
from quheng.declarations import ContradictionError, Share
from quheng.index.arrays import Floats

if TYPE_CHECKING:
    from quheng.index.tree import Node

ByCode: TypeAlias = dict[str, dict[str, Share]]
"""`{a: {b: 3, c: 5}, b: {c: 2}}`: a is 3 times as important as b. Each pair once; twice, if reciprocal."""

FullMatrix: TypeAlias = Annotated[tuple[tuple[Share, ...], ...], Field(min_length=1)]
"""Rows and columns in the order of the node's children: those that are pillars first, then indicators."""

Judgements: TypeAlias = ByCode | FullMatrix

RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
"""The mean consistency index of random reciprocal matrices of order 1 to 15 (Saaty 1980, page 21)."""


def principal_eigenvector(matrix: Floats) -> tuple[Floats, float]:
    """Return the weights w with ``A w = λ_max w``, and λ_max.

    Parameters
    ----------
    matrix
        (k, k), A, positive.

    Returns
    -------
    weights
        (k,) positive, summing to one (Perron).
    eigenvalue
        At least k for a reciprocal matrix; k where it is consistent.
    """
    eigenvalues, vectors = np.linalg.eig(matrix)
    greatest = int(np.argmax(eigenvalues.real))
    weights = np.abs(vectors[:, greatest].real)
    return weights / weights.sum(), float(eigenvalues[greatest].real)


def consistency_ratio(matrix: Floats) -> float:
    """Return ``CR = (λ_max - k) / (k - 1) / RI_k``, RI being Saaty's random index.

    Parameters
    ----------
    matrix
        (k, k) positive and reciprocal, k at most 15.

    Returns
    -------
    Zero where all judgements agree; two judge always consistently. Saaty accepts up to 0.1.

    References
    ----------
    Saaty (1980), The Analytic Hierarchy Process; OECD/JRC (2008), Handbook on Constructing Composite
    Indicators, Part 2, section 6.7.
    """
    k = len(matrix)
    if k < 3:
        return 0.0
    _, greatest = principal_eigenvector(matrix)
    return max((greatest - k) / (k - 1) / RANDOM_INDEX[k - 1], 0.0)


def comparison_matrix(node: Node, judgements: Judgements, expert: Text) -> Floats:
    """Return the reciprocal matrix (k, k) that an expert's judgements declare over a node's children.

    Raises
    ------
    ContradictionError
        Where a pair is not judged or judged in two ways, a code is unknown, or a ratio is not positive.
    """
    given = _by_code(node, judgements, expert)
    codes = node.child_codes
    unknown = sorted({code for pair in given for code in pair if code not in codes})
    if unknown:
        raise _contradiction(
            node,
            expert,
            Text(zh=f"提到了 {listed(unknown).zh}", en=f"names {listed(unknown).en}"),
            Text(zh=f"可用：{listed(codes).zh}", en=f"allowed: {listed(codes).en}"),
        )
    matrix = np.ones((len(codes), len(codes)))
    for row, a in enumerate(codes):
        for column, b in enumerate(codes[row:], row):
            matrix[row, column] = float(_ratio(node, given, a, b, expert))
            matrix[column, row] = 1.0 / matrix[row, column]
    return matrix


def _by_code(node: Node, judgements: Judgements, expert: Text) -> dict[tuple[str, str], Fraction]:
    if isinstance(judgements, dict):
        return {(a, b): ratio for a, row in judgements.items() for b, ratio in row.items()}
    k = len(node.child_codes)
    if len(judgements) != k or any(len(row) != k for row in judgements):
        raise _contradiction(
            node,
            expert,
            Text(zh=f"的判断矩阵不是 {k} 行 {k} 列", en=f"gives a matrix that is not {k} × {k}"),
            Text(
                zh=f"行列顺序：{listed(node.child_codes).zh}",
                en=f"rows and columns in the order {listed(node.child_codes).en}",
            ),
        )
    return {
        (a, b): ratio
        for a, row in zip(node.child_codes, judgements, strict=True)
        for b, ratio in zip(node.child_codes, row, strict=True)
    }


def _ratio(node: Node, given: dict[tuple[str, str], Fraction], a: str, b: str, expert: Text) -> Fraction:
    """Return how many times as important a is as b."""
    forward, backward = given.get((a, b)), given.get((b, a))
    if any(ratio is not None and ratio <= 0 for ratio in (forward, backward)):
        raise _contradiction(
            node,
            expert,
            Text(
                zh=f"对 {a} 与 {b} 的判断不是正数",
                en=f"judges {a} against {b} by a number that is not positive",
            ),
            Text(zh="例如 3 或 1/3", en="for example 3, or 1/3"),
        )
    if a == b:
        forward = Fraction(1) if forward is None else forward
    if forward is None and backward is None:
        raise _contradiction(
            node,
            expert,
            Text(zh=f"没有比较 {a} 与 {b}", en=f"does not compare {a} with {b}"),
            Text(zh="每两个下级都要比较一次", en="compare every two children once"),
        )
    if forward is None and backward is not None:
        return 1 / backward
    assert forward is not None
    if backward is not None and forward * backward != 1:
        raise _contradiction(
            node,
            expert,
            Text(
                zh=f"判断 {a} 对 {b} 为 {forward}，{b} 对 {a} 为 {backward}，两者不互为倒数",
                en=f"judges {a} against {b} as {forward} but {b} against {a} as {backward}: not reciprocal",
            ),
            Text(
                zh="请写 1/3 而不是 0.33，或只写其中一个",
                en="write 1/3, not 0.33, or give only one of the two",
            ),
        )
    return forward


def _contradiction(node: Node, expert: Text, what: Text, remedy: Text) -> ContradictionError:
    return ContradictionError(
        Text(zh=f"{node.code}：{expert.zh}{what.zh}", en=f"{node.code}: {expert.en} {what.en}"), remedy
    )
