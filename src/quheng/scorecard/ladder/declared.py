"""The declared form of a ladder: its steps from the lowest, each a scorecard."""

from __future__ import annotations

from pydantic import Field, model_validator

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared
from quheng.scorecard.declared.names import CardName, Identifier


class StepDeclaration(Declared):
    """One step.

    Parameters
    ----------
    scorecard
        The rule that says who stands on it.
    reads
        For an input of the scorecard, the column of the firms' table that it reads; without an entry the
        column of the same name.
    """

    scorecard: CardName
    reads: dict[Identifier, Identifier] = Field(default_factory=dict)


class LadderDeclaration(Declared):
    """A ladder.

    Parameters
    ----------
    ladder
        Its name, that of the file.
    title, note
        What it is, and what to beware of.
    steps
        From the lowest to the highest.
    """

    ladder: CardName
    title: Text
    note: Text | None = None
    steps: tuple[StepDeclaration, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_step_once(self) -> LadderDeclaration:
        names = [step.scorecard for step in self.steps]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise ContradictionError(
                Text(zh=f"{twice} 列为两级", en=f"{twice} is a step twice"),
                Text(zh="每级用不同的评价表", en="give each step its own scorecard"),
            )
        return self
