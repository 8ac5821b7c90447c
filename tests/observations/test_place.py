"""Codes of places, and an index that takes those of one level."""

import pytest

import quheng
from quheng.observations.place import level_of
from tests.conftest import HAND_INDEX


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("440000", "province"),
        ("440300", "city"),
        ("440304", "district"),
        *((code, None) for code in ("", "44030", "4403044", "44030x", "940304", "４４０３０４")),
    ],
)
def test_levels(code, level):
    assert level_of(code) == level


def test_units_of_another_level_are_listed(make_folder):
    codes = dict(zip("ABCDE", ("440304", "440305", "440306", "440307", "440300"), strict=True))
    folder = make_folder(HAND_INDEX + "universe: {level: district}\n")
    for name in ("units.csv", "observations.csv"):
        path = folder / name
        rows = path.read_text(encoding="utf-8").splitlines()
        replaced = [rows[0], *(codes[row[0]] + row[1:] for row in rows[1:])]
        path.write_text("\n".join(replaced) + "\n", encoding="utf-8")
    (row,) = quheng.open(folder).build().not_ranked.rows(named=True)
    assert (row["unit"], row["rule"]) == ("440300", "level")
    assert "district" in row["reason_en"]
    assert "县级" in row["reason_zh"]
