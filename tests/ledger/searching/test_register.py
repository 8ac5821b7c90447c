"""Subjects are found within the viewer's subtree; people only by those who may know them, and masked."""

from __future__ import annotations

import pytest

from quheng.errors import DataError
from quheng.ledger.models import Enterprise, Organisation, Person, Project, Site
from quheng.ledger.scope import Permit, Viewer
from quheng.ledger.searching import search_subjects
from tests.ledger.town import Town


@pytest.fixture
def town(database):
    town = Town().build()
    east, west = (Organisation.objects.get(code=code) for code in ("street-1", "west"))
    firm = Enterprise.objects.create(credit_code="91350100M000100Y43", name="星网有限公司", organisation=east)
    Enterprise.objects.create(credit_code="91370200163562681G", name="星海集团", organisation=west)
    Enterprise.objects.create(credit_code="91510100MA6CB0PF0J", name="星河公司")
    Project.objects.create(code="P-1", name="星网产业园", enterprise=firm, organisation=east)
    Site.objects.create(code="S-1", name="星网车间", address="东街1号", organisation=east)
    Person.objects.create(
        name="欧阳星", phone="13800138000", identity_number="11010519491231002X", organisation=east
    )
    town.grant("mayor", "lead", "city", sensitivity=3)
    town.grant("officer", "lead", "east", sensitivity=2)
    return town


def names(town, who, words):
    return [one.name for one in search_subjects(town.viewer(who), words)]


def test_each_finds_what_belongs_to_his_subtree(town):
    assert names(town, "mayor", "星") == [
        "星河公司",
        "星海集团",
        "星网有限公司",
        "欧**",
        "星网产业园",
        "星网车间",
    ]
    assert names(town, "wang", "星") == ["星网有限公司", "星网产业园", "星网车间"]
    assert names(town, "stranger", "星") == ["星海集团"]
    assert search_subjects(Viewer("x", frozenset()), "星") == ()


def test_numbers_find_too(town):
    assert names(town, "wang", "00y43") == ["星网有限公司"]
    assert names(town, "wang", "p 1 产业") == ["星网产业园"]
    assert names(town, "wang", "东街１号") == ["星网车间"]
    assert names(town, "wang", "星网 无") == []
    for words in ("8000", "002x", "欧阳"):
        assert names(town, "officer", words) == ["欧**"]
        assert names(town, "wang", words) == []


def test_a_person_is_shown_masked(town):
    (found,) = search_subjects(town.viewer("officer"), "欧阳")
    assert found.identifiers == ("138****8000", "1101*************X")
    assert found.organisation == ("street-1", "street-1")
    assert "13800138000" not in repr(found)


def test_an_erased_person_is_not_found(town):
    Person.objects.update(name="", phone="", identity_number=None, erased_at=town.now)
    assert names(town, "officer", "欧阳") == []


def test_signs_of_patterns_mean_nothing(town):
    with pytest.raises(DataError, match="no word"):
        names(town, "mayor", "%")
    assert names(town, "mayor", "星%公司") == ["星河公司", "星网有限公司"]


def test_a_personal_grant_elsewhere_finds_no_people_here(town):
    east, west = (Organisation.objects.get(code=code).path for code in ("east", "west"))
    someone = Viewer("x", frozenset({Permit(east, "lead"), Permit(west, "lead", sensitivity=3)}))
    assert [one.kind for one in search_subjects(someone, "欧阳")] == []
    assert [one.name for one in search_subjects(someone, "星网有限")] == ["星网有限公司"]
