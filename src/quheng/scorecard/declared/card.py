"""`scorecard.yaml`: the whole declaration of a published rule."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared
from quheng.scorecard.declared.inputs import Input
from quheng.scorecard.declared.lines import Citation, Derived, Gate, Minimum, Output, RuleSource
from quheng.scorecard.declared.names import CardName, Identifier
from quheng.scorecard.declared.points import Scored

Entry = Annotated[str, StringConstraints(min_length=1)]


class Validity(Declared):
    """The days on which a rule is in force, both included; an end left out is open."""

    from_: date | None = Field(default=None, alias="from")
    to: date | None = None

    @model_validator(mode="after")
    def _is_ordered(self) -> Validity:
        if self.from_ and self.to and self.from_ > self.to:
            raise ContradictionError(
                Text(
                    zh=f"自 {self.from_} 起晚于至 {self.to} 止",
                    en=f"it ends {self.to}, before it begins {self.from_}",
                )
            )
        return self

    def holds(self, on: date) -> bool:
        """Whether the rule is in force on a day."""
        return (self.from_ is None or self.from_ <= on) and (self.to is None or on <= self.to)

    def speak(self) -> Text:
        """Return the span in words."""
        return Text(
            zh=f"{self.from_ or '……'} 至 {self.to or '今'}", en=f"{self.from_ or '...'} to {self.to or 'now'}"
        )


class Body(Declared):
    """The sections of a rule; a version or a local rule gives those lines that it changes.

    Parameters
    ----------
    note
        What the rule is, and what to beware of.
    status
        `template` where the rule is not confirmed: it has no numbers, and every verdict needs review.
    valid
        The days on which it is in force.
    sources, cite
        The documents, and what a line cites that does not say so itself.
    lists
        Named lists of texts.
    inputs, derived, gates, direct, points, minima, outputs
        See docs: what is asked; named values; what must hold; what is enough without points; points; what
        points must reach; what the result shows.
    verdict
        A scorecard without gates and points: the boolean output that is its verdict.
    version_by
        The date input, or whole number of a year, that chooses the version where `assess` is not told a day;
        a year chooses the version at its end.
    remove
        Lines of the rule extended, or of the file above, that do not hold here.
    """

    note: Text | None = None
    status: Literal["confirmed", "template"] = "confirmed"
    valid: Validity = Validity()
    sources: tuple[RuleSource, ...] = ()
    cite: Citation = Citation()
    lists: dict[Identifier, tuple[Entry, ...]] = Field(default_factory=dict)
    inputs: tuple[Input, ...] = ()
    derived: tuple[Derived, ...] = ()
    gates: tuple[Gate, ...] = ()
    direct: tuple[Gate, ...] = ()
    points: tuple[Scored, ...] = ()
    minima: tuple[Minimum, ...] = ()
    outputs: tuple[Output, ...] = ()
    verdict: Identifier | None = None
    version_by: Identifier | None = None
    remove: tuple[Identifier, ...] = ()


class HandOn(Declared):
    """Another scorecard for each value of an input.

    Parameters
    ----------
    by
        The input, a text.
    among
        The scorecard for each of its values.
    otherwise
        The value that holds where the input is not given.
    """

    by: Identifier
    among: dict[str, CardName] = Field(min_length=1)
    otherwise: str | None = None

    @model_validator(mode="after")
    def _otherwise_is_among_them(self) -> HandOn:
        if self.otherwise is not None and self.otherwise not in self.among:
            raise ContradictionError(
                Text(
                    zh=f"otherwise 的 {self.otherwise} 不在 among 中",
                    en=f"`otherwise` is {self.otherwise}, which is not `among` them",
                )
            )
        return self


class ScorecardDeclaration(Body):
    """A published rule as its file declares it.

    Parameters
    ----------
    scorecard
        Its name, that of the file.
    title
        What it decides.
    extends
        The scorecard whose lines hold here too, but for those of the same id and those removed.
    versions
        The rule over time: each gives its days, and the lines that differ.
    choose
        Which other scorecard holds, by an input.
    """

    scorecard: CardName
    title: Text
    extends: CardName | None = None
    versions: tuple[Body, ...] = ()
    choose: HandOn | None = None

    @model_validator(mode="after")
    def _a_card_that_hands_on_has_no_lines(self) -> ScorecardDeclaration:
        lines = sorted(self.model_fields_set - {"scorecard", "title", "note", "choose"})
        if self.choose is not None and lines:
            raise ContradictionError(
                Text(
                    zh=f"写了 choose，又写了 {'、'.join(lines)}",
                    en=f"it has `choose`, and {', '.join(lines)} too",
                ),
                Text(
                    zh="只转交其他评价表的，不写自己的条文",
                    en="a scorecard that hands on to others has no lines of its own",
                ),
            )
        return self
