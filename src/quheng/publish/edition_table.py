"""The table by which a notebook shows an edition."""

from __future__ import annotations

from html import escape

from quheng.bilingual import Text, current_language
from quheng.index import Edition
from quheng.publish.units import unit_names

FIRST = 20


def edition_html(edition: Edition) -> str:
    """Return the first units by rank, with the scores of the index and its pillars, as HTML."""
    language = current_language()
    names = unit_names(edition, language)
    pillars = [node.title.speak(language) for node in edition.tree.pillars]
    words = (Text(zh="名次", en="Rank"), Text(zh="名称", en="Name"), Text(zh="得分", en="Score"))
    head = "".join(f"<th>{escape(cell)}</th>" for cell in (*map(str, words), *pillars))
    columns = ("rank", "unit", "score", *(node.code for node in edition.tree.pillars))
    rows = "".join(
        f"<tr><td>{rank}</td><td style='text-align:left'>{escape(names[unit])}</td>"
        + "".join(f"<td>{_figure(value)}</td>" for value in values)
        + "</tr>"
        for rank, unit, *values in edition.ranks.head(FIRST).select(columns).iter_rows()
    )
    title = edition.inputs.declaration.title.speak(language)
    ranked, out = len(edition.ranked_units), len(edition.exclusions)
    counts = Text(zh=f"参与排名 {ranked} 个，未参与排名 {out} 个", en=f"{ranked} ranked, {out} not")
    return (
        f"<table><caption><b>{escape(title)}</b> · {counts}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _figure(value: float | None) -> str:
    return "—" if value is None else f"{value:.2f}"
