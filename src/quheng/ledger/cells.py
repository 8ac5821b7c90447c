"""Cells that a spreadsheet would run as a formula: kept as text on the way out, and read back."""

from __future__ import annotations

import re

STARTS = ("=", "+", "-", "@", "\t", "\r")
"""With what a cell begins that Excel, WPS or LibreOffice runs, or that hides such a sign behind a blank."""

NUMBER = re.compile(r"-?\d+(\.\d+)?")


def guarded(text: str) -> str:
    """Return a text with an apostrophe before it where a spreadsheet would run it; a number stays one."""
    runs = text.startswith(STARTS) or text.lstrip().startswith(STARTS[:4])
    return f"'{text}" if runs and not NUMBER.fullmatch(text) else text


def unguarded(text: str) -> str:
    """Return a text without the apostrophe that guards it; every other text is what it is."""
    return text[1:] if text.startswith("'") and guarded(text[1:]) == text else text
