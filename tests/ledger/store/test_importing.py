"""A dry run writes nothing; every wrong row is named; nothing is written where one row is wrong."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from quheng.errors import DataError
from quheng.ledger.identifiers import credit_code
from quheng.ledger.importing import import_enterprises, import_organisations
from quheng.ledger.models import Enterprise, Organisation, Person

TREE = """code,name_zh,name_en,kind,parent
grid-1,第一网格,Grid 1,grid,street-1
city,示例市,Sample City,city,
east,东区,East,district,city
street-1,一街,Street 1,street,east
"""
CODES = [credit_code(f"91350100M000100Y{last}") for last in "0123456789"]


@pytest.fixture
def write(tmp_path, database):
    def write(text, name="table.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def wrong(run, path):
    with pytest.raises(DataError) as raised:
        run(path)
    return [(one.where.row, one.where.column, one.what.en) for one in raised.value.problems]


def test_a_tree_in_any_order(write):
    path = write(TREE)
    assert (
        import_organisations(path, dry_run=True).speak().en
        == "dry run, nothing written: 4 new, 0 changed, 0 unchanged"
    )
    assert not Organisation.objects.exists()
    assert import_organisations(path).new == 4
    assert dict(Organisation.objects.values_list("code", "path")) == {
        "city": "0001", "east": "00010001", "street-1": "000100010001", "grid-1": "0001000100010001",
    }  # fmt: skip
    again = import_organisations(
        write(TREE.replace("第一网格", "首个网格") + "street-2,二街,Street 2,street,east\n")
    )
    assert (again.new, again.changed, again.same) == (1, 1, 3)
    assert Organisation.objects.get(code="street-2").path == "000100010002"
    assert Organisation.objects.get(code="grid-1").name_zh == "首个网格"


def test_every_wrong_row_of_a_tree_is_named(write):
    import_organisations(write(TREE))
    path = write(
        "code,name_zh,name_en,kind,parent\n"
        "a,甲,A,village,east\n"
        "b,,B,street,eest\n"
        ",无,None,street,east\n"
        "c,丙,C,street,east\n"
        "c,丙,C,street,east\n"
        "street-1,一街,Street 1,street,city\n"
    )
    assert wrong(import_organisations, path) == [
        (2, "kind", "there is no kind village"),
        (3, "name_zh", "it is empty"),
        (3, "parent", "there is no organisation eest"),
        (4, "code", "it is empty"),
        (6, "code", "c stands in row 5 already"),
        (7, "parent", "the parent of a registered organisation cannot change"),
    ]
    assert Organisation.objects.count() == 4


def test_parents_in_a_circle(write):
    path = write("code,name_zh,name_en,kind,parent\na,甲,A,street,b\nb,乙,B,street,a\n")
    assert wrong(import_organisations, path) == [
        (2, "parent", "the parents go in a circle"),
        (3, "parent", "the parents go in a circle"),
    ]


def test_enterprises_with_every_wrong_row_named(write):
    import_organisations(write(TREE))
    path = write(
        "credit_code,name,organisation\n"
        f"{CODES[0]},甲公司,east\n"
        f"{CODES[1][:-1]}{'0' if CODES[1][-1] != '0' else '1'},乙公司,\n"
        f"{CODES[2]},,east\n"
        f"{CODES[3]},丁公司,north\n"
        f"{CODES[0]},甲公司,east\n"
        "12345,戊公司,east\n"
    )
    assert [row[:2] for row in wrong(import_enterprises, path)] == [
        (3, "credit_code"), (4, "name"), (5, "organisation"), (6, "credit_code"), (7, "credit_code"),
    ]  # fmt: skip
    assert not Enterprise.objects.exists()


def test_enterprises_are_taken_in_and_brought_up_to_date(write):
    import_organisations(write(TREE))
    rows = "".join(f"{code},公司{place},east,制造业\n" for place, code in enumerate(CODES))
    path = write("credit_code,name,organisation,industry\n" + rows)
    assert import_enterprises(path, dry_run=True).new == 10
    assert not Enterprise.objects.exists()
    assert import_enterprises(path).new == 10
    again = write("credit_code,name,organisation,industry\n" + rows.replace("公司3,east", "公司三,"))
    found = import_enterprises(again)
    assert (found.new, found.changed, found.same) == (0, 1, 9)
    assert Enterprise.objects.get(credit_code=CODES[3]).organisation is None


def test_a_column_that_is_missing_or_unknown(write):
    with pytest.raises(DataError, match="missing columns: name; unknown or repeated: nom"):
        import_enterprises(write("credit_code,nom\n"))


def test_the_register_refuses_wrong_identifiers(database):
    with pytest.raises(ValidationError):
        Enterprise(credit_code="91350100M000100Y40", name="x").full_clean()
    with pytest.raises(ValidationError):
        Person(name="张三", identity_number="110105194912310021").full_clean()
    person = Person(name="张三", identity_number="11010519491231002X", phone="13800138000")
    person.full_clean()
    assert (str(person), person.masked_identity_number, person.masked_phone) == (
        "张*", "1101*************X", "138****8000",
    )  # fmt: skip


def test_the_migrations_are_complete(database):
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
