"""Identifiers as they are shown to those who need not know them whole."""

from __future__ import annotations

STAR = "*"


def _kept(text: str, first: int, last: int) -> str:
    """Return a text with its first and last signs kept; one too short for that is masked whole."""
    hidden = len(text) - first - last
    if hidden < max(first, last):
        return STAR * len(text)
    return text[:first] + STAR * hidden + text[len(text) - last :]


def mask_phone(number: str) -> str:
    """Return 138****5678: the first three and the last four digits."""
    return _kept(number, 3, 4) if len(number) >= 11 else _kept(number, 0, 2)


def mask_identity_number(number: str) -> str:
    """Return the province and city and the last sign; neither the birthday nor the serial number."""
    return _kept(number, 4, 1)


def mask_credit_code(code: str) -> str:
    """Return the first four and the last two signs."""
    return _kept(code, 4, 2)


def mask_name(name: str) -> str:
    """Return the family name alone: 王**; of a name in Latin letters its first letter."""
    return name[:1] + STAR * (len(name) - 1)
