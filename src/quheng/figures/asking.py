"""Which figure is asked for, by whom: what is not public is nobody's but theirs who may read cases."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import datetime

from quheng.bilingual import Text, listed
from quheng.errors import NotFoundError, Problem, Where
from quheng.figures.grouping import Offices
from quheng.figures.reach import EVERYTHING, Reach, reach_of
from quheng.ledger.canonical import canonical_json, digest
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import Figure
from quheng.ledger.published import compiled, version_on
from quheng.ledger.scope import Viewer

Asker = Viewer | None
"""Somebody who is signed in, or the public."""


@dataclass(frozen=True)
class Asked:
    """Figures of a programme within somebody's reach.

    Parameters
    ----------
    programme
        The version in force.
    reach
        How far it is counted.
    figures
        Those that may be seen, in the order of the file.
    offices
        The tree of organisations.
    """

    programme: Programme
    reach: Reach
    figures: tuple[Figure, ...]
    offices: Offices

    def figure(self, name: str) -> Figure:
        """Return one of the figures.

        Raises
        ------
        NotFoundError
            Where there is none of that name, or it may not be seen: the answer is the same.
        """
        names = [figure.id for figure in self.figures]
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1)
            choice = listed(names)
            raise NotFoundError(
                Problem(
                    Text(
                        zh=f"服务事项 {self.programme.name} 没有统计数 {name}",
                        en=f"the programme {self.programme.name} has no figure {name}",
                    ),
                    Where(field="figure"),
                    Text(
                        zh=(f"是否应为 {near[0]}？" if near else "") + f"可用：{choice.zh}",
                        en=(f"did you mean {near[0]}? " if near else "") + f"there are: {choice.en}",
                    ),
                )
            )
        return self.figures[names.index(name)]


def ask(programme: str, viewer: Asker, now: datetime) -> Asked:
    """Return the figures of a programme that somebody may see.

    Raises
    ------
    NotFoundError
        Where no version of the programme is in force.
    """
    found = compiled(version_on(programme, now.date()).digest)
    declared = found.declared.figures
    offices = Offices.load()
    if viewer is None:
        return Asked(found, EVERYTHING, tuple(figure for figure in declared if figure.public), offices)
    return Asked(found, reach_of(viewer, programme, offices.by_path), declared, offices)


def definition_digest(figure: Figure) -> str:
    """Return the digest of what a figure's declaration says."""
    return digest(canonical_json(figure.model_dump(mode="json", by_alias=True, exclude_defaults=True)))
