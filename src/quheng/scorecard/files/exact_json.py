"""Read JSON without losing anything: no digit of a number, no second value of a key."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

from quheng.bilingual import Text

SAFE_LENGTH = 16
"""A decimal of at most 15 digits and its point: its float writes the same decimal again."""


class WrongJsonError(ValueError):
    """A text that is no JSON: what is wrong."""

    def __init__(self, what: Text) -> None:
        self.what = what
        super().__init__(what.en)


def read_json(text: str) -> Any:
    """Return the value that a JSON text writes.

    A decimal of more than 15 digits stays a text, so that it is read exactly later; NaN, infinities and a key
    that stands twice are errors.

    Raises
    ------
    WrongJsonError
        Where it is no JSON.
    """
    try:
        return json.loads(text, parse_float=_number, parse_constant=_constant, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        raise WrongJsonError(
            Text(
                zh=f"不是有效的 JSON（第 {error.colno} 个字符处）",
                en=f"not valid JSON (at character {error.colno})",
            )
        ) from None
    except RecursionError:
        raise WrongJsonError(Text(zh="JSON 嵌套过深", en="the JSON is nested too deeply")) from None
    except WrongJsonError:
        raise
    except ValueError:
        raise WrongJsonError(Text(zh="JSON 中有过长的数", en="a number in the JSON is too long")) from None


def _number(text: str) -> float | str:
    if len(text) > SAFE_LENGTH:
        return text
    number = float(text)
    return number if math.isfinite(number) else text


def _constant(text: str) -> Any:
    raise WrongJsonError(Text(zh=f"{text} 不是 JSON 的数", en=f"{text} is not a number of JSON"))


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise WrongJsonError(Text(zh=f"键 {twice!r} 出现了两次", en=f"the key {twice!r} stands twice"))
    return found
