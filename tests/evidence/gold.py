"""Texts with their claims marked by hand: the project's own, and the page where it is at hand.

A file `texts/NAME.gold.txt` has a head (`key: value`), the text, and the relations between its claims, each
part after a line `---`. In the text a claim is `{{words|value measure|kind|indicator|...}}`; then, in any
order, `@period`, `#place`, `~hedge`, `^another value`, `=name` for the relations, `peripheral`. Alternatives
stand with ` or `, a range as `7..8`, `*` admits anything. A line `%% place=… period=…` is no text: it sets
what the marks after it leave out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

TEXTS = Path(__file__).parent / "texts"
EXAM = Path(__file__).parent / "exam"
PAGE = Path(__file__).resolve().parents[3] / "shared" / "evidence"
PAGE_PUBLISHED, PAGE_HOME = date(2024, 12, 12), "410100"

_TOKEN = re.compile(r"%%(?P<settings>[^\n]*)\n|\{\{(?P<mark>[^}]+)\}\}")
_NUMERAL = re.compile(r"[0-9０-９]+(?:[.,．，:][0-9０-９]+)*|[零〇一二三四五六七八九十百千万亿两]+")
_PREFIXES = {"@": "period", "#": "place", "~": "hedge", "^": "value", "=": "name"}

Month = tuple[int, int]
Interval = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class GoldClaim:
    """A claim as the annotator reads it; a tuple holds all that is right, an empty one admits anything."""

    name: str
    start: int
    end: int
    text: str
    values: tuple[Interval, ...]
    measures: tuple[str, ...]
    kinds: tuple[str, ...]
    hedges: tuple[str, ...]
    periods: tuple[tuple[Month | None, Month | None], ...]
    places: tuple[str | None, ...]
    indicator: str
    core: bool


@dataclass(frozen=True)
class Relation:
    """Claims that belong together: a type of conflict, or `benign` and `corroborates` where there is none."""

    type: str
    claims: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class GoldText:
    """A text, what the reader is told of it, and what it should find."""

    name: str
    title: str
    style: str
    text: str
    published: date
    home: str | None
    claims: tuple[GoldClaim, ...]
    relations: tuple[Relation, ...]

    def nonclaims(self) -> Iterator[re.Match[str]]:
        """Yield the numerals that no claim touches."""
        for numeral in _NUMERAL.finditer(self.text):
            if not any(claim.start < numeral.end() and numeral.start() < claim.end for claim in self.claims):
                yield numeral


def texts() -> tuple[GoldText, ...]:
    """Return the project's own texts."""
    return tuple(
        parse(path.read_text(encoding="utf-8"), path.name) for path in sorted(TEXTS.glob("*.gold.txt"))
    )


def exam() -> tuple[GoldText, ...]:
    """Return the texts that were written last: no rule was made or changed after seeing them."""
    return tuple(
        parse(path.read_text(encoding="utf-8"), path.name) for path in sorted(EXAM.glob("*.gold.txt"))
    )


def parse(source: str, file: str) -> GoldText:
    """Take the marks out of a source, keeping where they stood."""
    head, body, tail = re.split(r"^---\n", source, maxsplit=2, flags=re.MULTILINE)
    about = {key: value.strip() for key, _, value in (line.partition(":") for line in head.splitlines())}
    preset = {"period": about["period"], "place": about["place"]}
    pieces: list[str] = []
    claims: list[GoldClaim] = []
    length = at = 0
    for token in _TOKEN.finditer(body):
        before = body[at : token.start()]
        pieces.append(before)
        length, at = length + len(before), token.end()
        if token["settings"]:
            preset |= dict(pair.split("=") for pair in token["settings"].split())
            continue
        claim = _claim(token["mark"].split("|"), length, preset, f"c{len(claims) + 1:03}")
        claims.append(claim)
        pieces.append(claim.text)
        length = claim.end
    return GoldText(
        name=file.removesuffix(".gold.txt"),
        title=about["title"],
        style=about["style"],
        text="".join([*pieces, body[at:]]),
        published=date.fromisoformat(about["published"]),
        home=about["home"] or None,
        claims=tuple(claims),
        relations=tuple(_relation(line) for line in tail.splitlines() if line),
    )


def _claim(fields: list[str], start: int, preset: dict[str, str], name: str) -> GoldClaim:
    words, amount, kinds, indicator, *further = fields
    given = {**preset, "hedge": "none", "name": name}
    for field in further:
        if field != "peripheral":
            given[_PREFIXES[field[0]]] = field[1:]
    value, _, measures = amount.partition(" ")
    return GoldClaim(
        name=given["name"],
        start=start,
        end=start + len(words),
        text=words,
        values=tuple(interval(one) for one in [value, *_options(given.get("value", "*"))]),
        measures=_options(measures),
        kinds=_options(kinds),
        hedges=_options(given["hedge"]),
        periods=tuple(months(one) for one in _options(given["period"])),
        places=tuple(None if one == "none" else one for one in _options(given["place"])),
        indicator=indicator,
        core="peripheral" not in further,
    )


def _options(alternatives: str) -> tuple[str, ...]:
    options = tuple(alternatives.split(" or "))
    return () if "*" in options else options


def _relation(line: str) -> Relation:
    kind, _, rest = line.partition(": ")
    names, _, note = rest.partition(" | ")
    return Relation(kind, tuple(names.split()), note)


def interval(written: str) -> Interval:
    """Read a value: `785.6e8`, `100/3`, `7..8`."""
    low, _, high = written.partition("..")
    return Fraction(low), Fraction(high or low)


def months(written: str) -> tuple[Month | None, Month | None]:
    """Read a period: `2024`, `2024-12`, `2024-01/2024-10`, `2024-Q1`, `2024-Q1..Q3`, `../2024-12`."""
    first, _, last = written.partition("/")
    if last:
        return None if first == ".." else months(first)[0], months(last)[1]
    year = int(written[:4])
    if quarters := re.findall(r"Q(\d)", written):
        return (year, 3 * int(quarters[0]) - 2), (year, 3 * int(quarters[-1]))
    month = written[5:7]
    return (year, int(month or 1)), (year, int(month or 12))


def page(folder: Path = PAGE) -> GoldText:
    """Return the newspaper page, which lies beside the repository and never in it."""
    rows = [json.loads(line) for line in (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    links = (folder / "contradictions.jsonl").read_text(encoding="utf-8").splitlines()
    return GoldText(
        name="page",
        title="newspaper page",
        style="newspaper page",
        text=(folder / "page.txt").read_text(encoding="utf-8"),
        published=PAGE_PUBLISHED,
        home=PAGE_HOME,
        claims=tuple(_page_claim(row) for row in rows),
        relations=tuple(
            Relation(link["type"], tuple(link["claims"]), link["statement"])
            for link in map(json.loads, links)
        ),
    )


def _page_claim(row: dict) -> GoldClaim:
    value = Fraction(row["value"]).limit_denominator(10_000)
    return GoldClaim(
        name=row["id"],
        start=row["start"],
        end=row["end"],
        text=row["span_text"],
        values=((value, value),),
        measures=(row["unit"],),
        kinds=(row["kind"], *row["kind_alt"]),
        hedges=(row["qualifier"],),
        periods=tuple(months(one) for one in (row["period"], *row["period_alt"])),
        places=((row["entity_code"] or "").split(" ")[0] or None,),
        indicator=row["indicator"],
        core=row["salience"] == "core",
    )
