"""Exact numbers and values in words, never rounded onto an edge that they do not reach."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from quheng.bilingual import Text
from quheng.observations.measure import known_measures
from quheng.scorecard.assessment import shown_points
from quheng.scorecard.exact import Number, rounded_text
from quheng.scorecard.points import Points
from quheng.scorecard.unknown import Unknown

UNKNOWN = Text(zh="未知", en="unknown")
UNDEFINED = Text(zh="规定未明确", en="undefined")

DIGITS = (2, 4, 6, 9, 12)


def measure_words(measure: Text) -> Text:
    """Return a unit of measurement with its English, where a declaration writes it in Chinese alone."""
    known = (
        known_measures().find(measure.zh) if measure.zh == measure.en and not measure.zh.isascii() else None
    )
    return measure if known is None else Text(zh=measure.zh, en=known.title.en.partition(" or ")[0].lower())


def unit_behind(measure: Text) -> tuple[str, str]:
    """Return what stands behind a number: English does not count with 人 and 项."""
    known = known_measures().find(measure.zh)
    counts = known is not None and not known.dimension.startswith(("currency", "ratio", "duration", "length"))
    return measure.zh, "" if counts else measure_words(measure).en


def same(text: str) -> Text:
    """Return a text that is the same in both languages."""
    return Text(zh=text or "—", en=text or "—")


def number(value: Number, *, percent: bool = False) -> str:
    """Return a number as a reader writes it: exact where few digits do, else after ≈.

    Where rounding would make it look rounder than it is (0.299999 as 30 %), more digits are shown.
    """
    scaled = Fraction(value) * (100 if percent else 1)
    unit = "%" if percent else ""
    for digits in DIGITS[:3]:
        text = rounded_text(scaled, digits)
        if Fraction(text) == scaled:
            return f"{_trimmed(text)}{unit}"
    for digits in DIGITS:
        text = rounded_text(scaled, digits)
        if Fraction(text) != Fraction(rounded_text(scaled, 1)):
            return f"≈ {_trimmed(text)}{unit}"
    return f"{scaled}{unit}"


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def value_words(value: Any, *, percent: bool = False) -> Text:
    """Return a value of an input or an expression in words."""
    if value is None or isinstance(value, Unknown):
        holes = value.holes if isinstance(value, Unknown) and not value.causes else ()
        return UNDEFINED if holes else UNKNOWN
    if isinstance(value, bool):
        return Text(zh="是" if value else "否", en="yes" if value else "no")
    if isinstance(value, int | Fraction):
        return same(number(value, percent=percent))
    if isinstance(value, float):
        return same(f"{value:g}")
    if isinstance(value, date):
        return same(value.isoformat())
    if isinstance(value, Mapping):
        parts = [(name, value_words(one)) for name, one in value.items()]
        return Text(
            zh="，".join(f"{name} {one.zh}" for name, one in parts) or "—",
            en=", ".join(f"{name} {one.en}" for name, one in parts) or "—",
        )
    if isinstance(value, list | tuple | frozenset | set):
        parts_of = [value_words(one) for one in value]
        return Text(
            zh="、".join(one.zh for one in parts_of) or "无",
            en=", ".join(one.en for one in parts_of) or "none",
        )
    return same(str(value))


def points_words(points: Points | None) -> Text:
    """Return points: a number, least to greatest, or that the rule does not say."""
    if points is None:
        return same("—")
    found = shown_points(points)
    if found is None:
        return UNDEFINED
    return same(f"{found[0]}–{found[1]}" if isinstance(found, list) else str(found))
