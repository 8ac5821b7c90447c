"""Enterprise visits: planned, made with a telephone in the field, closed when the problems are solved."""

from __future__ import annotations

from pathlib import Path

import pytest

from quheng.ledger.models import CaseRow, EventRow
from tests.web.browser.conftest import PHONE, look

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def a_visit(office) -> str:
    planner = office.goes(office.sits("ma.chao"), "/programmes/enterprise-visit/new/")
    planner.get_by_label("在名录中查找").fill("精密")
    planner.get_by_role("button", name="查找").click()
    look(planner, "visit-subject-zh")
    planner.get_by_role("link", name="示例精密机械有限公司").click()
    planner.get_by_label("受理单位").select_option("keji")
    planner.get_by_label("计划走访日期").fill("2026-03-04")
    planner.get_by_label("走访类型").select_option("regular")
    planner.get_by_label("走访单位").select_option("keji")
    planner.get_by_role("button", name="受理").click()
    planner.wait_for_url("**/cases/ZF*/")
    return planner.locator("h1").inner_text().split()[0]


def mark(page, item: str, answer: str, note: str = "") -> None:
    group = page.get_by_role("group", name=item)
    group.get_by_label(answer, exact=True).check()
    if note:
        group.locator("xpath=..").get_by_label("情况").fill(note)


ITEMS = (
    "疏散通道和安全出口畅通",
    "消防器材完好有效",
    "用电线路无私拉乱接",
    "危险物品按规定存放",
    "有安全培训记录",
)


def test_a_visit_finds_a_problem_and_is_closed_when_it_is_solved(office, tmp_path: Path):
    number = a_visit(office)
    visitor = office.goes(office.sits("guo.tao", PHONE), f"/cases/{number}/")
    look(visitor, "visit-phone-zh")
    mark(visitor, ITEMS[0], "不合格", "东侧通道堆放成品")
    for item in ITEMS[1:]:
        mark(visitor, item, "合格")
    visitor.get_by_role("button", name="提交检查结果").click()
    visitor.wait_for_selector(".kept.sent")
    assert EventRow.objects.filter(case__number=number, kind="item_marked", who="guo.tao").count() == 5

    visitor.get_by_role("link", name=f"建立 走访发现的问题：{ITEMS[0]}").click()
    look(visitor, "visit-problem-zh")
    visitor.locator("[name=f-problem]").fill("东侧消防通道被成品堵塞")
    visitor.get_by_label("问题类别").select_option("safety")
    visitor.locator("[name=f-severity]").select_option("major")
    visitor.locator("form.deed button.primary").click()
    visitor.wait_for_url(f"**/cases/{number}/")
    problem = CaseRow.objects.get(programme="enterprise-problem").number
    visitor.get_by_label("实际走访日期").fill("2026-03-04")
    visitor.get_by_label("走访情况").fill("订单同比增长；通道堵塞已当场指出。")
    visitor.get_by_role("button", name="提交走访记录").click()
    visitor.locator(".stage", has_text="待审核").wait_for()

    lead = office.goes(office.sits("lin.na", language="en"), f"/cases/{number}/")
    lead.get_by_role("button", name="Follow the problems").click()
    lead.locator(".stage", has_text="Problems being solved").wait_for()
    office.goes(lead, f"/cases/{problem}/")
    lead.locator("[name=f-office]").select_option("fire")
    lead.locator("button[name=move][value=hand_over]").click()
    lead.wait_for_selector(".kept.sent")

    owner = office.goes(office.sits("xu.jun"), f"/cases/{problem}/")
    picture = tmp_path / "清理后.png"
    picture.write_bytes(PNG)
    owner.locator("summary", has_text="上传材料").click()
    owner.locator("[name=material]").select_option("proof")
    owner.locator("[name=file]").set_input_files(picture)
    owner.locator("form.attach button.primary").click()
    owner.wait_for_url(f"**/cases/{problem}/")
    owner.get_by_role("link", name="清理后.png").wait_for()
    owner.locator("[name=f-solution]").fill("成品已移走，划线禁放")
    owner.locator("button[name=move][value=propose]").click()
    owner.wait_for_selector(".kept.sent")

    office.goes(visitor, f"/cases/{problem}/")
    visitor.locator("[name=f-accepted]").select_option("true")
    visitor.locator("button[name=move][value=verify]").click()
    visitor.wait_for_selector(".kept.sent")
    office.goes(lead, f"/cases/{number}/")
    lead.locator("button[name=move][value=close]").click()
    lead.locator(".stage", has_text="Closed").wait_for()
    look(lead, "visit-closed-en")


def test_a_checklist_that_was_filled_in_without_a_connection_is_sent_once_when_it_is_back(office):
    number = a_visit(office)
    visitor = office.goes(office.sits("guo.tao", PHONE), f"/cases/{number}/")
    for item in ITEMS:
        mark(visitor, item, "合格")
    visitor.context.set_offline(True)
    visitor.get_by_role("button", name="提交检查结果").click()
    visitor.wait_for_selector(".kept:has-text('没有网络')")
    look(visitor, "visit-offline-zh")
    assert not EventRow.objects.filter(case__number=number, kind="item_marked").exists()
    visitor.context.set_offline(False)
    visitor.wait_for_selector(".kept.sent:has-text('提交')")
    visitor.reload()
    assert visitor.locator(".kept").count() == 0
    assert EventRow.objects.filter(case__number=number, kind="item_marked").count() == 5


def test_what_was_typed_is_there_again_when_the_page_is_opened_again(office):
    number = a_visit(office)
    visitor = office.goes(office.sits("guo.tao", PHONE), f"/cases/{number}/")
    visitor.get_by_label("走访情况").fill("产线满负荷")
    visitor.wait_for_selector(".kept")
    visitor.close()
    again = office.open[-1].new_page()
    again.faults = []
    office.goes(again, f"/cases/{number}/")
    assert again.get_by_label("走访情况").input_value() == "产线满负荷"
    assert "已保存在本机" in again.locator(".kept").inner_text()
    again.get_by_role("button", name="丢弃").click()
    again.locator(".kept").wait_for(state="detached")
    assert again.get_by_label("走访情况").input_value() == ""


def test_an_answer_that_was_lost_on_the_way_is_not_carried_out_twice(office):
    number = a_visit(office)
    visitor = office.goes(office.sits("guo.tao", PHONE), f"/cases/{number}/")
    for item in ITEMS:
        mark(visitor, item, "合格")
    arrived = []

    def swallow(route):
        route.fetch(max_redirects=0)
        arrived.append(route.request.url)
        route.abort()

    visitor.route("**/do/checklist/**", swallow)
    visitor.get_by_role("button", name="提交检查结果").click()
    visitor.wait_for_selector(".kept:has-text('没有网络')")
    assert len(arrived) == 1
    assert EventRow.objects.filter(case__number=number, kind="item_marked").count() == 5
    visitor.unroute("**/do/checklist/**")
    visitor.reload()
    visitor.wait_for_selector(".kept.sent")
    assert EventRow.objects.filter(case__number=number, kind="item_marked").count() == 5


@pytest.mark.parametrize("script", [True, False])
def test_the_pages_work_without_scripts(office, script):
    number = a_visit(office)
    context = office.browser.new_context(viewport=PHONE, java_script_enabled=script)
    context.add_cookies(office.sits("guo.tao", PHONE).context.cookies())
    page = context.new_page()
    page.goto(f"{office.site}/cases/{number}/")
    for item in ITEMS:
        mark(page, item, "合格")
    page.get_by_role("button", name="提交检查结果").click()
    page.wait_for_selector(".kept.sent" if script else ".said")
    assert EventRow.objects.filter(case__number=number, kind="item_marked").count() == 5
    context.close()
