"""Parents from chains: a row that names every node above an indicator, the nearest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from quheng.bilingual import Text
from quheng.errors import DataError, Problem, Where


def parents_from_chains(rows: Iterable[tuple[Sequence[str], Where]]) -> dict[str, str]:
    """Return the parent of every code that has one.

    Parameters
    ----------
    rows
        The codes from an indicator up to the top, and the place of the row.

    Raises
    ------
    DataError
        Where two rows put one code under different parents.
    """
    parents: dict[str, str] = {}
    problems: dict[tuple[str, str], Problem] = {}
    for chain, where in rows:
        for child, parent in pairwise(chain):
            if parents.setdefault(child, parent) != parent:
                first = parents[child]
                problems[child, parent] = Problem(
                    Text(
                        zh=f"{child} 既在 {first} 之下，又在 {parent} 之下",
                        en=f"{child} is under {first} in one place and under {parent} in another",
                    ),
                    where,
                    Text(zh="每一项只能有一个上级", en="give each of them one parent"),
                )
    if problems:
        raise DataError(problems.values())
    return parents
