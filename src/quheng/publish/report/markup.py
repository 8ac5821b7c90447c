"""Small pieces of HTML: every text passes through `escape`, every bilingual text is written twice."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any, NewType

from quheng.publish.report.wording import Words, say

Html = NewType("Html", str)
"""Text that is HTML already; made only in this file and in the sections."""

_JSON_IN_HTML = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


_TURNS = re.compile("[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff]")
"""What makes a line run from right to left."""

_ISOLATE_ENDS = "\u2069"


def isolated(name: str) -> str:
    """Return a name such that its direction of writing ends with it.

    A name may hold letters that run from right to left, or the invisible marks that turn a line around; it is
    put between a first strong isolate and its end, which it cannot close itself.
    """
    return f"\u2068{name.replace(_ISOLATE_ENDS, '')}{_ISOLATE_ENDS}" if _TURNS.search(name) else name


def spoken(text: Words | None) -> Html:
    """Return a text in both languages, of which the page shows one; one span where they are equal."""
    if text is None:
        return Html("")
    if text["zh"] == text["en"]:
        return same(text["zh"])
    return Html(
        f'<span class="t" lang="zh-CN">{escape(text["zh"])}</span>'
        f'<span class="t" lang="en">{escape(text["en"])}</span>'
    )


def same(text: str) -> Html:
    """Return a text that is the same in both languages."""
    return Html(f"<span>{escape(text)}</span>")


def word(key: str, **values: Any) -> Html:
    """Return the words of `key` in both languages."""
    return spoken(say(key, **values))


def element(tag: str, *inner: Html, **attributes: str) -> Html:
    """Return `<tag …>inner</tag>`; `class_` and `data_x` stand for `class` and `data-x`."""
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"' for name, value in attributes.items()
    )
    return Html(f"<{tag}{written}>{''.join(inner)}</{tag}>")


def paragraph(text: Words, class_: str = "") -> Html:
    """Return a paragraph."""
    return element("p", spoken(text), class_=class_) if class_ else element("p", spoken(text))


def bullets(texts: Iterable[Words]) -> Html:
    """Return a list of sentences."""
    return element("ul", *(element("li", spoken(text)) for text in texts))


def table(
    heads: Sequence[tuple[str, Html]], rows: Iterable[Sequence[Html]], box: str, class_: str = ""
) -> Html:
    """Return a table in its own scroll box.

    Parameters
    ----------
    heads
        Class and content of each heading; the class goes on every cell of the column ("number" aligns right).
    rows
        Cells as HTML; the first is the row's heading.
    box
        Key of the words that name the box for assistive technology.
    """
    head = "".join(f'<th scope="col" class="{kind}">{content}</th>' for kind, content in heads)
    body = []
    for row in rows:
        cells = [f'<th scope="row" class="{heads[0][0]}">{row[0]}</th>']
        cells += [f'<td class="{heads[at][0]}">{cell}</td>' for at, cell in enumerate(row) if at]
        body.append(f"<tr>{''.join(cells)}</tr>")
    return Html(
        f'<div class="scroll {class_}" tabindex="0" role="region" data-label="{box}" '
        f'aria-label="{escape(say(box)["zh"])}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
    )


def json_script(name: str, value: Any) -> Html:
    """Return a block of data that no text in it can break out of."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Html(f'<script type="application/json" id="{name}">{text.translate(_JSON_IN_HTML)}</script>')
