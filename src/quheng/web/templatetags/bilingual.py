"""Words in both languages, written side by side where they stand: {% t "我的待办" "My queue" %}."""

from __future__ import annotations

from django import template

from quheng.bilingual import Language, Text, current_language

register = template.Library()


@register.simple_tag
def t(zh: str, en: str) -> str:
    """Return the wording in the language of the page."""
    return Text(zh=zh, en=en).speak()


@register.simple_tag
def language() -> Language:
    """Return the language of the page."""
    return current_language()


@register.filter
def said(text: Text | None) -> str:
    """Return a text in the language of the page."""
    return "" if text is None else text.speak()
