"""Cases remembered between two commands."""

from __future__ import annotations

import pytest

from quheng.ledger.cases.commands import AnswerPart, Comment, Erase, Make
from quheng.ledger.models import CaseRow
from quheng.ledger.recorded import case_of
from quheng.ledger.remembered import Remembered
from quheng.ledger.sample import load_district
from quheng.ledger.setting_up import publish_shipped
from quheng.ledger.store import Store
from tests.ledger.cases.desk import MONDAY
from tests.ledger.town import Town


@pytest.mark.usefixtures("database")
def test_what_is_remembered_is_what_the_record_adds_up_to():
    store = Store()
    publish_shipped("approver", MONDAY)
    load_district(store=store)
    for row in CaseRow.objects.all():
        assert store.remembered.case_of(row) == case_of(row.pk), row.number


@pytest.mark.usefixtures("database")
def test_what_another_process_wrote_is_seen():
    town = Town().build()
    number = town.searching()
    other = Town(store=Store())
    other.now = town.now
    other.does("zhao", number, Comment("找到了"))
    assert town.does("zhao", number, Comment("好的")).seq == town.row(number).seq
    assert case_of(town.row(number).pk) == town.store.remembered.case_of(town.row(number))


@pytest.mark.usefixtures("database")
def test_what_was_erased_is_not_remembered():
    town = Town().build()
    number = town.searching(owner_phone="13800000001", offices=["fire"])
    town.does("fire-1", number, AnswerPart("help", True, "未见"))
    town.does("qian", number, Make("give_up", reason="x"))
    town.does("zhou", number, Erase("个人信息保护法第四十七条"))
    case = town.store.remembered.case_of(town.row(number))
    assert case is not None
    assert "owner_phone" not in case.values


@pytest.mark.usefixtures("database")
def test_no_more_than_so_many_are_kept():
    town = Town(store=Store(remembered=Remembered(kept=1))).build()
    first, second = town.opens(), town.opens()
    assert town.does("zhao", first, Comment("一")).number == first
    assert town.does("zhao", second, Comment("二")).number == second
