"""What a stage of a round leaves: where each applicant went, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Literal

import polars as pl

from quheng.bilingual import Text
from quheng.scorecard.assessment import Assessment
from quheng.scorecard.exact import Number, decimal_text, rounded_text

StageName = Literal["apply", "check", "score", "rank", "shortlist", "notice", "final"]

STAGES: Mapping[StageName, Text] = {
    "apply": Text(zh="申报", en="application"),
    "check": Text(zh="资格审查", en="check"),
    "score": Text(zh="评分", en="score"),
    "rank": Text(zh="排名", en="rank"),
    "shortlist": Text(zh="拟定名单", en="shortlist"),
    "notice": Text(zh="公示", en="public notice"),
    "final": Text(zh="正式名单", en="final list"),
}

Went = Literal["on", "out", "review", "reserve", "notice"]

WAYS: Mapping[Went, Text] = {
    "on": Text(zh="进入下一步", en="goes on"),
    "out": Text(zh="未入选", en="out"),
    "review": Text(zh="待核", en="to review"),
    "reserve": Text(zh="递补备选", en="in reserve"),
    "notice": Text(zh="递补，须先公示", en="moves up, to be put on notice first"),
}


def score_text(score: Number) -> str:
    """Return a score exactly: 85.25, or with its fraction where no decimal writes it, 84.3333 (253/3)."""
    text = decimal_text(score).removesuffix(".0")
    return f"{rounded_text(score, 4)} ({text})" if "/" in text else text


@dataclass(frozen=True)
class Application:
    """One application.

    Parameters
    ----------
    id
        Who applies: the same applicant has the same id.
    inputs
        The inputs of the scorecard.
    name
        What the applicant is called.
    applied
        The day, or moment, of the application.
    own
        What else is known of the applicant, such as its district.
    """

    id: str
    inputs: Mapping[str, Any] = field(default_factory=dict)
    name: str | None = None
    applied: date | None = None
    own: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Candidate:
    """An applicant on its way through the round.

    Parameters
    ----------
    application
        Its application.
    assessment
        By the scorecard; None before the check, or without a scorecard.
    score
        What it is ranked by, exact; None before.
    rank
        Its rank, 1 the best; equal where a tie is open. None before.
    """

    application: Application
    assessment: Assessment | None = None
    score: Fraction | None = None
    rank: int | None = None

    @property
    def id(self) -> str:
        """The id of the applicant."""
        return self.application.id

    def key(self, name: str) -> Any:
        """Return what is known under a name: an item's points, an output, an input, or another key.

        None where nothing is known, or nothing certain.
        """
        found = self.assessment
        if found is not None and name in found.points:
            points = found.points[name]
            return Fraction(points.low) if points.low == points.high and not points.holes else None
        if found is not None and name in found.outputs:
            return found.outputs[name]
        if name in self.application.own:
            return self.application.own[name]
        return self.application.inputs.get(name)


@dataclass(frozen=True)
class Entry:
    """One line of a log: who went where, and why."""

    stage: StageName
    applicant: str
    went: Went
    why: Text

    def as_dict(self) -> dict[str, str]:
        """Return the entry for JSON."""
        return {
            "stage": self.stage,
            "applicant": self.applicant,
            "went": self.went,
            "zh": self.why.zh,
            "en": self.why.en,
        }


@dataclass(frozen=True)
class Stage:
    """A stage.

    Parameters
    ----------
    name
        Which.
    ways
        The candidates by where they went, each once.
    log
        Why, one entry or more for each candidate.
    """

    name: StageName
    ways: Mapping[Went, tuple[Candidate, ...]]
    log: tuple[Entry, ...]

    @property
    def on(self) -> tuple[Candidate, ...]:
        """Who goes on to the next stage; of the last, who is on the list."""
        return self.ways.get("on", ())

    @property
    def out(self) -> tuple[Candidate, ...]:
        """Who is out."""
        return self.ways.get("out", ())

    @property
    def review(self) -> tuple[Candidate, ...]:
        """Who waits for a person to decide."""
        return self.ways.get("review", ())

    @property
    def reserve(self) -> tuple[Candidate, ...]:
        """Who stands by, in order."""
        return self.ways.get("reserve", ())

    @property
    def notice(self) -> tuple[Candidate, ...]:
        """Who moves up, and is to be put on notice first."""
        return self.ways.get("notice", ())

    def frame(self) -> pl.DataFrame:
        """Return a row for each candidate, those who go on first, with the reasons in both languages."""
        why = {one.applicant: [e.why for e in self.log if e.applicant == one.applicant] for one in self.log}
        rows = [
            {
                "stage": self.name,
                "went": went,
                "id": one.id,
                "name": one.application.name,
                "applied": None if one.application.applied is None else one.application.applied.isoformat(),
                "score": None if one.score is None else score_text(one.score),
                "rank": one.rank,
                "why_zh": "；".join(text.zh for text in why.get(one.id, [])),
                "why_en": "; ".join(text.en for text in why.get(one.id, [])),
            }
            for went in WAYS
            for one in self.ways.get(went, ())
        ]
        return pl.DataFrame(rows, schema=COLUMNS, orient="row")


COLUMNS = {
    "stage": pl.String(),
    "went": pl.String(),
    "id": pl.String(),
    "name": pl.String(),
    "applied": pl.String(),
    "score": pl.String(),
    "rank": pl.Int64(),
    "why_zh": pl.String(),
    "why_en": pl.String(),
}


class Sorter:
    """Collect where candidates go in a stage, with the reasons."""

    def __init__(self, name: StageName) -> None:
        self.name = name
        self._ways: dict[Went, list[Candidate]] = {}
        self._log: list[Entry] = []

    def send(self, candidate: Candidate, went: Went, why: Text) -> None:
        """Send a candidate on its way."""
        self._ways.setdefault(went, []).append(candidate)
        self._log.append(Entry(self.name, candidate.id, went, why))

    def note(self, applicant: str, went: Went, why: Text) -> None:
        """Log something more on a candidate that is sent elsewhere."""
        self._log.append(Entry(self.name, applicant, went, why))

    def stage(self) -> Stage:
        """Return the stage."""
        return Stage(self.name, {went: tuple(found) for went, found in self._ways.items()}, tuple(self._log))
