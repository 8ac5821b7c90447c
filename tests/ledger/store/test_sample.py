"""The sample district: whole flows of the shipped programmes, from the first word to the last."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from quheng.errors import DataError, MethodError, NotFoundError
from quheng.ledger.granting import grant_role
from quheng.ledger.models import CaseRow, Enterprise, EventRow, Organisation
from quheng.ledger.rebuilding import rebuild
from quheng.ledger.recorded import case_of, entries_of
from quheng.ledger.sample import load_district
from quheng.ledger.scope import readable, viewer_of
from quheng.ledger.setting_up import publish_shipped
from quheng.ledger.verifying import find_broken
from quheng.library import library_file
from tests.ledger.cases.desk import MONDAY

SAMPLE = library_file("programmes", "sample")
SPOILT = ("move: answer_at_once,", "move: answer_twice,")


@pytest.fixture
def told(database):
    publish_shipped("gao", MONDAY)
    return {story.story: story.numbers for story in load_district()}


def case(number):
    return case_of(CaseRow.objects.get(number=number).pk)


def test_each_flow_ends_where_it_should(told):
    ends = {
        story: (case(numbers["main"]).stage, case(numbers["main"]).kept_promise)
        for story, numbers in told.items()
    }
    assert ends == {
        "路灯不亮，三个工作日修复": ("closed", True),
        "公积金咨询，当场答复": ("answered", None),
        "停水，两个单位会办": ("closed", True),
        "施工噪声，补充情况后办理，不满意退回重办": ("closed", True),
        "违章建筑，延期后仍在办理": ("handling", None),
        "走访精密机械公司，发现消防通道堵塞和融资需求": ("closed", True),
        "走访软件公司，没有问题": ("closed", True),
        "走访新材料公司，企业停产检修，改期": ("planned", None),
        "新生儿出生，四个部门两天办完，非常满意": ("rated", True),
        "企业开办，五个部门当天和次日办完": ("rated", True),
        "开办餐饮店，补正一次，消防意见退回重答": ("rated", True),
        "员工录用，办理中": ("handling", True),
        "公民身后，评价不满意，整改后改为满意": ("rated", True),
        "二手房过户，材料不全，申请人撤回": ("withdrawn", None),
        "精密减速器扩产，用地难题区级会诊解决，资金按月登记": ("started", True),
        "锂电隔膜新材料，供电容量区级解决不了，上报市级会诊": ("registered", None),
        "工业质检软件研发中心，已投产，等待达产": ("at_capacity", True),
        "冷链食品加工，刚签约": ("signed", None),
        "智慧物业平台，投资方退出，终止": ("ended", None),
        "便利店巡查合格": ("closed", True),
        "烩面馆，燃气报警器失效，灭火器过期当场更换": ("closed", True),
        "幼儿园，疏散通道堆物属重大隐患，复查不合格退回一次": ("closed", True),
        "食品厂车间，机械防护缺失，整改中": ("following", True),
        "楼院巡查计划，院内施工，取消": ("cancelled", True),
        "工地巡查，待巡查": ("planned", None),
        "精密机械公司申报零碳工厂，一名专家回避，公示有异议经答复不成立，认定": ("listed", True),
        "新材料公司，绿色工厂等级不够，初审不通过": ("declined", True),
        "食品厂，平均分不足，评审不通过": ("declined", True),
        "软件公司申报超级能效，专家评审中": ("reviewing", True),
        "物业公司，退回补正后撤回": ("withdrawn", True),
    }


def test_the_deadlines_by_hand(told):
    """Handling runs 5 working days; an extension of 5 more; it stands while details are waited for."""
    illegal = case(told["违章建筑，延期后仍在办理"]["main"])
    # Dispatched Thursday 5 March: 6, 9, 10, 11, 12 March; extended: 13, 16, 17, 18, 19 March.
    assert illegal.clocks["handling", None].deadline.day == date(2026, 3, 19)
    lamp = [entry.event for entry in entries_of(CaseRow.objects.get(number="RX2026000001").pk)]
    started = [
        event for event in lamp if type(event).__name__ == "ClockStarted" and event.clock == "handling"
    ]
    assert [event.deadline.day for event in started] == [date(2026, 3, 9)]
    noise = entries_of(
        CaseRow.objects.get(number=told["施工噪声，补充情况后办理，不满意退回重办"]["main"]).pk
    )
    resumed = [entry.event.deadline.day for entry in noise if type(entry.event).__name__ == "ClockResumed"]
    # Dispatched Thursday the 5th, stood from that day until Monday the 9th, which counts: 9 to 13 March.
    assert resumed == [date(2026, 3, 13)]
    assert case("RX2026000004").sent_back == 1


def test_problems_found_on_a_visit_are_cases_with_owners_and_close_the_loop(told):
    numbers = told["走访精密机械公司，发现消防通道堵塞和融资需求"]
    visit = case(numbers["main"])
    assert {number: link.is_open for number, link in visit.links.items()} == {
        numbers["通道"]: False,
        numbers["融资"]: False,
    }
    hazard = CaseRow.objects.get(number=numbers["通道"])
    assert (hazard.stage, hazard.parent, hazard.kept) == ("solved", numbers["main"], True)
    assert hazard.subject_key == str(Enterprise.objects.get(name="示例精密机械有限公司").pk)
    closed_at = EventRow.objects.get(
        case__number=numbers["main"], kind="moved", record__contains='"move":"close"'
    ).seq
    assert (
        EventRow.objects.filter(case__number=numbers["main"], kind="link_closed", seq__lt=closed_at).count()
        == 2
    )


def test_everybody_sees_what_is_theirs(told):
    def seen(name):
        account = User.objects.get(username=name)
        return sorted(readable(viewer_of(account, MONDAY.date())).values_list("number", flat=True))

    of_the_city = [number for number in seen("wei.dong") if number.startswith("LS")]
    assert len(seen("gao.feng")) == CaseRow.objects.count() - len(of_the_city)
    assert [number for number in seen("wei.dong") if number not in of_the_city] == ["NT2026000002"], (
        "the city sees the obstacle in which its offices are asked"
    )
    visits = sorted(number for number in seen("gao.feng") if number[:2] in ("ZF", "QW"))
    assert [number for number in seen("guo.tao") if number[:2] in ("ZF", "QW")] == visits
    assert seen("hu.bin") == ["RX2026000003", "YJ2026000003"], "the water works see what they were asked in"
    assert "RX2026000003" in seen("wu.gang")


def test_investment_is_counted_once_and_corrections_are_kept(told):
    project = case(told["精密减速器扩产，用地难题区级会诊解决，资金按月登记"]["main"])
    # Signed 8000 + 4000; arrived 1200.50 + 1800 (corrected from 2000), all from outside the province.
    totals = ("signed_total", "arrived_total", "arrived_outside", "completed_total", "arrival_rate")
    assert [project.values[name] for name in totals] == [12000, "3000.5", "3000.5", 1500, 25]
    assert len(project.values["investment"]) == 5


def test_marks_and_grades_follow_by_rule(told):
    factory = case(told["食品厂，平均分不足，评审不通过"]["main"])
    # 72, 75 and 81 (corrected from 86).
    assert (factory.values["valid_marks"], factory.values["mean_mark"]) == (3, 76)
    diner = told["烩面馆，燃气报警器失效，灭火器过期当场更换"]
    assert case(diner["main"]).values["grade"] == "major"
    assert {name: case(diner[name]).values["grade"] for name in ("灭火器", "报警器")} == {
        "灭火器": "general", "报警器": "major",
    }  # fmt: skip


def test_it_proves_and_is_rebuilt(told):
    assert list(find_broken()) == []
    rows = list(CaseRow.objects.order_by("id").values())
    CaseRow.objects.update(stage="lost", due_at=None, kept=None)
    assert rebuild().cases == len(rows)
    assert list(CaseRow.objects.order_by("id").values()) == rows


def test_a_story_that_cannot_be_is_told_nowhere(database, tmp_path):
    publish_shipped("gao", MONDAY)
    for file in SAMPLE.iterdir():
        text = file.read_text(encoding="utf-8")
        (tmp_path / file.name).write_text(text.replace(*SPOILT), encoding="utf-8")
    with pytest.raises(DataError, match="step 1: there is no move answer_twice"):
        load_district(tmp_path)
    assert not CaseRow.objects.exists()
    assert not Organisation.objects.exists()


def test_a_role_is_granted_where_it_can_be_held(told):
    account = User.objects.get(username="zhao.lei")
    with pytest.raises(MethodError, match="do not hold the role Supervisor"):
        grant_role(account, "supervisor", "huayuan", MONDAY.date())
    with pytest.raises(NotFoundError):
        grant_role(account, "boss", "huayuan", MONDAY.date())
    with pytest.raises(NotFoundError):
        grant_role(account, "handler", "nowhere", MONDAY.date())


def test_setting_up_again_publishes_nothing(told):
    assert publish_shipped("gao", MONDAY) == ()
