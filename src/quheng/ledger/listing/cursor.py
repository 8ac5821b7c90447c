"""Where a page ends: numbers, as a word that can stand in an address and is checked when it comes back."""

from __future__ import annotations

import binascii
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta

from quheng.bilingual import Text
from quheng.errors import DataError, Problem, Where

LONGEST = 120
LARGEST = 2**63 - 1
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def write_cursor(order: str, *keys: int) -> str:
    """Return the place behind which the next page begins.

    Parameters
    ----------
    order
        In which order the page stands: a cursor of one order says nothing in another.
    keys
        By what it is ordered.
    """
    word = ".".join((order, *map(str, keys)))
    return urlsafe_b64encode(word.encode()).decode().rstrip("=")


def read_cursor(text: str, order: str, count: int) -> tuple[int, ...]:
    """Return the keys of a place. It opens nothing: what is behind it is asked for within the viewer's scope.

    Parameters
    ----------
    text
        What came back, from anybody.
    order, count
        In which order, by how many keys.

    Raises
    ------
    DataError
        Where it is no place of a page in this order.
    """
    word = _decoded(text)
    found = re.fullmatch(rf"{re.escape(order)}((?:\.-?[0-9]{{1,19}}){{{count}}})", word, re.ASCII)
    keys = tuple(int(key) for key in found[1].split(".")[1:]) if found else ()
    if not keys or any(abs(key) > LARGEST for key in keys):
        raise wrong_cursor()
    return keys


def ticks(moment: datetime) -> int:
    """Return a moment as a key: microseconds since 1970."""
    return (moment - EPOCH) // MICROSECOND


def moment_of(key: int) -> datetime:
    """Return the moment of a key.

    Raises
    ------
    DataError
        Where there is no such moment.
    """
    try:
        return EPOCH + timedelta(microseconds=key)
    except OverflowError:
        raise wrong_cursor() from None


def wrong_cursor() -> DataError:
    """Return the error of a cursor that is none."""
    return DataError(
        Problem(
            Text(zh="翻页位置无法识别", en="this is no place of a page"),
            Where(field="after"),
            Text(
                zh="请从第一页开始，沿“下一页”翻阅",
                en="begin at the first page, and follow “next” from there",
            ),
        )
    )


def _decoded(text: str) -> str:
    if not 0 < len(text) <= LONGEST:
        raise wrong_cursor()
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        return urlsafe_b64decode(padded).decode("ascii")
    except (UnicodeError, binascii.Error):
        raise wrong_cursor() from None
