"""A document as Markdown, in one language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quheng.bilingual import Language, Text
from quheng.publish.scorecard.document import Block, Document, Facts, Heading, Items, Paragraph, Table

SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")
"""What Markdown could take for a mark of its own."""


def as_markdown(document: Document, language: Language) -> str:
    """Return the document as Markdown; the same document gives the same text."""
    lines = [f"# {_text(document.title, language)}", ""]
    if document.lead:
        lines += [_text(document.lead, language), ""]
    for block in document.blocks:
        lines += _lines(block, language)
    return "\n".join(lines).rstrip("\n") + "\n"


def _lines(block: Block, language: Language) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {_text(block.text, language)}"
        case Paragraph():
            mark = "> " if block.kind == "caution" else ""
            yield f"{mark}{_text(block.text, language)}"
        case Facts():
            colon = "：" if language == "zh" else ": "
            for name, value in block.pairs:
                yield f"- **{_text(name, language)}**{colon}{_text(value, language)}"
        case Table():
            yield from _table(block, language)
            return
        case Items():
            for table in block.tables:
                yield from _table(table, language)
            return
    yield ""


def _table(table: Table, language: Language) -> Iterator[str]:
    if table.caption:
        yield f"**{_text(table.caption, language)}**"
        yield ""
    if table.remark:
        yield _text(table.remark, language)
        yield ""
    yield _row(table.heads, language)
    yield "|" + "|".join(" ---: " if at in table.numbers else " --- " for at in range(len(table.heads))) + "|"
    for row in table.rows:
        yield _row(row, language)
    yield ""


def _row(cells: Sequence[Text], language: Language) -> str:
    return "| " + " | ".join(_text(cell, language) for cell in cells) + " |"


def _text(text: Text, language: Language) -> str:
    return SPECIAL.sub(r"\\\1", " ".join(text.speak(language).split()))
