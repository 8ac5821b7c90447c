"""Check characters by the standards' own examples; every slip of one sign is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.ledger.identifiers import (
    WrongIdentifierError,
    credit_code,
    identity_check_digit,
    mask_credit_code,
    mask_identity_number,
    mask_name,
    mask_phone,
    read_credit_code,
    read_identity_number,
    read_phone,
)
from quheng.ledger.identifiers.credit_code import ALPHABET

CREDIT_CODE = "91350100M000100Y43"  # the example of GB 32100-2015
IDENTITY_NUMBERS = ("11010519491231002X", "440524188001010014")  # the examples of GB 11643-1999


def test_the_example_of_gb_32100():
    assert credit_code("91350100M000100Y4") == CREDIT_CODE
    assert read_credit_code(" 91350100m000100y43 ") == CREDIT_CODE


@pytest.mark.parametrize("number", IDENTITY_NUMBERS)
def test_the_examples_of_gb_11643(number):
    assert identity_check_digit(number[:17]) == number[17]
    assert read_identity_number(number.lower()) == number


@given(st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_wrong_sign_of_a_credit_code_is_found(position, sign):
    wrong = CREDIT_CODE[:position] + sign + CREDIT_CODE[position + 1 :]
    if wrong == CREDIT_CODE:
        assert read_credit_code(wrong) == CREDIT_CODE
    else:
        with pytest.raises(WrongIdentifierError):
            read_credit_code(wrong)


@given(st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_wrong_digit_of_an_identity_number_is_found(position, digit):
    number = IDENTITY_NUMBERS[0]
    wrong = number[:position] + digit + number[position + 1 :]
    if wrong != number:
        with pytest.raises(WrongIdentifierError) as raised:
            read_identity_number(wrong)
        assert wrong not in raised.value.what.en


@given(st.integers(0, 15))
def test_two_neighbours_exchanged_are_found(position):
    number = IDENTITY_NUMBERS[0]
    swapped = number[:position] + number[position + 1] + number[position] + number[position + 2 :]
    if swapped != number:
        with pytest.raises(WrongIdentifierError):
            read_identity_number(swapped)


def test_no_birthday_no_number():
    first = "11010519490230002"  # 30 February
    with pytest.raises(WrongIdentifierError, match="no citizen identity number"):
        read_identity_number(first + identity_check_digit(first))


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("138 0013 8000", "13800138000"),
        ("+86 138-0013-8000", "13800138000"),
        ("（010）6552 9988", "01065529988"),
        ("0371-67170000", "037167170000"),
        ("12345", "12345"),
        ("400 810 1234", "4008101234"),
    ],
)
def test_telephone_numbers(written, stored):
    assert read_phone(written) == stored


@pytest.mark.parametrize("wrong", ["", "1234", "12800138000", "138001380000", "abc", "67170000"])
def test_no_telephone_numbers(wrong):
    with pytest.raises(WrongIdentifierError):
        read_phone(wrong)


def test_masks():
    assert mask_phone("13800138000") == "138****8000"
    assert mask_phone("12345") == "***45"
    assert mask_identity_number("11010519491231002X") == "1101*************X"
    assert mask_credit_code(CREDIT_CODE) == "9135************43"
    assert mask_name("王小明") == "王**"
    assert mask_name("") == ""


@given(st.text("0123456789", max_size=20))
def test_a_mask_never_shows_more_than_half(number):
    for mask in (mask_phone, mask_identity_number, mask_credit_code):
        shown = mask(number)
        assert len(shown) == len(number)
        assert len(number) - shown.count("*") <= max(len(number) * 2 / 3, 0)
