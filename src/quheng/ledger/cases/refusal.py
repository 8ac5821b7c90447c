"""A command that is not carried out: why, in words, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quheng.bilingual import Text
from quheng.errors import Problem, Where

Ground = Literal[
    "role",
    "stage",
    "value",
    "missing",
    "condition",
    "gate",
    "clock",
    "parts",
    "link",
    "time",
    "changed",
    "unknown",
]
"""role: it is for others. stage: not now. value: a value cannot be. missing: something is not filled in.
condition: what must hold does not. gate: a check is not passed. clock, parts, link: as they stand.
time: the server's clock. changed: somebody else was first. unknown: no such thing."""


@dataclass(frozen=True)
class Refusal:
    """Why a command is refused.

    Parameters
    ----------
    ground
        The class of reason, for programs.
    problems
        Every problem found, each with its field where it has one.
    """

    ground: Ground
    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class RefusedError(Exception):
    """Carries a refusal out of the depth of a decision; `decide` returns it."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(str(refusal))


def refuse(
    ground: Ground, zh: str, en: str, remedy: Text | None = None, field: str | None = None
) -> RefusedError:
    """Return the error that refuses a command for one reason."""
    return RefusedError(Refusal(ground, (Problem(Text(zh=zh, en=en), Where(field=field), remedy),)))
