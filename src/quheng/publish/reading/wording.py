"""Every word of the review page and the terminal view, in both languages, from wording.json."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from quheng.bilingual import Text


@cache
def wording() -> dict[str, dict[str, str]]:
    """Return the words by key: `{"kind.level": {"zh": …, "en": …}}`."""
    text = files(__package__).joinpath("wording.json").read_text(encoding="utf-8")
    words: dict[str, dict[str, str]] = json.loads(text)
    return words


def say(key: str) -> Text:
    """Return the words of `key`."""
    return Text(**wording()[key])


def kind_title(kind: str) -> Text:
    """Return the name of a kind of claim."""
    return say(f"kind.{kind}")


def reason_title(reason: str) -> Text:
    """Return why a numeral is no claim."""
    return say(f"reason.{reason}")
