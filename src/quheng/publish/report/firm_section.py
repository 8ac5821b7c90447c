"""The section on how firm the places are: choices, acceptability, tiers, swaps."""

from __future__ import annotations

from quheng.publish.report.fragments import (
    Payload,
    decimal,
    figure_place,
    lead_paragraph,
    name_and_area,
    whole,
)
from quheng.publish.report.markup import Html, element, paragraph, same, spoken, table, word
from quheng.publish.report.wording import Words, in_a_row, say

PARTS = ("choices", "acceptability", "tiers", "swaps")


def firm_section(values: Payload, with_charts: bool) -> Html:
    """Return the charts of how firm the places are, each with the sentences that say how to read it."""
    own = values["firm"]
    parts = [lead_paragraph("firm.lead")]
    for name in PARTS:
        parts.append(element("h3", word(f"firm.{name}")))
        if name in own["refused"]:
            parts.append(paragraph(own["refused"][name], "caution"))
            continue
        parts += [paragraph(in_a_row(_sentences(name, values))), figure_place(name, with_charts)]
        if name == "choices":
            parts.append(_choices(own["choices"]))
        if name == "tiers":
            parts.append(_tiers(values))
    return Html("".join(parts))


def _sentences(name: str, values: Payload) -> list[Words]:
    """Return how to read a part, and from how much it was computed."""
    own = values["firm"]
    counts = {"count": own["shown"], "tiers": len(own["tiers"]), "tiered": own["tiered"]}
    counts |= {key: own[key] for key in ("constructions", "tiering", "unsolved")}
    words = {"unit": values["unit"], **{key: f"{count:,}" for key, count in counts.items()}}
    sentences = [say(f"firm.{name}_lead", **words)]
    if name == "tiers" and own["tiering"] < values["study"]["replicates"]:
        sentences.append(say("firm.tiers_first", **words))
    if name == "swaps" and own["unsolved"]:
        sentences.append(say("firm.swaps_unsolved", **words))
    return sentences


def _choices(choices: list[Payload]) -> Html:
    heads = [("", word("firm.choice")), ("number", word("firm.first")), ("number", word("firm.total"))]
    rows = [
        [spoken(choice["title"]), *(_with_interval(choice[name]) for name in ("first", "total"))]
        for choice in choices
    ]
    return table(heads, rows, "firm.box", "fit")


def _tiers(values: Payload) -> Html:
    heads = [("number", word("firm.tier")), ("number", word("firm.ranks")), ("number", word("firm.count"))]
    heads.append(("wide", word("firm.members")))
    rows = [
        [
            whole(tier["tier"]),
            same(str(tier["first"]) if tier["count"] == 1 else f"{tier['first']}–{tier['last']}"),
            whole(tier["count"]),
            spoken(_members(values["units"], tier)),
        ]
        for tier in values["firm"]["tiers"]
    ]
    return table(heads, rows, "firm.tiers_box", "fit")


def _members(units: Payload, tier: Payload) -> dict[str, str]:
    """Return the first units of a tier by name."""
    zh, en = (
        mark.join(name_and_area(units, at, language) for at in tier["named"])
        for language, mark in (("zh", "、"), ("en", ", "))
    )
    more = tier["count"] > len(tier["named"])
    return {"zh": f"{zh}等" if more else zh, "en": f"{en} and others" if more else en}


def _with_interval(measured: list[float] | None) -> Html:
    if measured is None:
        return Html("–")
    estimate, low, high = (decimal(value) for value in measured)
    return Html(f"{estimate} <small>[{low}, {high}]</small>")
