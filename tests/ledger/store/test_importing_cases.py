"""Cases from tables: every wrong row named, nothing written twice, and what is written proves."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
import xlsxwriter

from quheng.errors import DataError, NotFoundError
from quheng.ledger.cells import guarded, unguarded
from quheng.ledger.importing import import_cases, import_people, import_projects, import_sites
from quheng.ledger.models import (
    CaseRow,
    DeadlineRow,
    Enterprise,
    EventRow,
    Numbering,
    OutsideNumber,
    Person,
    Project,
    Site,
)
from quheng.ledger.recorded import case_of
from quheng.ledger.searching import search_cases
from quheng.ledger.verifying import find_broken
from tests.ledger.town import Town

HEAD = "outside_number,organisation,channel,受理日期,物品,worth,owner_phone,fragile,found_on,offices\n"
ROWS = """A-1,east,counter,2026/3/1,雨伞,"1,200.50",13800001234,是,2026年2月27日,fire;police
A-2,east,phone,,=SUM(A1),,,,,
"""
IDENTITY, PHONE = "110101199003070011", "13912345678"
CREDIT = "91350100M000100Y43"


@pytest.fixture
def town(database):
    return Town().build(("who: [clerk]\n", "who: [clerk]\n  subject: [enterprise, site]\n"))


@pytest.fixture
def table(tmp_path):
    def write(text, name="cases.csv"):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return file

    return write


def take_in(town, path, who="wang", **options):
    return import_cases(path, town.programme, town.viewer(who), town.now, **options)


def wrong(town, path, **options):
    with pytest.raises(DataError) as caught:
        take_in(town, path, **options)
    return {(one.where.row, one.where.column, one.what.en) for one in caught.value.problems}


def test_rows_become_cases_that_prove(town, table):
    found = take_in(town, table(HEAD + ROWS))
    assert (found.new, found.same, found.wrong) == (2, 0, 0)
    assert found.speak().zh == "已导入：新增办件 2 件，此前已导入 0 行"
    first, second = CaseRow.objects.order_by("number")
    assert (first.number, second.number) == ("SW2026000001", "SW2026000002")
    assert (first.accepted_on, first.organisation.code, second.channel) == (date(2026, 3, 1), "east", "phone")
    values = case_of(first.pk).values
    assert values == {
        "thing": "雨伞",
        "worth": "1200.5",
        "owner_phone": "13800001234",
        "fragile": True,
        "found_on": "2026-02-27",
        "offices": ["fire", "police"],
    }
    assert case_of(second.pk).values["thing"] == "=SUM(A1)"
    assert list(find_broken()) == []
    assert "13800001234" not in "".join(EventRow.objects.values_list("record", flat=True))


def test_what_is_imported_is_what_the_store_would_have_written(town, table):
    take_in(town, table(HEAD + ROWS))
    imported = CaseRow.objects.get(number="SW2026000001")
    opened = town.row(
        town.opens(
            values={
                "thing": "雨伞",
                "worth": "1200.50",
                "owner_phone": "13800001234",
                "fragile": True,
                "found_on": "2026-02-27",
                "offices": ["fire", "police"],
            },
            accepted_on=date(2026, 3, 1),
        )
    )
    own = {"id", "number", "head"}
    names = [field.attname for field in CaseRow._meta.concrete_fields if field.attname not in own]
    assert [getattr(imported, name) for name in names] == [getattr(opened, name) for name in names]
    kinds = [list(row.events.values_list("seq", "kind", "who", "at")) for row in (imported, opened)]
    assert kinds[0] == kinds[1]
    clocks = [list(row.deadlines.values_list("clock", "due_at", "status")) for row in (imported, opened)]
    assert clocks[0] == clocks[1]
    # What follows a change follows an import too: from where it is seen, what it counts for, its words.
    reach = [
        list(row.reach.order_by("root").values_list("root", "lies", "stage")) for row in (imported, opened)
    ]
    facts = [list(row.facts.values_list("day", "marks", "by")) for row in (imported, opened)]
    assert reach[0] == reach[1] != []
    assert facts[0] == facts[1]
    found = search_cases(town.viewer("wang"), "雨伞")
    assert {row.number for row in found.rows} == {imported.number, opened.number}


def test_importing_it_twice_changes_nothing(town, table):
    file = table(HEAD + ROWS)
    take_in(town, file)
    found = take_in(town, file)
    assert (found.new, found.same) == (0, 2)
    assert CaseRow.objects.count() == OutsideNumber.objects.count() == 2


def test_an_import_cut_short_is_finished_by_another(town, table, monkeypatch):
    from quheng.ledger.importing import cases
    from quheng.ledger.opening_many import Opener

    monkeypatch.setattr(cases, "AT_ONCE", 2)
    file = table(HEAD + "".join(f"B-{i},east,counter,,伞,,,,,\n" for i in range(5)))
    write = Opener.write

    def dies_at_the_third(self, planned):
        rows = write(self, planned)
        if CaseRow.objects.count() == 4:
            raise KeyboardInterrupt
        return rows

    monkeypatch.setattr(Opener, "write", dies_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        take_in(town, file)
    monkeypatch.setattr(Opener, "write", write)
    assert CaseRow.objects.count() == 2
    found = take_in(town, file)
    assert (found.new, found.same, CaseRow.objects.count()) == (3, 2, 5)
    # The numbers of what was rolled back were given again: there is no gap.
    assert Numbering.objects.get().last == 5


def test_every_wrong_cell_is_named_and_nothing_is_written(town, table):
    file = table(
        HEAD
        + "A-1,east,counter,,伞,abc,12,,,\n"
        + "A-1,east,counter,,伞,,,,,\n"
        + ",east,counter,,伞,,,,,\n"
        + "A-3,moon,counter,2026-02-30,伞,,,,,mars\n"
        + "A-4,east,pigeon,,伞,,,,,\n"
        + "A-5,east,counter,2026-04-01,伞,,,,,\n"
        + "A-6,east,counter,,好的,,,,,\n"
    )
    found = wrong(town, file)
    assert {(row, column) for row, column, _ in found} == {
        (2, "worth"),
        (2, "owner_phone"),
        (3, "outside_number"),
        (4, "outside_number"),
        (5, "organisation"),
        (5, "受理日期"),
        (5, "offices"),
        (6, "channel"),
        (7, "受理日期"),
    }
    assert (3, "outside_number", "A-1 stands in row 2 already") in found
    assert CaseRow.objects.count() == Numbering.objects.count() == 0


def test_the_wrong_rows_can_be_written_out_mended_and_imported(town, table, tmp_path):
    out = tmp_path / "wrong.csv"
    file = table(HEAD + "A-1,east,counter,,=1+1,abc,,,,\n" + "A-2,east,counter,,伞,,,,,\n")
    found = take_in(town, file, skip_wrong=out)
    assert (found.new, found.wrong, CaseRow.objects.count()) == (1, 1, 1)
    text = out.read_text(encoding="utf-8-sig")
    [_, row] = csv.reader(io.StringIO(text))
    assert (row[4], row[10]) == ("'=1+1", "2")
    assert "abc" in row[11]
    out.write_text(text.replace(",abc,", ",5,"), encoding="utf-8")
    assert take_in(town, out).new == 1
    last = CaseRow.objects.order_by("-number")[0]
    assert case_of(last.pk).values["thing"] == "=1+1"


def test_a_dry_run_writes_nothing_at_all(town, table, tmp_path):
    found = take_in(town, table(HEAD + ROWS), dry_run=True, skip_wrong=tmp_path / "wrong.csv")
    assert found.speak().en == "dry run, nothing written: 2 new, 0 imported before"
    assert CaseRow.objects.count() == 0
    assert not (tmp_path / "wrong.csv").exists()


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("thing\n", "there is no column 'outside_number'"),
        ("outside_number,thing,物品\n", "it is the same as 'thing'"),
        ("outside_number,colour\n", "no field is called so"),
    ],
)
def test_columns_that_are_not_understood_are_refused(town, table, head, words):
    with pytest.raises(DataError, match=words):
        take_in(town, table(head + "A-1,x,y\n"))


def test_who_may_not_open_a_case_may_not_import_one(town, table):
    with pytest.raises(DataError, match="only these may open a case: Intake clerk"):
        take_in(town, table(HEAD + ROWS), who="stranger")
    with pytest.raises(NotFoundError, match="no version of the programme lost"):
        import_cases(table(HEAD), "lost", town.viewer("wang"), town.now)


def test_the_titles_of_either_language_and_a_workbook_will_do(town, tmp_path):
    path = tmp_path / "cases.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["外部编号", "受理单位", "Channel", "Thing", "价值", "拾得日期"])
        sheet.write_row(1, 0, ["X1", "east", "counter", "伞", 12.5])
        sheet.write_datetime(1, 5, __import__("datetime").datetime(2026, 2, 27), day)
    assert take_in(town, path).new == 1
    values = case_of(CaseRow.objects.get().pk).values
    assert (values["worth"], values["found_on"]) == ("12.5", "2026-02-27")


def test_a_subject_is_found_in_the_register(town, table):
    Enterprise.objects.create(credit_code=CREDIT, name="一厂")
    Site.objects.create(code="S1", name="车间")
    head = "outside_number,organisation,channel,thing,subject\n"
    text = f"{head}1,east,counter,伞,{CREDIT}\n2,east,counter,伞,S1\n"
    take_in(town, table(text))
    assert list(CaseRow.objects.order_by("number").values_list("subject_kind", flat=True)) == [
        "enterprise",
        "site",
    ]
    assert wrong(town, table(text.replace(",S1", ",S2").replace("2,east", "3,east"))) == {
        (3, "subject", "the register has no such entry")
    }


def test_numbers_follow_the_year_of_acceptance(town, table):
    head = "outside_number,organisation,channel,accepted_on,thing\n"
    take_in(town, table(head + "1,east,counter,2026-01-05,伞\n2,east,counter,2026-03-01,伞\n"))
    town.opens()
    assert [row.number for row in CaseRow.objects.order_by("number")] == [
        f"SW202600000{n}" for n in (1, 2, 3)
    ]
    assert DeadlineRow.objects.count() == 0


class TestRegister:
    def test_people_are_known_again_by_their_identity_number(self, town, table):
        file = table(f"identity_number,name,phone,organisation\n{IDENTITY},王小明,{PHONE},east\n")
        assert import_people(file).new == 1
        assert import_people(file).same == 1
        file = table(f"identity_number,name,phone\n{IDENTITY},王大明,{PHONE}\n")
        assert import_people(file, dry_run=True).changed == 1
        assert Person.objects.get().name == "王小明"
        assert import_people(file).changed == 1
        assert Person.objects.get().name == "王大明"

    def test_a_wrong_identity_number_is_not_repeated_in_words(self, town, table):
        file = table(f"identity_number,name\n{IDENTITY[:-1]}9,王小明\n")
        with pytest.raises(DataError) as caught:
            import_people(file)
        assert IDENTITY[:-1] not in str(caught.value)
        assert Person.objects.count() == 0

    def test_projects_and_sites_belong_to_enterprises_of_the_register(self, town, table):
        Enterprise.objects.create(credit_code=CREDIT, name="一厂")
        text = f"code,name,enterprise,organisation\nP1,厂房,{CREDIT},east\n"
        assert import_projects(table(text)).new == 1
        assert import_sites(table(text.replace("P1", "S1"))).new == 1
        assert Project.objects.get().enterprise.name == Site.objects.get().enterprise.name == "一厂"
        with pytest.raises(DataError, match="the register has no enterprise 9135"):
            import_sites(table(text.replace(CREDIT, "9135")))


@pytest.mark.parametrize("text", ["=1+1", "+8613800001234", "-a", "@x", "\t=1", " =1", "\r=1"])
def test_what_a_spreadsheet_would_run_is_guarded_and_comes_back(text):
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["", "雨伞", "-5", "-5.20", "'quoted'", "a=b"])
def test_what_it_would_not_run_stays_as_it_is(text):
    assert guarded(text) == unguarded(text) == text
