"""What is made of a reading: files of claims, a terminal view, a page to review it, rows of an index."""

from quheng.publish.reading.export import ENDINGS, require_known_ending, write_claims
from quheng.publish.reading.into_index import Entered, enter
from quheng.publish.reading.page import review_html, write_review

__all__ = [
    "ENDINGS",
    "Entered",
    "enter",
    "require_known_ending",
    "review_html",
    "write_claims",
    "write_review",
]
