"""Codes of places."""

import pytest

from quheng.observations import Place


def test_levels():
    assert [Place.parse(code).level for code in ("440000", "440300", "440304")] == [
        "province",
        "city",
        "district",
    ]
    assert Place.parse("440304").city == Place("440300")
    assert Place.parse("440304").province == Place("440000")
    assert Place.parse("440000").city is None


def test_municipalities():
    assert [Place.parse(code).in_municipality for code in ("110105", "500157", "440304")] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("code", ["", "44030", "4403044", "44030x", "940304", "４４０３０４"])
def test_what_is_no_code(code):
    with pytest.raises(ValueError, match="GB/T 2260"):
        Place.parse(code)
