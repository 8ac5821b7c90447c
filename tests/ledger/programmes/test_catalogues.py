"""A catalogue makes the form: each field once, each department with its own time, frozen when published."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from quheng.calendars import Budget
from quheng.errors import DeclarationError, NotFoundError
from quheng.ledger.cases.commands import AttachFile, Make
from quheng.ledger.guide import markdown, page
from quheng.ledger.programmes import load_programme, load_roles, parse_programme
from quheng.ledger.programmes.catalogues import self_contained
from tests.ledger.cases.desk import CLERK, Desk

THINGS = Path(__file__).with_name("things")
PROGRAMME = (THINGS / "all-at-once.yaml").read_text(encoding="utf-8")

CATALOGUE = (THINGS / "catalogues" / "things.yaml").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(THINGS, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def programme(folder):
    return load_programme(folder / "all-at-once.yaml")


def test_each_field_is_asked_once_and_only_where_it_is_needed(programme):
    asked = [field.id for field in programme.declared.fields]
    assert asked == ["bundle", "tier", "departments", "leading", "home", "area", "name"]
    desk = Desk(programme)
    desk.open(values={"bundle": "shop"})
    found = desk.is_refused(CLERK, Make("accept"), "missing")
    assert [problem.where.field for problem in found.problems] == ["home", "area"]
    assert desk.does(CLERK, Make("accept", {"home": "花园路", "area": 5})).stage == "handling", "no deed"


def test_the_departments_follow_each_with_its_own_time(programme):
    desk = Desk(programme)
    case = desk.open(values={"bundle": "move", "home": "花园路", "area": 50})
    assert {name: case.values[name] for name in ("tier", "departments", "leading")} == {
        "tier": "national", "departments": ["land", "works"], "leading": "land",
    }  # fmt: skip
    desk.is_refused(CLERK, Make("accept"), "gate", "“Deed” is not attached")
    with_deed = programme.declared.model_copy(update={"acts": {"attach": ("clerk",)}})
    desk.programme = type(programme)(with_deed, programme.conditions, programme.scorecards)
    desk.does(CLERK, AttachFile("a.pdf", "sha256:1", 1, "pdf", "deed"))
    case = desk.does(CLERK, Make("accept"))
    assert case.organisation == "land"
    # From Monday 2 March: the works have two items, of which the longer takes 5 days; the land office 1.
    assert {where: str(clock.deadline.day) for (_, where), clock in case.running.items()} == {
        "works": "2026-03-09", "land": "2026-03-03",
    }  # fmt: skip


def test_the_guide_says_how_many_are_offered(programme):
    assert "- **可办事项**：国家 1 项、本地 1 项" in markdown(page(programme, load_roles()), "zh")


def test_what_is_offered_is_a_figure(programme):
    assert programme.catalogue.offered == Counter({"national": 1, "local": 1})
    assert programme.catalogue.budget_of("move", "works", "legal") == Budget.parse("10 工作日")
    assert programme.catalogue.budget_of("shop", "land", "legal") is None


def test_what_is_published_holds_the_catalogue_whole(folder, programme):
    text = self_contained(PROGRAMME, str(folder / "all-at-once.yaml"))
    (folder / "catalogues" / "things.yaml").unlink()
    alone = parse_programme(text, "all-at-once.yaml")
    assert alone.digest == programme.digest
    assert [field.id for field in alone.declared.fields] == [field.id for field in programme.declared.fields]


def test_another_promise_is_another_digest(folder, programme):
    file = folder / "catalogues" / "things.yaml"
    file.write_text(CATALOGUE.replace("promised: 3 工作日", "promised: 2 工作日"), encoding="utf-8")
    assert load_programme(folder / "all-at-once.yaml").digest != programme.digest


@pytest.mark.parametrize(
    ("old", "new", "row", "words"),
    [
        (
            "promised: 3 工作日",
            "promised: 11 工作日",
            11,
            "the promised 11 working days are more than the legal",
        ),
        ("legal: 5 工作日", "legal: 5 天", 14, "is counted in working days, not 5 days"),
        ("fields: [home, area]", "fields: [home, size]", 12, "the item gas needs size"),
        ("materials: [deed]", "materials: [dead]", 13, "the item deed needs dead"),
        ("items: [gas, sign]", "items: [gas, sing]", 17, "takes the item sing"),
        ("tier: local", "tier: city", 17, "there is no tier city"),
        ("lead: city", "lead: land", 17, "the department land leads shop and has no item in it"),
        ("items: [gas, sign]", "items: [gas, water]", 14, "sign in items of the catalogue is not used"),
        ("id: gas, title", "id: water, title", 11, "water stands 2 times in items"),
        ("  - {id: home, type", "  - {id: bundle, type", 6, "bundle stands 2 times in fields"),
        ("materials: [deed]}", "fields: [area]}", 9, "deed in materials of the catalogue is not used"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_catalogue_is_found_at_its_line(folder, old, new, row, words):
    assert CATALOGUE.count(old) == 1
    file = folder / "catalogues" / "things.yaml"
    text = (
        CATALOGUE.replace(", fields: [home], materials", ", materials")
        if "fields: [area]}" in new
        else CATALOGUE
    )
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DeclarationError) as raised:
        load_programme(folder / "all-at-once.yaml")
    found = [problem for problem in raised.value.problems if words in problem.what.en]
    assert [(problem.where.file, problem.where.row) for problem in found] == [(str(file), row)], str(
        raised.value
    )
    assert found[0].what.zh != found[0].what.en


def test_a_catalogue_that_is_not_there(folder):
    (folder / "catalogues" / "things.yaml").unlink()
    with pytest.raises(NotFoundError):
        load_programme(folder / "all-at-once.yaml")


def test_the_one_that_ships_asks_nothing_twice_and_promises_within_the_law():
    catalogue = load_programme("one-thing-once").catalogue
    assert len(catalogue.items) >= 30
    assert len(catalogue.bundles) >= 6
    assert all(item.promised.n <= item.legal.n for item in catalogue.items)
    titles = [field.title.zh for field in catalogue.fields] + [one.title.zh for one in catalogue.materials]
    assert len(titles) == len(set(titles))
    known = Path(__file__).parents[3] / "src/quheng/library/programmes/sample/organisations.csv"
    codes = {line.split(",")[0] for line in known.read_text(encoding="utf-8").splitlines()}
    assert {item.department for item in catalogue.items} <= codes
