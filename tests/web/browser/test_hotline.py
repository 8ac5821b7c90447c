"""12345: a call from the first word to the call-back, by the people who do it."""

from __future__ import annotations

import re

from quheng.ledger.models import CaseRow, EventRow, ReadRow
from tests.web.browser.conftest import PHONE, look


def test_a_call_is_taken_dispatched_answered_and_closed(office):
    clerk = office.goes(office.sits("liu.yang"), "/programmes/hotline-12345/new/")
    look(clerk, "hotline-new-zh")
    clerk.get_by_label("诉求类别").select_option("help")
    clerk.get_by_label("事项分类").select_option("roads")
    clerk.get_by_label("诉求内容").fill("花园路 20 号院门前三盏路灯不亮。")
    clerk.get_by_role("button", name="受理").click()
    clerk.wait_for_url("**/cases/RX*/")
    number = clerk.locator("h1").inner_text().split()[0]
    assert re.fullmatch(r"RX\d+", number)

    dispatcher = office.goes(office.sits("chen.jing"), "/")
    look(dispatcher, "queue-zh")
    dispatcher.get_by_role("link", name=number).click()
    dispatcher.get_by_role("button", name="派单", exact=True).click()
    dispatcher.locator(".errors, .error").first.wait_for()
    look(dispatcher, "hotline-refused-zh")
    dispatcher.get_by_label("联系电话").fill("13800000001")
    dispatcher.get_by_label("承办单位").select_option("huayuan")
    dispatcher.get_by_role("button", name="派单", exact=True).click()
    dispatcher.wait_for_selector(".kept.sent")
    assert CaseRow.objects.get(number=number).stage == "handling"

    handler = office.goes(office.sits("zhao.lei", PHONE), f"/cases/{number}/")
    assert "13800000001" not in handler.content()
    look(handler, "hotline-phone-zh")
    handler.get_by_role("button", name="显示个人信息").click()
    assert handler.get_by_label("联系电话").input_value() == "13800000001"
    assert ReadRow.objects.filter(account="zhao.lei", case__number=number).exists()
    handler.get_by_label("答复内容").fill("三盏路灯已修复。")
    handler.get_by_role("button", name="答复", exact=True).click()
    # The case went back to the hotline centre, out of the handler's sight: what is next stands in the queue.
    handler.locator("h1", has_text="我的待办").wait_for()

    caller = office.goes(office.sits("he.min", language="en"), f"/cases/{number}/")
    look(caller, "hotline-callback-en")
    caller.get_by_label("Satisfaction").select_option("satisfied")
    caller.get_by_role("button", name="Close", exact=True).click()
    caller.locator(".stage", has_text="Closed").wait_for()
    look(caller, "hotline-closed-en")
    who = list(
        EventRow.objects.filter(case__number=number, kind="moved")
        .order_by("seq")
        .values_list("who", flat=True)
    )
    assert who == ["chen.jing", "zhao.lei", "he.min"]
