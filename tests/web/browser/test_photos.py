"""The inspector's phone: photographs chosen without a connection are kept, and sent once when it is back."""

from __future__ import annotations

from pathlib import Path

import pytest

from quheng.ledger.models import EventRow
from tests.web.browser.conftest import PHONE, look
from tests.web.browser.test_visit import PNG, mark

FAILED = "消防器材完好有效"
REST = ("疏散通道和安全出口畅通", "用电线路无私拉乱接", "电动自行车未在室内、楼道充电")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    picture = tmp_path / "过期灭火器.png"
    picture.write_bytes(PNG)
    return picture


def an_inspection(office) -> str:
    page = office.goes(office.sits("niu.li", PHONE), "/programmes/grid-inspection/new/?q=花园路")
    page.get_by_role("link", name="花园幼儿园").click()
    page.get_by_label("受理单位").select_option("huayuan-1")
    page.locator("[name=f-place_kind]").select_option("dwelling")
    page.get_by_role("button", name="受理").click()
    page.wait_for_url("**/cases/XC*/")
    return page.locator("h1").inner_text().split()[0]


def filled_in_without_a_connection(office, number: str, photo: Path):
    """Mark the checklist, photograph what failed, and send it while there is no connection."""
    page = office.goes(office.sits("niu.li", PHONE), f"/cases/{number}/")
    mark(page, FAILED, "不合格", "已过有效期")
    for item in REST:
        mark(page, item, "合格")
    page.context.set_offline(True)
    page.get_by_role("group", name=FAILED).locator("xpath=..").locator("input[type=file]").set_input_files(
        photo
    )
    page.wait_for_selector(".kept:has-text('照片一并保存')")
    page.get_by_role("button", name="提交检查结果").click()
    page.wait_for_selector(".kept:has-text('没有网络'):has-text('照片一并保存')")
    return page


def arrived(number: str) -> tuple[int, int]:
    """Return how many marks and how many photographs are in the record."""
    events = EventRow.objects.filter(case__number=number)
    return events.filter(kind="item_marked").count(), events.filter(kind="file_attached").count()


def kept_in(page) -> int:
    """Return under how many names photographs are kept on the device."""
    return page.evaluate(
        """() => new Promise((resolve, reject) => {
            const asked = indexedDB.open("quheng", 1);
            asked.onerror = () => reject(asked.error);
            asked.onsuccess = () => {
                const counted = asked.result.transaction("photos").objectStore("photos").count();
                counted.onsuccess = () => { asked.result.close(); resolve(counted.result); };
            };
        })"""
    )


def test_a_photograph_goes_along_when_the_connection_is_back(office, photo):
    number = an_inspection(office)
    page = filled_in_without_a_connection(office, number, photo)
    look(page, "inspection-offline-zh")
    assert arrived(number) == (0, 0)
    page.context.set_offline(False)
    page.wait_for_selector(".kept.sent:has-text('提交')")
    assert arrived(number) == (4, 1)
    assert kept_in(page) == 0
    page.reload()
    page.get_by_role("link", name="过期灭火器.png").wait_for()
    assert arrived(number) == (4, 1)


def test_a_photograph_outlives_the_page_that_was_closed(office, photo):
    number = an_inspection(office)
    page = filled_in_without_a_connection(office, number, photo)
    page.close()
    context = office.open[-1]
    context.set_offline(False)
    again = context.new_page()
    again.faults = []
    office.goes(again, f"/cases/{number}/")
    again.wait_for_selector(".kept.sent:has-text('提交')")
    assert arrived(number) == (4, 1)
    assert kept_in(again) == 0


def test_an_answer_that_was_lost_leaves_no_second_photograph(office, photo):
    number = an_inspection(office)
    page = office.goes(office.sits("niu.li", PHONE), f"/cases/{number}/")
    mark(page, FAILED, "不合格", "已过有效期")
    page.get_by_role("group", name=FAILED).locator("xpath=..").locator("input[type=file]").set_input_files(
        photo
    )

    def swallow(route):
        route.fetch(max_redirects=0)
        route.abort()

    page.route("**/do/checklist/**", swallow)
    page.get_by_role("button", name="提交检查结果").click()
    page.wait_for_selector(".kept:has-text('没有网络')")
    page.unroute("**/do/checklist/**")
    page.reload()
    page.wait_for_selector(".kept.sent")
    assert arrived(number) == (1, 1)


def test_what_is_discarded_takes_its_photographs_along(office, photo):
    number = an_inspection(office)
    page = filled_in_without_a_connection(office, number, photo)
    page.context.set_offline(False)
    page.wait_for_selector(".kept.sent")
    inputs = page.locator("input[type=file]").first
    inputs.set_input_files(photo)
    page.wait_for_selector(".kept:has-text('照片一并保存')")
    assert kept_in(page) == 1
    page.get_by_role("button", name="丢弃").first.click()
    page.locator(".kept:not(.sent)").wait_for(state="detached")
    assert kept_in(page) == 0
