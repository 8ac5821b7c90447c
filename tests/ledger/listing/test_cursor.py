"""A cursor that comes back is what was given, or a clear error; it never opens more than the scope does."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.errors import DataError
from quheng.ledger.listing.cursor import moment_of, read_cursor, ticks, write_cursor

keys = st.integers(-(2**63) + 1, 2**63 - 1)


def word(text):
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


@given(keys, keys)
def test_what_is_written_is_read(first, second):
    assert read_cursor(write_cursor("newest", first, second), "newest", 2) == (first, second)


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(9000, 1, 1), timezones=st.just(UTC)))
def test_a_moment_is_kept_to_the_microsecond(moment):
    assert moment_of(ticks(moment)) == moment


@given(st.text())
def test_nonsense_is_a_clear_error(text):
    with pytest.raises(DataError, match="no place of a page"):
        read_cursor(text, "newest", 2)


@pytest.mark.parametrize(
    "text",
    [
        "", "=", "A", "é", "a" * 500, word("newest"), word("newest.1"), word("newest.1.2.3"),
        word("due.1.2"), word("newest.1.2 OR 1=1"), word("newest.1.٣"), word("newest.1.9223372036854775808"),
        word("newest.1.2\n"), word("newest.--1.2"), "\0", word("newest.1.\0"),
    ],
)  # fmt: skip
def test_hostile_cursors_are_clear_errors(text):
    with pytest.raises(DataError, match="no place of a page"):
        read_cursor(text, "newest", 2)


def test_a_moment_that_does_not_exist_is_a_clear_error():
    with pytest.raises(DataError, match="no place of a page"):
        moment_of(2**63 - 1)
