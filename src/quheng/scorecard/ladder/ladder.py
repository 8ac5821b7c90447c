"""A ladder: on which step a firm stands, which is next, and what it lacks."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from quheng.bilingual import Text, listed
from quheng.declarations import read_yaml, validated
from quheng.errors import DataError, DeclarationError, NotFoundError, Problem, Where
from quheng.library import library_file
from quheng.scorecard.assessment import Assessment, Reason, Verdict
from quheng.scorecard.declared import Input
from quheng.scorecard.ladder.declared import LadderDeclaration
from quheng.scorecard.levers import Change
from quheng.scorecard.scorecard import Scorecard, load


@dataclass(frozen=True)
class Step:
    """One step.

    Parameters
    ----------
    card
        Its rule.
    reads
        The column of the firms' table for each input of the rule.
    """

    card: Scorecard
    reads: Mapping[str, str]

    @property
    def name(self) -> str:
        """The name of its scorecard."""
        return self.card.name

    @property
    def title(self) -> Text:
        """What it is called."""
        return self.card.title

    @property
    def is_template(self) -> bool:
        """Whether its conditions are not confirmed: nobody is known to stand on it, or not to."""
        return any(version.is_template for version in self.card.all_versions)

    def inputs_of(self, firm: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a firm gives to the inputs of this step."""
        return {name: firm[column] for name, column in self.reads.items() if column in firm}


@dataclass(frozen=True)
class Placed:
    """Where one firm stands.

    Parameters
    ----------
    ladder
        The ladder.
    assessments
        The verdict on each step, from the lowest.
    stands_on
        The highest step that it surely meets; None where it meets none.
    may_stand_on
        The highest step that it may meet, once what is unknown is known; no step that is a template.
    next
        The step above `stands_on`; None on top.
    changes
        The smallest changes that reach the next step, where it fails that now.
    """

    ladder: Ladder
    assessments: tuple[Assessment, ...]
    stands_on: Step | None
    may_stand_on: Step | None
    next: Step | None
    changes: tuple[Change, ...]

    @property
    def lacks(self) -> tuple[Reason, ...]:
        """The lines of the next step that are not met, or cannot be decided."""
        found = self._next_assessment
        return () if found is None else tuple(one for one in found.reasons if one.standing != "met")

    @property
    def missing(self) -> tuple[str, ...]:
        """The columns of the firms' table that would decide the next step."""
        found = self._next_assessment
        if found is None or self.next is None:
            return ()
        return tuple(column_of(self.next.reads, name) for name in found.missing)

    @property
    def _next_assessment(self) -> Assessment | None:
        if self.next is None:
            return None
        return self.assessments[self.ladder.steps.index(self.next)]


@dataclass(frozen=True)
class Ladder:
    """A ladder, ready to place firms.

    Parameters
    ----------
    declared
        As its file has it.
    steps
        From the lowest.
    """

    declared: LadderDeclaration
    steps: tuple[Step, ...]

    @property
    def name(self) -> str:
        """Its name."""
        return self.declared.ladder

    @property
    def title(self) -> Text:
        """What it is called."""
        return self.declared.title

    @cached_property
    def inputs(self) -> dict[str, Input]:
        """The inputs of a firm, by the column of the firms' table, as the lowest step that asks has them."""
        found: dict[str, Input] = {}
        for step in self.steps:
            for version in reversed(step.card.all_versions):
                for name, one in version.inputs.items():
                    column = step.reads[name]
                    found.setdefault(column, one.model_copy(update={"id": column}))
        return found

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the ladder and of its rules, in hexadecimal: counts carry it as their source."""
        texts = [self.declared.model_dump_json()]
        texts += [one.declared.model_dump_json() for step in self.steps for one in step.card.all_versions]
        return hashlib.sha256("\n".join(texts).encode()).hexdigest()

    def place(self, firm: Mapping[str, Any], on: date | None = None) -> Placed:
        """Return where a firm stands.

        Parameters
        ----------
        firm
            Its inputs by the columns of the firms' table (see `inputs`). What is absent or null is unknown.
        on
            The day whose versions of the rules hold.

        Raises
        ------
        DataError
            Where an input is unknown to all steps, of the wrong type or out of range.
        """
        _all_are_known(firm, self.inputs)
        inputs = [step.inputs_of(firm) for step in self.steps]
        found = tuple(step.card.assess(given, on) for step, given in zip(self.steps, inputs, strict=True))
        stands, may = standing(zip(self.steps, (one.verdict for one in found), strict=True))
        above = stands + 1
        following = self.steps[above] if above < len(self.steps) else None
        changes: tuple[Change, ...] = ()
        if following is not None and found[above].verdict == "fail":
            changes = following.card.levers(inputs[above], on)
        return Placed(self, found, self._step(stands), self._step(may), following, changes)

    def _step(self, at: int) -> Step | None:
        return self.steps[at] if at >= 0 else None


def standing(verdicts: Iterable[tuple[Step, Verdict]]) -> tuple[int, int]:
    """Return the highest step surely met, and the highest that may be; -1 where there is none."""
    surely, possibly = -1, -1
    for at, (step, verdict) in enumerate(verdicts):
        if verdict == "pass":
            surely = at
        if verdict == "pass" or (verdict == "needs_review" and not step.is_template):
            possibly = at
    return surely, possibly


def column_of(reads: Mapping[str, str], name: str) -> str:
    """Return the column that an input reads, fields as "ip.advance"."""
    head, point, field = name.partition(".")
    return f"{reads.get(head, head)}{point}{field}"


def ladder_names() -> tuple[str, ...]:
    """Return the names of the ladders in the library, sorted."""
    return tuple(sorted(found.stem for found in library_file("scorecards", "ladders").glob("*.yaml")))


def load_ladder(name: str | Path) -> Ladder:
    """Load a ladder: the path of a file, or the name of one in the library.

    Raises
    ------
    NotFoundError
        Where there is no such file and no such name, or no scorecard of a step.
    DeclarationError
        With everything that is wrong in it.
    """
    path = Path(name)
    if path.suffix not in (".yaml", ".yml"):
        path = library_file("scorecards", "ladders", f"{name}.yaml")
        if not path.is_file():
            names = listed(ladder_names())
            raise NotFoundError(
                Problem(
                    Text(zh=f"没有梯度 {name}", en=f"there is no ladder {name}"),
                    Where(),
                    Text(
                        zh=f"可用：{names.zh}；或写 .yaml 文件的路径",
                        en=f"there is {names.en}; or give a .yaml file",
                    ),
                )
            )
    declared = validated(LadderDeclaration, read_yaml(path), str(path))
    cards = [load(_beside(path, step.scorecard)) for step in declared.steps]
    problems = [
        _no_input(name, card, Where(file=str(path), field=f"steps[{at + 1}].reads"))
        for at, (step, card) in enumerate(zip(declared.steps, cards, strict=True))
        for name in step.reads
        if name not in card.input_names
    ]
    if problems:
        raise DeclarationError(problems)
    steps = tuple(
        Step(card, {name: step.reads.get(name, name) for name in card.input_names})
        for step, card in zip(declared.steps, cards, strict=True)
    )
    return Ladder(declared, steps)


def _beside(path: Path, name: str) -> str | Path:
    """Return the scorecard's file beside the ladder's, else its name in the library."""
    own = path.parent / f"{name}.yaml"
    return own if own.is_file() else name


def _no_input(name: str, card: Scorecard, where: Where) -> Problem:
    near = difflib.get_close_matches(name, card.input_names, n=1)
    names = listed(card.input_names)
    return Problem(
        Text(zh=f"{card.name} 没有输入项 {name}", en=f"{card.name} has no input {name}"),
        where,
        Text(
            zh=(f"是否应为 {near[0]}？" if near else "") + f"可用：{names.zh}",
            en=(f"did you mean {near[0]}? " if near else "") + f"its inputs are {names.en}",
        ),
    )


def _all_are_known(firm: Mapping[str, Any], inputs: Mapping[str, Input]) -> None:
    strange = [name for name in firm if name not in inputs]
    if strange:
        names = listed(inputs)
        raise DataError(
            Problem(
                Text(zh=f"没有一级用到 {name}", en=f"no step reads {name}"),
                Where(field=name),
                Text(zh=f"可用：{names.zh}", en=f"the inputs are: {names.en}"),
            )
            for name in strange
        )
