"""A million cases: copies of the sample stories, each with its own number, place, time, words and chain.

What is copied are rows and records as the store wrote them; each copy's chain is hashed anew, and
`quheng ledger verify` proves it like any other.
"""

from __future__ import annotations

import json
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import accumulate
from random import Random

from django.db import models
from django.db.models import Max

from benchmarks.ledger.templates import Group, Row, Template, moved, repeated_in
from benchmarks.ledger.town import DEPARTMENTS, copies, department
from benchmarks.ledger.words import say
from quheng.ledger.calendars_in_force import calendars_in_force
from quheng.ledger.canonical import canonical_json
from quheng.ledger.cases import replay
from quheng.ledger.cases.chain import BEGINNING, hash_of
from quheng.ledger.cases.sealing import seal_of
from quheng.ledger.models import (
    CaseRow,
    EventRow,
    FactRow,
    Organisation,
    SearchRow,
    SecretRow,
    SimilarRow,
    VersionRow,
)
from quheng.ledger.published import compiled
from quheng.ledger.recorded import entry_of
from quheng.ledger.searching.folding import folded
from quheng.ledger.searching.words import CASE_BITS
from quheng.ledger.tallies.facts import facts_of
from quheng.ledger.tallies.moments import moments_in

YEAR = 2026
SAMPLE = 1_000
"""So many numbers are left to the sample's own cases."""

OPEN_SHARE = 0.05
WEEKS = range(-8, 37)
"""How far copies of stories of March 2026 are moved: from January to November."""
LATE_WEEKS = range(30, 37)
"""When open cases were opened."""

Moved = tuple[Row, list[Row], dict[type[models.Model], list[Row]]]
"""A case, its events, and what hangs on it."""

TEXTS = ("public", "internal", "personal", "sensitive")

Batch = dict[type[models.Model], list[Row]]


class Weighted:
    """Stories, the short ones more often than the long ones."""

    def __init__(self, groups: list[Group]) -> None:
        self.groups = groups
        self.weights = list(accumulate(sum(len(one.events) for one in group) ** -1.5 for group in groups))

    def choose(self, chance: Random) -> Group:
        """Return one of them."""
        return self.groups[bisect(self.weights, chance.random() * self.weights[-1])]


def facts(
    row: Row, events: list[Row], children: dict[type[models.Model], list[Row]], repeated: frozenset[str]
) -> list[Row]:
    """Return what a case counts for at its time: other holidays make other durations."""
    known = {secret["seal"]: json.loads(secret["value"]) for secret in children.get(SecretRow, ())}
    entries = [entry_of(json.loads(event["record"]), known) for event in events]
    case = replay(entries)
    assert case is not None
    counted = facts_of(case, compiled(case.digest), moments_in(entries), calendars_in_force(), repeated)
    shared = {name: row[name] for name in ("programme", "path", "sensitivity")}
    return [
        {"id": 0, "case_id": 0, "day": fact.day, "marks": fact.marks, "by": fact.by, **shared}
        for fact in counted
    ]


@dataclass
class Population:
    """Makes copies.

    Parameters
    ----------
    groups
        The stories.
    seed
        Of all chance.
    """

    groups: list[Group]
    seed: int = 20261124
    keys: Counter[type[models.Model]] = field(default_factory=Counter)
    serials: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)
        self.places = {one.code: one for one in Organisation.objects.all()}
        weights = [1 / rank for rank in range(1, DEPARTMENTS + 1)]
        self.departments = list(accumulate(weights))
        self.programmes = self._programmes()
        self.closed = Weighted([group for group in self.groups if not any(one.is_open for one in group)])
        self.open = Weighted([group for group in self.groups if any(one.is_open for one in group)])
        self._moved: dict[tuple[int, int], Moved] = {}

    def _programmes(self) -> dict[str, list[tuple[str, str, str]]]:
        """Return, of each programme that ships, itself and its copies: name, prefix, digest."""
        found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        versions = VersionRow.objects.values_list("programme", "digest", "text")
        shipped = {name for name, _, _ in versions} - {name for name, _ in copies()}
        for name, digest, text in versions:
            origin = name if name in shipped else name.rpartition("-")[0]
            prefix = next(line for line in text.splitlines() if line.startswith("prefix:")).split()[1]
            found[origin].append((name, prefix, digest))
        return found

    def batches(self, count: int, size: int = 2_000) -> Iterator[Batch]:
        """Yield rows to be written, by their models, so many cases at a time."""
        batch: Batch = defaultdict(list)
        number = 0
        while number < count:
            copy = self._copy(number)
            number += len(copy[CaseRow])
            for model, rows in copy.items():
                batch[model] += rows
            if len(batch[CaseRow]) >= size:
                yield batch
                batch = defaultdict(list)
        yield batch

    def _copy(self, number: int) -> Batch:
        chance = self.chance
        is_open = chance.random() < OPEN_SHARE
        group = (self.open if is_open else self.closed).choose(chance)
        weeks = chance.choice(LATE_WEEKS if is_open else WEEKS)
        place = department(1 + bisect(self.departments, chance.random() * self.departments[-1]))
        names = self._names(group)
        batch: Batch = defaultdict(list)
        for template in group:
            repeated = repeated_in(group, template)
            self._one(template, weeks, place, names, say(chance, number), repeated, batch)
        return batch

    def _names(self, group: Group) -> list[tuple[str, str]]:
        """Return what is put in place of numbers, programmes and digests."""
        found, chosen = [], {}
        for template in group:
            row = template.row
            origin = row["programme"]
            if origin not in chosen:
                chosen[origin] = self.chance.choice(self.programmes[origin])
            name, prefix, digest = chosen[origin]
            self.serials[prefix] += 1
            number = f"{prefix}{YEAR}{self.serial_of(prefix):06d}"
            found += [
                (row["number"], number),
                (row["digest"], digest),
                (f'"{row["programme"]}"', f'"{name}"'),
            ]
        return found

    def serial_of(self, prefix: str) -> int:
        """Return the last number of a prefix that was given; the sample's own are below."""
        return self.serials[prefix] + SAMPLE

    def _one(
        self,
        template: Template,
        weeks: int,
        place: str,
        names: list[tuple[str, str]],
        words: str,
        repeated: frozenset[str],
        batch: Batch,
    ) -> None:
        row, events, children = self._later(template, weeks, repeated)
        key = self._next(CaseRow)
        spot = self.places[place]
        held = next(one for one in self.places.values() if one.pk == row["organisation_id"])
        written = canonical_json(words)
        seal = seal_of(words, template.salt) if template.seal else ""
        swaps = [*names, (f'"{held.code}"', f'"{place}"')]
        if seal:
            swaps.append((template.seal, seal))
        swap_words = {**dict(names), held.code: place, held.path: spot.path, template.seal: seal}
        before = BEGINNING
        for event in events:
            record = event["record"]
            for old, new in swaps:
                record = record.replace(old, new)
            now = hash_of(record, before, "sha256")
            mark = {"id": self._next(EventRow), "case_id": key}
            batch[EventRow].append(event | mark | {"record": record, "before": before, "hash": now})
            before = now
        unquoted = {old.strip('"'): new.strip('"') for old, new in swap_words.items() if old}
        batch[CaseRow].append(
            {
                name: unquoted.get(value, value) if isinstance(value, str) else value
                for name, value in row.items()
            }
            | {"id": key, "organisation_id": spot.pk, "path": spot.path, "head": before}
        )
        for model, rows in children.items():
            for child in rows:
                if model is SearchRow:
                    batch[model].append(self._words(template, child, words, row["opened_at"], key, unquoted))
                    continue
                copy = {
                    name: unquoted.get(value, value) if isinstance(value, str) else value
                    for name, value in child.items()
                }
                if model is FactRow:
                    for old, new in swaps:
                        copy["by"] = copy["by"].replace(old, new)
                if model is SimilarRow:
                    copy["digest"] = sha256(f"{names[0][1]} {copy['digest']}".encode()).hexdigest()
                if model is SecretRow and copy["seal"] == seal:
                    copy["value"] = written
                copy["case_id"] = key
                if "id" in copy:
                    copy["id"] = self._next(model)
                batch[model].append(copy)

    def _words(
        self,
        template: Template,
        row: Row,
        words: str,
        opened_at: datetime,
        key: int,
        names: dict[str, str],
    ) -> Row:
        swaps = {folded(old): folded(new) for old, new in names.items()} | {template.text: folded(words)}
        swaps.pop("", None)
        found = dict(row)
        for column in TEXTS:
            for old, new in swaps.items():
                found[column] = found[column].replace(old, new)
        found["roots"] = " ".join(sorted(names.get(root, root) for root in row["roots"].split()))
        place = (int(opened_at.timestamp()) << CASE_BITS) + key % (1 << CASE_BITS)
        return found | {"place": place, "case_id": key}

    def _later(self, template: Template, weeks: int, repeated: frozenset[str]) -> Moved:
        found = self._moved.get((id(template), weeks))
        if found is None:
            row = moved(template.row, weeks)
            events = [moved(event, weeks) for event in template.events]
            children = {
                model: [moved(child, weeks) for child in rows] for model, rows in template.children.items()
            }
            children[FactRow] = facts(row, events, children, repeated)
            found = row, events, children
            self._moved[id(template), weeks] = found
        return found

    def _next(self, model: type[models.Model]) -> int:
        if model not in self.keys:
            self.keys[model] = model._base_manager.aggregate(last=Max("pk"))["last"] or 0
        self.keys[model] += 1
        return self.keys[model]
