"""Every word of the page, in both languages, from wording.json."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

from quheng.bilingual import Text

Words: TypeAlias = dict[str, str]

_SLOT = re.compile(r"\{(\w+)(?::([^|}]*)\|([^}]*))?\}")
"""`{count}`, or `{count:place|places}`: the first words where the value is 1, else the second."""


@cache
def wording() -> dict[str, Words]:
    """Return the words by key: `{"ranking.title": {"zh": …, "en": …}}`."""
    text = files(__package__).joinpath("wording.json").read_text(encoding="utf-8")
    words: dict[str, Words] = json.loads(text)
    return words


def both(text: Text | None) -> Words | None:
    """Return a bilingual text as plain words, None where there is none."""
    return None if text is None else {"zh": text.zh, "en": text.en}


def say(key: str, **values: Any) -> Words:
    """Return the words of `key` with `{slots}` filled; a value may itself be a bilingual text."""
    return {language: _filled(text, language, values) for language, text in wording()[key].items()}


def say_one_of(*keys: str, **values: Any) -> Words:
    """Return the words of the first key that is known."""
    return say(next((key for key in keys if key in wording()), keys[-1]), **values)


def in_a_row(sentences: Sequence[Words]) -> Words:
    """Return sentences one after the other; Chinese puts no space between them."""
    return {
        "zh": "".join(one["zh"] for one in sentences),
        "en": " ".join(one["en"] for one in sentences),
    }


def _filled(text: str, language: str, values: dict[str, Any]) -> str:
    def value_of(slot: re.Match[str]) -> str:
        value = values.get(slot[1], slot[0])
        written = str(value[language]) if isinstance(value, dict) else str(value)
        if slot[2] is None:
            return written
        return str(slot[2] if written == "1" else slot[3])

    return _SLOT.sub(value_of, text)
