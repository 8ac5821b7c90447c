"""Small pieces that several sections of the page share."""

from __future__ import annotations

from typing import Any

from quheng.publish.report.markup import Html, element, isolated, paragraph, word
from quheng.publish.report.wording import say

Payload = dict[str, Any]


def lead_paragraph(key: str, **values: Any) -> Html:
    """Return the words of `key` as the paragraph that leads a section."""
    return paragraph(say(key, **values), "lead")


def figure_place(name: str, with_charts: bool) -> Html:
    """Return the place that the script draws a chart in, or a sentence where there are no charts."""
    if with_charts:
        return element("div", id=f"figure-{name}", class_="figure")
    return element("p", word("page.no_charts"), class_="caution")


def name_and_area(units: Payload, at: int, language: str) -> str:
    """Return the name of a unit with the smallest area that it lies in."""
    english = units["name_en"][at] if language == "en" and units["name_en"] else ""
    name = isolated(english or units["name"][at])
    if not units["groups"]:
        return name
    area = max(units["groups"], key=lambda group: len(group["zh"]))
    where = isolated(area[language][area["at"][at]])
    return f"{name}（{where}）" if language == "zh" else f"{name} ({where})"


def whole(number: int) -> Html:
    """Return a whole number with its thousands parted."""
    return Html(f"{number:,}")


def decimal(number: float | None) -> Html:
    """Return a number with two decimals, a dash where there is none."""
    return Html("–" if number is None else f"{number:.2f}".replace("-", "−"))
