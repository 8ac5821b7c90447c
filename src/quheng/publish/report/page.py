"""The page put together: payload -> one HTML text, and that text to a file."""

from __future__ import annotations

import re
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from quheng.publish.charts.bundle import Bundle, start_bundle
from quheng.publish.policy import content_security_policy, safe_script
from quheng.publish.report.markup import Html, json_script, spoken, word
from quheng.publish.report.payload import payload
from quheng.publish.report.sections import brief, contents, facts, sections
from quheng.publish.report.wording import wording

if TYPE_CHECKING:
    from quheng.index import Edition
    from quheng.robustness import Study

SCRIPTS: Final = ("page", "ranking", "figures", "firm", "map", "profile", "changes", "start")
_SLOT = re.compile(r"\{\{(\w+)\}\}|\[\[([\w.]+)\]\]")


def write_report(edition: Edition, study: Study | None, path: Path | str) -> None:
    """Write the report of an edition to `path`: one file that needs no network.

    Parameters
    ----------
    edition
        The built index.
    study
        Its uncertainty study; None leaves the rank intervals out.
    path
        The file; its folder must exist.
    """
    Path(path).write_text(report_html(edition, study), encoding="utf-8", newline="\n")


def report_html(edition: Edition, study: Study | None = None) -> str:
    """Return the report as HTML; the same edition and study give the same text.

    The JavaScript of the charts is built beside the other work; a caller with work of its own may call
    `charts.start_bundle()` before that.

    Parameters
    ----------
    edition, study
        As in `write_report`.
    """
    bundle = start_bundle()
    return page(payload(edition, study), bundle)


def page(values: dict[str, Any], bundle: Bundle | None) -> str:
    """Return the page of a payload; without a bundle, a sentence stands in place of each chart."""
    figures = None if bundle is None else _figures(values)
    scripts = [safe_script(f'(() => {{\n"use strict";\n{_own_script()}\n}})();')]
    if bundle is not None and figures is not None:
        scripts.insert(0, safe_script(bundle.text()))
    slots = {
        "policy": Html(content_security_policy(scripts)),
        "title_zh": Html(escape(values["title"]["zh"])),
        "title": spoken(values["title"]),
        "style": Html(_asset("style.css")),
        "contents": contents(values),
        "note": spoken(values["note"]),
        "facts": facts(values),
        "brief": brief(values),
        "sections": sections(values, with_charts=figures is not None),
        "made_by": word("page.made_by", version=values["build"]["version"]),
        "blocks": Html(
            json_script("data", values) + json_script("words", wording()) + json_script("figures", figures)
        ),
        "scripts": Html("".join(f"<script>{text}</script>" for text in scripts)),
    }
    return _SLOT.sub(lambda slot: slots[slot[1]] if slot[1] else word(slot[2]), _asset("template.html"))


def _figures(values: dict[str, Any]) -> dict[str, dict[str, Any]] | None:
    from quheng.publish.report.figures import specifications

    return specifications(has_map=values["geography"] is not None, has_study=values["study"] is not None)


def _own_script() -> str:
    return "\n".join(_asset(f"script/{name}.js") for name in SCRIPTS)


def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
