"""The tables: codes, names, levels, what lies in what, and the years of a name."""

import pytest

from quheng.evidence.places import NATION, WORLD, Place, gazetteer
from quheng.evidence.places.gazetteer import townships
from quheng.evidence.places.names import full_names, short_name, township_names
from quheng.library import library_file


@pytest.mark.parametrize(
    ("code", "name", "level", "above"),
    [
        ("110000", "北京市", "province", []),
        ("110105", "朝阳区", "district", ["北京市"]),
        ("440300", "深圳市", "city", ["广东省"]),
        ("440304", "福田区", "district", ["深圳市", "广东省"]),
        ("419001", "济源市", "district", ["河南省"]),
        ("500240", "石柱土家族自治县", "district", ["重庆市"]),
        ("652300", "昌吉回族自治州", "city", ["新疆维吾尔自治区"]),
        ("410172", "郑州高新技术产业开发区", "zone", ["郑州市", "河南省"]),
        ("320576", "苏州工业园区", "zone", ["苏州市", "江苏省"]),
    ],
)
def test_a_code_has_its_name_level_and_places_above(
    code: str, name: str, level: str, above: list[str]
) -> None:
    place = gazetteer().by_code[code]
    assert (place.name, place.level) == (name, level)
    assert [outer.name for outer in gazetteer().above(place)] == above


def test_every_parent_is_in_the_table() -> None:
    known = gazetteer()
    assert {place.parent for places in known.by_name.values() for place in places} - {
        ""
    } <= known.by_code.keys()
    assert {place.code for places in townships().values() for place in places} <= known.by_code.keys()


def test_the_tables_have_about_as_many_places_as_the_country() -> None:
    # 34 provinces, 333 prefectures and 2,800 odd counties; townships 38,000 odd
    codes = [
        place for place in gazetteer().by_code.values() if place.level != "zone" and place.valid_to is None
    ]
    levels = [place.level for place in codes]
    assert levels.count("province") == 34
    assert 333 <= levels.count("city") <= 340
    assert 2_840 <= levels.count("district") <= 2_860
    assert len({place for places in townships().values() for place in places}) > 38_000


@pytest.mark.parametrize(
    ("name", "code", "first", "last"),
    [("郫县", "510124", None, 2016), ("郫都区", "510117", 2016, None), ("祁阳市", "431181", 2021, None)],
)
def test_a_name_has_its_years(name: str, code: str, first: int | None, last: int | None) -> None:
    (place,) = gazetteer().by_name[name]
    assert (place.code, place.valid_from, place.valid_to) == (code, first, last)


def test_a_name_is_valid_in_the_years_of_change_too() -> None:
    county = Place("510124", "郫县", "district", "510100", valid_to=2016)
    district = Place("510117", "郫都区", "district", "510100", valid_from=2016)
    assert [county.is_valid_in(year) for year in (2010, 2016, 2017)] == [True, True, False]
    assert [district.is_valid_in(year) for year in (2015, 2016, 2024)] == [False, True, True]


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        ("440304", "440300", True),
        ("440304", "440000", True),
        ("440300", "440304", False),
        ("440304", "450000", False),
        ("410172", "410100", True),
    ],
)
def test_what_lies_in_what(inner: str, outer: str, expected: bool) -> None:
    known = gazetteer()
    assert known.is_within(known.by_code[inner], known.by_code[outer]) is expected


def test_all_but_the_world_lies_in_the_nation() -> None:
    known = gazetteer()
    assert known.is_within(known.by_code["440304"], NATION)
    assert known.is_within(NATION, WORLD)
    assert not known.is_within(WORLD, NATION)
    assert not known.is_within(NATION, known.by_code["440000"])


@pytest.mark.parametrize(
    ("code", "name"), [("100000", "全国"), ("441900", "东莞市"), ("410173", "郑州航空港经济综合实验区")]
)
def test_a_home_is_any_code_of_the_tables(code: str, name: str) -> None:
    home = gazetteer().home(code)
    assert home is not None
    assert home.name == name


@pytest.mark.parametrize("code", [None, "", "999999", "郑州"])
def test_an_unknown_home_is_none(code: str | None) -> None:
    assert gazetteer().home(code) is None


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("管城回族区", ("管城回族区", "管城区")),
        ("延边朝鲜族自治州", ("延边朝鲜族自治州", "延边州")),
        ("双江拉祜族佤族布朗族傣族自治县", ("双江拉祜族佤族布朗族傣族自治县", "双江县")),
        ("广西壮族自治区", ("广西壮族自治区",)),
        ("东乡族自治县", ("东乡族自治县",)),
        ("昆山市", ("昆山市",)),
    ],
)
def test_a_name_is_also_written_without_its_people(name: str, forms: tuple[str, ...]) -> None:
    assert full_names(name) == forms


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("昆山市", "昆山"),
        ("内蒙古自治区", "内蒙古"),
        ("新疆维吾尔自治区", "新疆"),
        ("香港特别行政区", "香港"),
        ("恩施土家族苗族自治州", "恩施"),
        ("喀什地区", "喀什"),
        ("神农架林区", "神农架"),
        ("理县", None),
        ("准格尔旗", None),
        ("兴安盟", None),
        ("雄安新区管理委员会", None),
    ],
)
def test_a_short_name_leaves_the_level_out(name: str, short: str | None) -> None:
    assert short_name(name) == short


def test_a_township_is_also_written_without_its_people() -> None:
    assert township_names("金寨回族乡") == ("金寨回族乡", "金寨乡")
    assert township_names("虎门镇") == ("虎门镇",)


def test_the_tables_stay_small() -> None:
    assert sum(path.stat().st_size for path in library_file("places").iterdir()) < 1_500_000
