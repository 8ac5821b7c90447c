"""The review page: text left, claims right, decisions by keyboard, saved as a file; one HTML, no network."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Final

from quheng.evidence.reading import Reading
from quheng.evidence.review import Decision, Reviewed
from quheng.publish.policy import content_security_policy, safe_script
from quheng.publish.reading.marked import marked_text
from quheng.publish.reading.payload import payload
from quheng.publish.reading.visible import visible
from quheng.publish.reading.wording import wording
from quheng.publish.report.markup import Html, json_script, spoken

SCRIPTS: Final = ("page", "log", "queue", "card", "form", "findings", "lists", "start")
_SLOT = re.compile(r"\{\{(\w+)\}\}|\[\[([\w.]+)\]\]")


def write_review(
    reading: Reading,
    path: Path | str,
    source: str,
    decisions: Iterable[Decision] = (),
    history: Sequence[Reviewed] = (),
) -> None:
    """Write the review page of a reading to `path`; see `review_html`."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(review_html(reading, source, decisions, history).encode("utf-8", "replace"))


def review_html(
    reading: Reading, source: str, decisions: Iterable[Decision] = (), history: Sequence[Reviewed] = ()
) -> str:
    """Return the review page as HTML; the same arguments give the same text.

    Parameters
    ----------
    reading
        What was read.
    source
        The name of the text's file.
    decisions
        Those taken on it already, with which the page begins.
    history
        Reviewed readings, this one's among them or not, from which the page counts how often claims that the
        same rules set were accepted.
    """
    script = safe_script(f'(() => {{\n"use strict";\n{_own_script()}\n}})();')
    slots = {
        "policy": Html(content_security_policy([script])),
        "title": Html(escape(visible(source))),
        "style": Html(_asset("style.css")),
        "text": marked_text(reading),
        "blocks": Html(
            json_script("data", payload(reading, source, decisions, history))
            + json_script("words", wording())
        ),
        "script": Html(f"<script>{script}</script>"),
    }
    return _SLOT.sub(
        lambda slot: slots[slot[1]] if slot[1] else spoken(wording()[slot[2]]), _asset("template.html")
    )


def _own_script() -> str:
    return "\n".join(_asset(f"script/{name}.js") for name in SCRIPTS)


def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
