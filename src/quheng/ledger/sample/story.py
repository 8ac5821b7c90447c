"""Stories: cases as they went, step by step, in YAML."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from quheng.bilingual import Text
from quheng.calendars import Budget
from quheng.calendars.beijing_time import BEIJING
from quheng.declarations import ContradictionError, Declared, read_yaml, validated
from quheng.ledger.cases import commands

MAIN = "main"
"""The case that a story opens."""

WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}")


def _moment(value: Any) -> Any:
    if isinstance(value, str) and WRITTEN.fullmatch(value):
        return datetime.fromisoformat(value).replace(tzinfo=BEIJING)
    raise ContradictionError(
        Text(zh=f"{value!r} 不是时刻", en=f"{value!r} is not a moment"),
        Text(zh="请写成 2026-03-02 09:12", en="write it as 2026-03-02 09:12"),
    )


Moment = Annotated[datetime, BeforeValidator(_moment, json_schema_input_type=str)]


class Opening(Declared):
    """How a case begins.

    Parameters
    ----------
    at, who
        When, by which account.
    organisation, channel, values
        Where it is received, how, with what.
    subject
        Whom it is about: the credit code of an enterprise, or the code of a project or a site.
    """

    at: Moment
    who: str
    organisation: str
    channel: str
    subject: str | None = None
    values: dict[str, Any] = Field(default_factory=dict)


class StepBase(Declared):
    """When, by whom, on which case of the story."""

    at: Moment
    who: str
    case: str = MAIN


class MakeStep(StepBase):
    """A move."""

    do: Literal["make"]
    move: str
    values: dict[str, Any] = Field(default_factory=dict)
    reason: str = ""

    @property
    def command(self) -> commands.Command:
        """What is asked for."""
        return commands.Make(self.move, self.values, self.reason)


class AssignStep(StepBase):
    """Given to an organisation, and in it to a person."""

    do: Literal["assign"]
    organisation: str
    handler: str | None = None
    reason: str = ""

    @property
    def command(self) -> commands.Command:
        """What is asked for."""
        return commands.Assign(self.organisation, self.handler, self.reason)


class EnterStep(StepBase):
    """A row of a table."""

    do: Literal["enter"]
    field: str
    row: dict[str, Any]

    @property
    def command(self) -> commands.Command:
        """What is asked for."""
        return commands.AddEntry(self.field, self.row)


class MendStep(StepBase):
    """A row put right, or struck out where no `row` is given."""

    do: Literal["mend"]
    field: str
    key: dict[str, Any]
    row: dict[str, Any] | None = None
    reason: str

    @property
    def command(self) -> commands.Command:
        """What is asked for."""
        return commands.CorrectEntry(self.field, self.key, self.row, self.reason)


class AssessStep(StepBase):
    """Eligibility assessed."""

    do: Literal["assess"]

    @property
    def command(self) -> commands.Command:
        """What is asked for."""
        return commands.Assess()


class ObjectStep(StepBase):
    """An objection to what is posted."""

    do: Literal["object"]
    notice: str
    text: str

    @property
    def command(self) -> commands.Command:
        """What is asked for."""
        return commands.RaiseObjection(self.notice, self.text)


class ReplyStep(StepBase):
    """An objection answered."""

    do: Literal["reply"]
    notice: str
    number: int
    upheld: bool
    text: str

    @property
    def command(self) -> commands.Command:
        """What is asked for."""
        return commands.AnswerObjection(self.notice, self.number, self.upheld, self.text)


class DecideStep(StepBase):
    """The lead's decision on the answers."""

    do: Literal["decide"]
    parts: str
    agreed: bool
    text: str

    @property
    def command(self) -> commands.Command:
        """What is asked for."""
        return commands.DecideParts(self.parts, self.agreed, self.text)


class ReturnStep(StepBase):
    """One department's answer, sent back to it."""

    do: Literal["return"]
    parts: str
    organisation: str
    reason: str

    @property
    def command(self) -> commands.Command:
        """What is asked for."""
        return commands.ReturnPart(self.parts, self.organisation, self.reason)


class CommentStep(StepBase):
    """A remark."""

    do: Literal["comment"]
    text: str

    @property
    def command(self) -> commands.Command:
        """What is asked for."""
        return commands.Comment(self.text)


class AnswerStep(StepBase):
    """A department's answer."""

    do: Literal["answer"]
    parts: str
    agrees: bool
    text: str

    @property
    def command(self) -> commands.Command:
        """What is asked for."""
        return commands.AnswerPart(self.parts, self.agrees, self.text)


class MarkStep(StepBase):
    """An item of a checklist."""

    do: Literal["mark"]
    checklist: str
    item: str
    mark: Literal["passed", "failed", "not_applicable"]
    note: str = ""

    @property
    def command(self) -> commands.Command:
        """What is asked for."""
        return commands.MarkItem(self.checklist, self.item, self.mark, self.note)


class AttachStep(StepBase):
    """A file, told by its digest."""

    do: Literal["attach"]
    name: str
    digest: str
    size: int
    media: str
    material: str | None = None
    checklist: str | None = None
    item: str | None = None

    @property
    def command(self) -> commands.Command:
        """What is asked for."""
        return commands.AttachFile(
            self.name, self.digest, self.size, self.media, self.material, self.checklist, self.item
        )


class ExtendStep(StepBase):
    """More time for a clock."""

    do: Literal["extend"]
    clock: str
    by: Budget
    reason: str

    @property
    def command(self) -> commands.Command:
        """What is asked for."""
        return commands.ExtendClock(self.clock, self.by, self.reason)


class PauseStep(StepBase):
    """A clock stopped by hand."""

    do: Literal["pause"]
    clock: str
    reason: str

    @property
    def command(self) -> commands.Command:
        """What is asked for."""
        return commands.PauseClock(self.clock, self.reason)


class LinkStep(StepBase):
    """Another case, opened from this one and called `as` from then on."""

    do: Literal["link"]
    link: str
    as_: str = Field(alias="as")
    channel: str
    checklist: str | None = None
    item: str | None = None
    values: dict[str, Any] = Field(default_factory=dict)


Step = Annotated[
    MakeStep
    | AssignStep
    | EnterStep
    | MendStep
    | AssessStep
    | ObjectStep
    | ReplyStep
    | DecideStep
    | ReturnStep
    | CommentStep
    | AnswerStep
    | MarkStep
    | AttachStep
    | ExtendStep
    | PauseStep
    | LinkStep,
    Field(discriminator="do"),
]


class Story(Declared):
    """One case from the first word to the last.

    Parameters
    ----------
    case
        What it is about, in a sentence.
    open
        How it begins.
    then
        What follows, in order.
    """

    case: str
    open: Opening
    then: tuple[Step, ...] = ()


class Stories(Declared):
    """Cases of one programme."""

    programme: str
    cases: tuple[Story, ...] = Field(min_length=1)


def read_stories(path: Path) -> Stories:
    """Read a file of stories.

    Raises
    ------
    NotFoundError, DeclarationError
        Where there is no such file, or with all that is wrong in it.
    """
    return validated(Stories, read_yaml(path), str(path))
