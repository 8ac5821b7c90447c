"""Whom 全市, 我省, 本县 and 该乡 mean."""

import pytest

from quheng.evidence.places import NATION, Place, find_places, gazetteer, relative_place


@pytest.mark.parametrize(
    ("word", "article", "home", "expected"),
    [
        ("全区", "440304", None, "福田区"),
        ("全市", "440304", None, "深圳市"),
        ("全省", "440304", None, "广东省"),
        ("全市", "320583", "320500", "昆山市"),
        ("我市", "320583", "320500", "苏州市"),
        ("全市", "410172", None, "郑州市"),
        ("全区", "410172", None, "郑州高新技术产业开发区"),
        ("全区", "450100", None, "广西壮族自治区"),
        ("全区", "450103", None, "青秀区"),
        ("全市", "110105", None, "北京市"),
        ("全州", "422801", None, "恩施土家族苗族自治州"),
        ("全县", "500240", None, "石柱土家族自治县"),
        ("全旗", "150622", None, "准格尔旗"),
        ("我县", "440304", None, None),
        ("全县", "440300", "441322", "博罗县"),
    ],
)
def test_the_level_is_looked_for_upwards(
    word: str, article: str, home: str | None, expected: str | None
) -> None:
    found = relative_place(word, gazetteer().by_code[article], gazetteer().home(home))
    assert (found.name if found else None) == expected


def test_a_township_is_the_whole_township() -> None:
    street = Place("440304", "沙头街道", "township", "440304")
    names = [place.name for word in ("全街道", "全区") if (place := relative_place(word, street))]
    assert names == ["沙头街道", "福田区"]


def test_this_points_back_to_the_place_named_last() -> None:
    before = find_places("中牟县官渡镇与新郑市龙湖镇结对", "410100")
    article = gazetteer().by_code["410100"]
    names = [
        place.name for word in ("该镇", "该市") if (place := relative_place(word, article, None, before))
    ]
    assert names == ["龙湖镇", "新郑市"]


def test_the_nation_has_no_province_of_its_own() -> None:
    assert relative_place("全省", NATION) is None
