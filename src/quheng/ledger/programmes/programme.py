"""A programme that was checked: its parts by name, its conditions ready to be asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from quheng.ledger.canonical import canonical_json, digest
from quheng.ledger.programmes.declared import (
    Act,
    Cadence,
    Catalogue,
    Checklist,
    Clock,
    DeclaredField,
    Entry,
    Link,
    Material,
    Move,
    Notice,
    Parts,
    ProgrammeDeclaration,
    Sensitivity,
    Stage,
)
from quheng.scorecard import Scorecard
from quheng.scorecard.expressions import Expression

EntryT = TypeVar("EntryT", bound=Entry)

ConditionKey = tuple[str, str | int] | tuple[str, str, int | str]
"""("moves", id), ("clocks", id, position of the case), ("routing", position of the rule),
("figures", id, "among" or "when"), ("fields", id), ("fields", id, "derive" or "where"), ("materials", id),
("checklists", id), ("checklists", id, item), ("checklists", "id/item", position of the case),
("eligibility", position of the case)."""


@dataclass(frozen=True, eq=False)
class Programme:
    """A checked programme.

    Parameters
    ----------
    declared
        What the file says.
    conditions
        Its expressions, compiled.
    scorecards
        The rules of its eligibility by name, where it has any.
    """

    declared: ProgrammeDeclaration
    conditions: Mapping[ConditionKey, Expression]
    scorecards: Mapping[str, Scorecard] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its name."""
        return self.declared.programme

    @cached_property
    def digest(self) -> str:
        """The digest of what it says: comments, the order of keys and defaults do not count."""
        return content_digest(self.declared)

    @cached_property
    def stages(self) -> dict[str, Stage]:
        """The stages by id."""
        return _by_id(self.declared.stages)

    @cached_property
    def moves(self) -> dict[str, Move]:
        """The moves by id."""
        return _by_id(self.declared.moves)

    @cached_property
    def fields(self) -> dict[str, DeclaredField]:
        """The fields by id."""
        return {one.id: one for one in self.declared.fields}

    @cached_property
    def derived(self) -> tuple[DeclaredField, ...]:
        """The fields that follow from others, in the order in which they do."""
        return tuple(one for one in self.declared.fields if one.derive is not None)

    @cached_property
    def materials(self) -> dict[str, Material]:
        """The materials by id."""
        return _by_id(self.declared.materials)

    @cached_property
    def parts(self) -> dict[str, Parts]:
        """The parts by id."""
        return _by_id(self.declared.parts)

    @cached_property
    def clocks(self) -> dict[str, Clock]:
        """The clocks by id."""
        return _by_id(self.declared.clocks)

    @cached_property
    def checklists(self) -> dict[str, Checklist]:
        """The checklists by id."""
        return _by_id(self.declared.checklists)

    @cached_property
    def links(self) -> dict[str, Link]:
        """The links by id."""
        return _by_id(self.declared.links)

    @cached_property
    def notices(self) -> dict[str, Notice]:
        """The notices by id."""
        return _by_id(self.declared.notices)

    @cached_property
    def cadences(self) -> dict[str, Cadence]:
        """The cadences by id."""
        return _by_id(self.declared.cadences)

    @property
    def catalogue(self) -> Catalogue | None:
        """The items and bundles that its form is made of, where it has any."""
        found = self.declared.catalogue
        return found if isinstance(found, Catalogue) else None

    @cached_property
    def first_stage(self) -> Stage:
        """Where a case begins."""
        return next(stage for stage in self.declared.stages if stage.kind == "intake")

    def moves_from(self, stage: str) -> tuple[Move, ...]:
        """Return the moves that leave a stage."""
        return tuple(move for move in self.declared.moves if stage in move.from_)

    def who_may(self, act: Act) -> tuple[str, ...]:
        """Return the roles that may do what is no move."""
        return self.declared.acts.get(act, ())

    def fields_shown_in(self, stage: str) -> tuple[DeclaredField, ...]:
        """Return the fields that the form of a stage shows."""
        return tuple(one for one in self.declared.fields if one.visible is None or stage in one.visible)

    def required_in(self, stage: str) -> tuple[DeclaredField, ...]:
        """Return the fields that a case may not leave a stage without."""
        return tuple(one for one in self.declared.fields if stage in one.required)

    def sensitivity_of(self, name: str) -> Sensitivity:
        """Return how sensitive a field or a material is."""
        return (self.fields.get(name) or self.materials[name]).sensitivity


def content_digest(declared: ProgrammeDeclaration) -> str:
    """Return the digest of what a declaration says."""
    content = declared.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return digest(canonical_json(content))


def _by_id(entries: Iterable[EntryT]) -> dict[str, EntryT]:
    return {entry.id: entry for entry in entries}
