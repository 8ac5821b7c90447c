"""The guide as one HTML page, in one language: no script, no request to anywhere, fit to print."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from quheng.bilingual import Language, Text
from quheng.ledger.guide.page import Page
from quheng.ledger.guide.section import Row, Section

STYLE = """
body { font: 16px/1.6 "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif; color: #1a1a1a;
  max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin: 1.6rem 0 .4rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #bbb; padding: .3rem .5rem; text-align: left; vertical-align: top; }
thead th { background: #f0f3f6; }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } tr { break-inside: avoid; } }
"""

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

LANGUAGES: dict[Language, str] = {"zh": "zh-CN", "en": "en"}


def html(page: Page, language: Language) -> str:
    """Return the page as HTML; every text is escaped."""

    def words(text: Text) -> str:
        return escape(text.speak(language))

    facts = "".join(f"<dt>{words(name)}</dt><dd>{words(value)}</dd>" for name, value in page.facts)
    sections = "\n".join(_section(section, language) for section in page.sections)
    return (
        f'<!doctype html>\n<html lang="{LANGUAGES[language]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{words(page.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{words(page.title)}</h1>\n<p>{words(page.summary)}</p>\n<dl>{facts}</dl>\n{sections}\n"
        "</body>\n</html>\n"
    )


def _section(section: Section, language: Language) -> str:
    heads = "".join(f'<th scope="col">{escape(head.speak(language))}</th>' for head in section.heads)
    title = escape(section.title.speak(language))
    return (
        f'<h2>{title}</h2>\n<div class="scroll" tabindex="0" role="region" aria-label="{title}">'
        f"<table><thead><tr>{heads}</tr></thead>\n"
        f"<tbody>\n{_rows(section.rows, language)}</tbody></table></div>"
    )


def _rows(rows: Iterable[Row], language: Language) -> str:
    """Return the rows; neighbours with one first cell share it."""
    written = []
    for _, group in groupby(rows, key=lambda row: row[0].en):
        together = list(group)
        for position, row in enumerate(together):
            first = escape(row[0].speak(language))
            span = f' rowspan="{len(together)}"' if len(together) > 1 else ""
            head = f'<th scope="row"{span}>{first}</th>' if position == 0 else ""
            cells = "".join(f"<td>{escape(cell.speak(language))}</td>" for cell in row[1:])
            written.append(f"<tr>{head}{cells}</tr>\n")
    return "".join(written)
