"""A case is found by its words, at once and by whoever may see both; erased words are found no more."""

from __future__ import annotations

import pytest
from django.db import connection

from quheng.errors import DataError
from quheng.ledger.cases import Subject
from quheng.ledger.cases.commands import Assign, Comment, Correct, Erase, Make
from quheng.ledger.erasure import erase_person
from quheng.ledger.models import Enterprise, Person, SearchRow
from quheng.ledger.rebuilding import rebuild
from quheng.ledger.searching import search_cases
from quheng.ledger.searching.words import reword_subject
from tests.ledger.town import Town

ABOUT = ("who: [clerk]\n", "who: [clerk]\n  subject: [person, enterprise]\n")
NO_HELP = ("needs: {parts: [help]}, ", "")


@pytest.fixture
def town(database):
    town = Town().build(ABOUT, NO_HELP)
    for name, level in (("chief", 3), ("officer", 2)):
        town.grant(name, "lead", "east", sensitivity=level)
    return town


def found(town, name, words, **more):
    page = search_cases(town.viewer(name), words, **more)
    return [row.number for row in page.rows]


def test_a_case_is_found_by_every_part_of_its_words(town):
    number = town.opens(values={"thing": "黑色ＩＰＨＯＮＥ手机，３号楼拾得"})
    town.opens(values={"thing": "雨伞"})
    for words in (
        "手机", "机", "黑", "iphone", "phon", "PHONE手", "3号楼", "3号", "号", "得", "手机 黑色",
        "拾得，iphone", number, number.lower(), number[-4:], "sw 手机",
    ):  # fmt: skip
        assert number in found(town, "wang", words), words
    for words in ("手表", "色手", "机手", "雨伞 手机", "iphone3"):
        assert number not in found(town, "wang", words), words


def test_signs_of_patterns_and_queries_mean_nothing(town):
    number = town.opens(values={"thing": "折扣100%_OFF 'x' OR \"NEAR\""})
    assert found(town, "wang", "100%_off") == [number]
    assert found(town, "wang", "1%9") == []
    assert found(town, "wang", "x OR near") == [number]
    assert found(town, "wang", "x NOT near") == []


def test_rare_signs_are_found(town):
    number = town.opens(values={"thing": "失主王𬭎"})
    assert found(town, "wang", "𬭎") == [number]
    assert found(town, "wang", "王𬭎") == [number]
    assert found(town, "wang", "王𫘧") == []


def test_by_a_personal_word_only_who_may_see_it_finds_the_case(town):
    number = town.opens(values={"thing": "雨伞", "owner_phone": "13800138000"})
    for words in ("13800138000", "8000", "138 雨伞"):
        assert found(town, "officer", words) == [number], words
        assert found(town, "wang", words) == [], words
        assert str(search_cases(town.viewer("wang"), words).count) == "0"
    assert found(town, "wang", "雨伞") == [number]


def test_a_personal_grant_elsewhere_opens_no_personal_word_here(town):
    number = town.opens(values={"thing": "雨伞", "owner_phone": "13800138000"})
    town.grant("wang", "clerk", "west", sensitivity=3)
    assert found(town, "wang", "13800138000") == []
    assert found(town, "wang", "雨伞") == [number]


def test_a_case_is_found_by_its_subject(town):
    firm = Enterprise.objects.create(credit_code="91350100M000100Y43", name="福州星网有限公司")
    person = Person.objects.create(name="欧阳明", phone="13800138000", identity_number="11010519491231002X")
    about_firm = town.opens(subject=Subject("enterprise", str(firm.pk)))
    about_person = town.opens(subject=Subject("person", str(person.pk)))
    for words in ("星网", "91350100m000100y43", "00y43"):
        assert found(town, "wang", words) == [about_firm], words
    for words in ("欧阳", "欧阳明", "002x", "0138000", "明"):
        assert found(town, "officer", words) == [about_person], words
        assert found(town, "wang", words) == [], words


def test_a_subject_with_another_name_is_found_by_it(town):
    firm = Enterprise.objects.create(credit_code="91350100M000100Y43", name="星网公司")
    number = town.opens(subject=Subject("enterprise", str(firm.pk)))
    Enterprise.objects.update(name="银河公司")
    assert reword_subject(Subject("enterprise", str(firm.pk))) == 1
    assert (found(town, "wang", "星网"), found(town, "wang", "银河")) == ([], [number])


def test_a_corrected_word_is_found_and_the_wrong_one_no_more(town):
    number = town.opens(values={"thing": "雨伞", "owner_phone": "13800138000"})
    town.does("wang", number, Correct({"thing": "阳伞"}, "看错"))
    assert (found(town, "wang", "雨伞"), found(town, "wang", "阳伞")) == ([], [number])
    assert found(town, "officer", "13800138000") == [number]


def closed(town, **more):
    number = town.opens(**more)
    town.does("li", number, Make("search"))
    town.does("qian", number, Make("give_up", reason="x"))
    return number


def test_erased_words_are_found_no_more_and_stand_nowhere(town):
    number = closed(town, values={"thing": "雨伞", "owner_phone": "13800138000"})
    town.does("zhou", number, Erase("第四十七条"))
    assert found(town, "chief", "13800138000") == []
    assert found(town, "chief", "雨伞") == [number]
    assert rebuild().cases == 1
    assert found(town, "chief", "13800138000") == []
    assert "138" not in str(list(SearchRow.objects.values_list()))


def in_the_index(gram):
    """Ask the index itself, without the comparison with the text that follows."""
    sql, term = {
        "sqlite": ("SELECT COUNT(*) FROM ledger_grams WHERE ledger_grams MATCH %s", f'"{gram}"'),
        "postgresql": ("SELECT COUNT(*) FROM ledger_searchrow WHERE grams @@ %s::tsquery", f"'{gram}'"),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(sql, [term])
        return cursor.fetchone()[0]


def test_the_index_itself_forgets(town):
    number = closed(town, values={"thing": "雨伞", "owner_phone": "13800138000"})
    assert (in_the_index("0138"), in_the_index("雨伞")) == (1, 1)
    town.does("zhou", number, Erase("第四十七条"))
    assert (in_the_index("0138"), in_the_index("雨伞")) == (0, 1)


def test_the_index_is_narrowed_by_where_the_case_is_seen_from_now(town):
    number = town.opens()
    town.does("li", number, Assign("street-1", None, "就近"))
    town.grant("near", "clerk", "street-1")
    town.grant("far", "clerk", "street-2")
    assert (found(town, "near", "雨伞"), found(town, "far", "雨伞")) == ([number], [])
    town.does("li", number, Assign("street-2", None, "就近"))
    assert (found(town, "near", "雨伞"), found(town, "far", "雨伞")) == ([], [number])


def test_an_erased_person_is_found_no_more(town):
    person = Person.objects.create(name="欧阳明", phone="13800138000")
    number = closed(town, subject=Subject("person", str(person.pk)))
    assert found(town, "chief", "欧阳") == [number]
    assert erase_person(town.store, person, "第四十七条", town.viewer("zhou"), town.now) == 1
    assert (found(town, "chief", "欧阳"), found(town, "chief", number)) == ([], [number])
    assert rebuild().cases == 1
    assert found(town, "chief", "欧阳") == []


def test_replay_finds_what_was_found(town):
    number = town.opens(values={"thing": "雨伞", "owner_phone": "13800138000"})
    before = list(SearchRow.objects.values_list())
    SearchRow.objects.filter(case__number=number).update(internal="")
    assert found(town, "wang", "雨伞") == []
    assert rebuild().cases == 1
    assert list(SearchRow.objects.values_list()) == before
    assert found(town, "wang", "雨伞") == [number]


def test_what_does_not_change_the_words_does_not_touch_them(town, django_assert_no_words):
    number = town.opens()
    with django_assert_no_words():
        town.does("li", number, Make("search"))
        town.does("zhao", number, Comment("雨伞在东门"))
    assert found(town, "wang", "东门") == []


@pytest.fixture
def django_assert_no_words(database):
    from contextlib import contextmanager

    from django.test.utils import CaptureQueriesContext

    @contextmanager
    def check():
        with CaptureQueriesContext(connection) as queries:
            yield
        assert not [query["sql"] for query in queries if "searchrow" in query["sql"]]

    return check


def test_pages_follow_one_another(town):
    numbers = []
    for _ in range(7):
        numbers.append(town.opens())
        town.later(seconds=0 if len(numbers) % 2 else 1)
    shown, after = [], None
    for expected in (3, 3, 1):
        page = search_cases(town.viewer("wang"), "雨伞", after, 3)
        assert (len(page.rows), str(page.count)) == (expected, "7")
        shown += [row.number for row in page.rows]
        after = page.after
    assert after is None
    assert shown == numbers[::-1]


def test_a_search_takes_three_queries(town):
    from django.test.utils import CaptureQueriesContext

    for _ in range(5):
        town.opens()
    someone = town.viewer("officer")
    for size in (2, 200):
        with CaptureQueriesContext(connection) as queries:
            page = search_cases(someone, "雨伞", size=size)
            assert all(row.organisation.path for row in page.rows)
        assert len(queries) <= 3


def test_a_cursor_of_another_list_is_refused(town):
    with pytest.raises(DataError, match="no place of a page"):
        search_cases(town.viewer("wang"), "雨伞", after="bmV3ZXN0LjEuMg")
