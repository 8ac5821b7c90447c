"""The page of a rule: one HTML that needs no network, for the screen and for A4."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Final

from quheng.bilingual import Text, current_language, listed
from quheng.errors import DataError, Problem, Where
from quheng.publish.policy import content_security_policy, safe_script
from quheng.publish.report.markup import Html, element, spoken
from quheng.publish.scorecard.document import Block, Document, Facts, Heading, Items, Paragraph, Table
from quheng.publish.scorecard.markdown import as_markdown
from quheng.publish.scorecard.rule_document import rule_document
from quheng.scorecard import Scorecard
from quheng.version import __version__

_SLOT = re.compile(r"\{\{(\w+)\}\}|\[\[([\w.]+)\]\]")

ENDINGS: Final = (".html", ".md")


def write_rule(card: Scorecard, path: Path | str) -> None:
    """Write the page of a rule: .html in both languages, .md in the language in force.

    Raises
    ------
    DataError
        For another ending.
    """
    path = Path(path)
    match path.suffix.lower():
        case ".html":
            text = rule_html(card)
        case ".md":
            text = as_markdown(rule_document(card), current_language())
        case other:
            known = listed(ENDINGS)
            raise DataError(
                Problem(
                    Text(
                        zh=f"不支持写出 {other or '没有扩展名的'} 文件",
                        en=f"cannot write a file of kind {other!r}",
                    ),
                    Where(file=str(path)),
                    Text(zh=f"可用扩展名：{known.zh}", en=f"use one of the endings {known.en}"),
                )
            )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "replace"))


def rule_html(card: Scorecard) -> str:
    """Return the page of a rule as HTML; the same rule gives the same text."""
    return _page(rule_document(card), card.name)


def _page(document: Document, name: str) -> str:
    script = safe_script(_asset("page.js"))
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    numbers = {id(block): at for at, block in enumerate(headings)}
    slots = {
        "policy": Html(content_security_policy([script])),
        "title_zh": Html(escape(document.title.zh)),
        "title_en": Html(escape(document.title.en)),
        "title": _text(document.title),
        "style": Html(_asset("style.css")),
        "lead": element("p", _text(document.lead), class_="lead") if document.lead else Html(""),
        "contents": _contents(headings),
        "blocks": Html("\n".join(_block(block, numbers) for block in document.blocks)),
        "made_by": _word("page.made_by", version=__version__, name=name),
        "script": Html(f"<script>{script}</script>"),
    }
    return _SLOT.sub(lambda slot: slots[slot[1]] if slot[1] else _word(slot[2]), _asset("template.html"))


def _contents(headings: Sequence[Heading]) -> Html:
    links = [
        element("li", element("a", _text(one.text), href=f"#part-{at}"))
        for at, one in enumerate(headings)
        if one.level == 2
    ]
    return element("ol", *links)


def _block(block: Block, numbers: dict[int, int]) -> Html:
    match block:
        case Heading():
            return element(f"h{block.level}", _text(block.text), id=f"part-{numbers[id(block)]}")
        case Paragraph():
            return element("p", _text(block.text), class_=block.kind)
        case Facts():
            pairs = [element("div", element("dt", _text(a)), element("dd", _text(b))) for a, b in block.pairs]
            return element("dl", *pairs, class_="facts")
        case Table():
            return element("figure", *_figure(block))
        case Items():
            figures = [element("figure", *_figure(table)) for table in block.tables]
            return element("div", *figures, class_="items" if len(figures) > 1 else "item")


def _figure(table: Table) -> list[Html]:
    parts = []
    if table.caption or table.remark:
        caption = [element("strong", _text(table.caption))] if table.caption else []
        remark = [element("span", _text(table.remark), class_="remark")] if table.remark else []
        parts.append(element("figcaption", *caption, *remark))
    kinds = ["number" if at in table.numbers else "text" for at in range(len(table.heads))]
    head = [
        element("th", _text(one), scope="col", class_=kind)
        for one, kind in zip(table.heads, kinds, strict=True)
    ]
    rows = [
        element("tr", *(_cell(one, kind) for one, kind in zip(row, kinds, strict=True))) for row in table.rows
    ]
    body = element(
        "table", element("thead", element("tr", *head)), element("tbody", *rows), class_=table.layout
    )
    label = _wording()["page.table"]["zh"] if table.caption is None else table.caption.zh
    return [*parts, element("div", body, class_="scroll", tabindex="0", role="region", aria_label=label)]


def _cell(text: Text, kind: str) -> Html:
    return element("td", _text(text), class_=f"{kind} none" if text.zh == "—" else kind)


def _text(text: Text) -> Html:
    return spoken({"zh": text.zh, "en": text.en})


def _word(key: str, **values: str) -> Html:
    return spoken({language: text.format(**values) for language, text in _wording()[key].items()})


@cache
def _wording() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(_asset("wording.json"))
    return found


def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
