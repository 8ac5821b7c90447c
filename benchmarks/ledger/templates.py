"""Stories as they stand in a small ledger, to be copied: with all their rows, moved in time and place."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from typing import Any

from django.apps import apps
from django.db import models

from quheng.ledger.likeness.repeating import repeats
from quheng.ledger.models import CaseRow, EventRow, InboxEntry, OutboxMessage, SecretRow, SimilarRow
from quheng.ledger.published import compiled
from quheng.ledger.searching.folding import folded

MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[+-]\d{2}:\d{2}|Z))?")

Row = dict[str, Any]
"""The columns of a row, by their names in the database."""


@dataclass(frozen=True)
class Template:
    """One case of a story.

    Parameters
    ----------
    row, events
        Its columns, and its record.
    seal, salt, text
        Of the personal text that each copy has its own of; the text as it is searched for.
    children
        What else hangs on it, by model.
    """

    row: Row
    events: tuple[Row, ...]
    seal: str
    salt: str
    text: str
    children: Mapping[type[models.Model], tuple[Row, ...]]

    @cached_property
    def digests(self) -> dict[str, str]:
        """By which values it is alike to others, by their fields."""
        return {one["field"]: one["digest"] for one in self.children.get(SimilarRow, ())}

    @property
    def is_open(self) -> bool:
        """Whether it is not closed."""
        return self.row["closed_at"] is None


Group = tuple[Template, ...]
"""The cases of one story, linked with one another."""


def repeated_in(group: Group, one: Template) -> frozenset[str]:
    """Return the figures in which a case repeats another one of its story."""
    here = one.row["accepted_on"], one.row["id"]
    return frozenset(
        figure
        for figure, repeat in repeats(compiled(one.row["digest"])).items()
        for other in group
        if other.row["programme"] == one.row["programme"]
        and repeat.same in one.digests
        and other.digests.get(repeat.same) == one.digests[repeat.same]
        and (other.row["accepted_on"], other.row["id"]) < here
        and other.row["accepted_on"] >= here[0] - timedelta(days=repeat.within)
    )


def followers() -> tuple[type[models.Model], ...]:
    """Return the models whose rows hang on a case, but for the record and what was told."""
    return tuple(
        model
        for model in apps.get_app_config("ledger").get_models()
        if model not in (EventRow, OutboxMessage, InboxEntry)
        and any(field.related_model is CaseRow and field.name == "case" for field in model._meta.fields)
    )


def read_groups() -> list[Group]:
    """Return every story of the ledger."""
    return [
        tuple(_template(one) for one in (row, *CaseRow.objects.filter(parent=row.number)))
        for row in CaseRow.objects.filter(parent="").order_by("id")
    ]


def _template(row: CaseRow) -> Template:
    events = tuple(columns(event) for event in EventRow.objects.filter(case=row).order_by("seq"))
    secrets = list(SecretRow.objects.filter(case=row))
    texts = [one for one in secrets if one.value.startswith('"')]
    longest = max(texts, key=lambda one: len(one.value), default=None)
    return Template(
        columns(row),
        events,
        longest.seal if longest else "",
        longest.salt if longest else "",
        folded(json.loads(longest.value)) if longest else "",
        {model: tuple(columns(one) for one in model._base_manager.filter(case=row)) for model in followers()},
    )


def columns(row: models.Model) -> Row:
    """Return the columns of a row."""
    return {field.column: getattr(row, field.attname) for field in row._meta.concrete_fields}


def moved(row: Row, weeks: int) -> Row:
    """Return a row, some weeks later."""
    return {name: _moved(value, weeks) for name, value in row.items()}


def _moved(value: Any, weeks: int) -> Any:
    if isinstance(value, (date, datetime)):
        return value + timedelta(weeks=weeks)
    return moved_text(value, weeks) if isinstance(value, str) and value[:1] in "{[" else value


def moved_text(text: str, weeks: int) -> str:
    """Return a text with every day and moment in it some weeks later."""
    return MOMENT.sub(lambda match: _later(match[0], weeks), text)


@cache
def _later(written: str, weeks: int) -> str:
    if len(written) == len("2026-01-01"):
        return (date.fromisoformat(written) + timedelta(weeks=weeks)).isoformat()
    return (datetime.fromisoformat(written) + timedelta(weeks=weeks)).isoformat()
