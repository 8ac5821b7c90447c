"""Text in Chinese and English: every word that a user reads exists in both."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any, Literal, SupportsIndex

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

Language = Literal["zh", "en"]


class Text(BaseModel):
    """One text in both languages.

    Parameters
    ----------
    zh, en
        The Chinese and the English wording, neither of them empty. Where a declaration gives a plain
        string, it stands for both.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _plain_string_stands_for_both(cls, value: Any) -> Any:
        return {"zh": value, "en": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        both = handler.resolve_ref_schema(handler(core))
        return {"anyOf": [{"type": "string", "minLength": 1}, both]}

    def __str__(self) -> str:
        return self.speak()

    def speak(self, language: Language | None = None) -> str:
        """Return the wording in `language`, by default the language in force."""
        return self.zh if (language or current_language()) == "zh" else self.en


def listed(items: Iterable[object]) -> Text:
    """Return `items` as a list in a sentence, a dash where there are none."""
    words = [str(item) for item in items]
    return Text(zh="、".join(words) or "—", en=", ".join(words) or "—")


def counted(number: SupportsIndex, one: str, many: str) -> str:
    """Return `number` with the English words that agree with it, such as "1 value is" or "2 values are"."""
    return f"{number} {one if int(number) == 1 else many}"


def _language_of_environment() -> Language:
    """Read QUHENG_LANG, else the locale variables in their POSIX order; English where none says Chinese."""
    for name in ("QUHENG_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


_language: ContextVar[Language | None] = ContextVar("language", default=None)


def current_language() -> Language:
    """Return the language in which messages are worded now (results never depend on it)."""
    return _language.get() or _language_of_environment()


def use_language(language: Language) -> None:
    """Word messages in `language` from now on, in this context."""
    _language.set(language)
