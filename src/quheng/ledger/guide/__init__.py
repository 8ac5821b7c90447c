"""The guide to a programme (说明书): one page that a civil servant reads, as Markdown and as HTML."""

from quheng.ledger.guide.html import html
from quheng.ledger.guide.markdown import markdown
from quheng.ledger.guide.page import Page, page
from quheng.ledger.guide.section import Section

__all__ = ["Page", "Section", "html", "markdown", "page"]
