"""The guide as Markdown, in one language."""

from __future__ import annotations

from quheng.bilingual import Language, Text
from quheng.ledger.guide.page import Page


def markdown(page: Page, language: Language) -> str:
    """Return the page as Markdown: the same page, the same text."""

    def cell(text: Text) -> str:
        return text.speak(language).replace("|", "\\|").replace("\n", " ")

    lines = [f"# {cell(page.title)}", "", cell(page.summary), ""]
    colon = "：" if language == "zh" else ": "
    lines += [f"- **{cell(name)}**{colon}{cell(value)}" for name, value in page.facts]
    for section in page.sections:
        lines += ["", f"## {cell(section.title)}", ""]
        lines.append("| " + " | ".join(map(cell, section.heads)) + " |")
        lines.append("| " + " | ".join("---" for _ in section.heads) + " |")
        lines += ["| " + " | ".join(map(cell, row)) + " |" for row in section.rows]
    return "\n".join(lines) + "\n"
