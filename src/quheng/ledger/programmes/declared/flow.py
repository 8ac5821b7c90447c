"""Stages and moves: where a case can be, who may take it on, and what must hold."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared
from quheng.ledger.programmes.declared.entry import Entry
from quheng.ledger.programmes.declared.names import Cel, Identifier
from quheng.scorecard.exact import Exact

StageKind = Literal["intake", "work", "wait", "final"]

CREATED = "created"
"""The beginning of a case, where a move could be named."""


class Stage(Entry):
    """Where a case can be.

    Parameters
    ----------
    kind
        intake: where it begins, in exactly one stage. work: we act. wait: someone else must. final: closed.
    public
        What the applicant reads; the title by default.
    """

    kind: StageKind
    public: Text | None = None


class Within(Declared):
    """A field whose value must lie in a range, bounds included; unknown is not within."""

    field: Identifier
    at_least: Exact | None = None
    at_most: Exact | None = None

    @model_validator(mode="after")
    def _has_a_bound(self) -> Within:
        if self.at_least is None and self.at_most is None:
            raise ContradictionError(
                Text(zh="没有写上限或下限", en="there is no bound"),
                Text(zh="请写 at_least 或 at_most", en="write at_least or at_most"),
            )
        return self


class Needs(Declared):
    """The gates of a move: each must be passed.

    Parameters
    ----------
    materials
        Materials that must be attached.
    different_from
        Moves (or `created`) that the same person must not have made: two people.
    within
        Fields whose values must lie in a range.
    parts
        Departments who must all have answered, and agreed (or the lead decided so).
    checklists
        Checklists of which every item is marked, and each failed one followed up.
    closed_links
        Links whose cases must all be closed.
    asked_materials
        Whether every material must be attached that has a condition (`when`) and is asked for by it.
    named_in
        Fields (type account) of which one must name the person who makes the move.
    notices
        Notices whose time must be over, and every objection answered and none upheld.
    """

    materials: tuple[Identifier, ...] = ()
    different_from: tuple[Identifier, ...] = ()
    within: tuple[Within, ...] = ()
    parts: tuple[Identifier, ...] = ()
    checklists: tuple[Identifier, ...] = ()
    closed_links: tuple[Identifier, ...] = ()
    asked_materials: bool = False
    named_in: tuple[Identifier, ...] = ()
    notices: tuple[Identifier, ...] = ()


class Move(Entry):
    """A permitted change of stage.

    Parameters
    ----------
    from_, to
        From which stages (`from` in the file) to which.
    who
        The roles that may make it.
    when
        CEL over the fields and facts; without it always. Where a field it reads is empty, the move is refused
        with that field named: unknown is not false.
    needs
        The gates.
    hands_to
        Who has the case from then on: the organisation in a field, or `created` for the one that received it.
    reason
        Whether a reason must be written.
    incomplete
        Whether it may be made before all is filled in that the stage requires: a refusal, a withdrawal.
    sends_back
        It sends the case back to be done again: counted, and a reason must be written.
    """

    from_: tuple[Identifier, ...] = Field(alias="from", min_length=1)
    to: Identifier
    who: tuple[Identifier, ...] = Field(min_length=1)
    when: Cel | None = None
    needs: Needs = Needs()
    hands_to: Identifier | None = None
    reason: bool = False
    incomplete: bool = False
    sends_back: bool = False

    @property
    def wants_reason(self) -> bool:
        """Whether it must be given a reason."""
        return self.reason or self.sends_back


class Parts(Entry):
    """Several departments at once: each answers for itself, in any order.

    Parameters
    ----------
    stage
        On entering it, a part is opened for each department.
    departments
        The field (type organisations) that names them.
    who
        The roles that answer for their department.
    decide
        all_agree: one refusal is a refusal. lead: when all have answered, the lead decides.
    lead
        The roles that decide, and that return a part or add a department.
    """

    stage: Identifier
    departments: Identifier
    who: tuple[Identifier, ...] = Field(min_length=1)
    decide: Literal["all_agree", "lead"] = "all_agree"
    lead: tuple[Identifier, ...] = Field(min_length=1)
