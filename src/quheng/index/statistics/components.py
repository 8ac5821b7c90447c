"""Principal components of the correlations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from quheng.bilingual import Text, listed
from quheng.errors import MethodError, Problem, Where
from quheng.index.arrays import Floats
from quheng.index.statistics.pearson import pearson
from quheng.index.statistics.scores import scores_under

if TYPE_CHECKING:
    from quheng.index.edition import Edition


def principal_components(correlation: Floats) -> tuple[Floats, Floats]:
    """Return the eigenvalues of R, greatest first, and the loadings of the components.

    With ``R = V diag(λ) Vᵀ`` the loading of a column on a component, its correlation with it, is ``V
    sqrt(λ)``; the share of a component in the total variance is ``λ / k``.

    Parameters
    ----------
    correlation
        (k, k), R; without NaN.

    Returns
    -------
    eigenvalues
        (k,), summing to k. One of a matrix with pairwise deletion may be slightly negative.
    loadings
        (k, k), components in columns. An eigenvector has no sign of its own: each is turned so that its
        loadings do not sum to less than zero.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 2, section 4.1, Tables 7 and 8.
    """
    eigenvalues, vectors = np.linalg.eigh(correlation)
    eigenvalues, vectors = eigenvalues[::-1], vectors[:, ::-1]
    return eigenvalues, turned(vectors * np.sqrt(np.maximum(eigenvalues, 0.0)))


def turned(loadings: Floats) -> Floats:
    """Return the loadings with every column turned so that it does not sum to less than zero."""
    return loadings * np.where(loadings.sum(axis=0) < 0, -1.0, 1.0)


def components(edition: Edition, code: str | None = None) -> pl.DataFrame:
    """Return the variance of the principal components of a node's children, or of all indicators.

    Parameters
    ----------
    edition
        Its normalised scores; correlations use the units that have both.
    code
        Of an inner node; by default all indicators are taken.

    Returns
    -------
    component (from 1), eigenvalue, share, cumulative.

    Raises
    ------
    MethodError
        Where a correlation is not defined: two columns have too few units in common, or one does not vary.
    """
    eigenvalues, _, _ = _components(edition, code)
    shares = eigenvalues / len(eigenvalues)
    return pl.DataFrame(
        {
            "component": np.arange(1, len(eigenvalues) + 1),
            "eigenvalue": eigenvalues,
            "share": shares,
            "cumulative": np.cumsum(shares),
        }
    )


def component_loadings(edition: Edition, code: str | None = None) -> pl.DataFrame:
    """Return the loadings on the principal components of a node's children, or of all indicators.

    Parameters
    ----------
    edition, code
        As for `components`.

    Returns
    -------
    code, then `component_1`, `component_2`, ...

    Raises
    ------
    MethodError
        As for `components`.
    """
    _, loadings, codes = _components(edition, code)
    return pl.DataFrame(
        {"code": codes} | {f"component_{i}": column for i, column in enumerate(loadings.T, 1)}
    )


def _components(edition: Edition, code: str | None) -> tuple[Floats, Floats, tuple[str, ...]]:
    scores, codes = scores_under(edition, code)
    r = pearson(scores)
    undefined = [code for code, row in zip(codes, np.isnan(r), strict=True) if row.any()]
    if undefined:
        raise MethodError(
            Problem(
                Text(
                    zh=f"{listed(undefined).zh} 与其他项的相关系数无法计算",
                    en=f"the correlations of {listed(undefined).en} with others are not defined",
                ),
                Where(file="index.yaml", field=code or edition.tree.root.code),
                Text(
                    zh="各项须有变化，且任意两项至少有两个共同有值的评价对象；请先插补或删除",
                    en="each must vary, and every two need units that have both: impute, or remove them",
                ),
            )
        )
    return *principal_components(r), codes
