"""Every page of the staff over the sample district: nothing shuts people out, in both languages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.db import connections

from quheng.ledger.models import CaseRow
from quheng.ledger.sample import load_district
from quheng.ledger.setting_up import publish_shipped
from quheng.web.moment import now
from tests.ledger.conftest import use_database
from tests.web.browser.conftest import PHONE, WIDE, look

pytestmark = pytest.mark.long

PAGES = {
    "queue": ("gao.feng", "/"),
    "cases": ("chen.jing", "/cases/?state=open&order=due"),
    "search": ("chen.jing", "/search/?q=路灯"),
    "register": ("ma.chao", "/search/?q=示例&in=register"),
    "programmes": ("liu.yang", "/programmes/"),
    "guide": ("liu.yang", "/programmes/{programme}/"),
    "board": ("chen.jing", "/programmes/{programme}/board/"),
    "figures": ("gao.feng", "/programmes/{programme}/figures/?period=2026&by=organisation"),
    "behind": ("gao.feng", "/programmes/{programme}/figures/{figure}/?period=2026"),
    "subject": ("lin.na", "/subjects/enterprise/1/"),
    "correct": ("chen.jing", "/cases/{open}/do/correct/"),
    "routes": ("chen.jing", "/cases/{open}/routes/"),
    "similar": ("chen.jing", "/cases/{open}/similar/"),
    "print": ("gao.feng", "/cases/{open}/print/"),
    "lookers": ("qin.lan", "/cases/{open}/lookers/"),
    "health": ("qin.lan", "/health/"),
}


@pytest.fixture(scope="session")
def furnished(sqlite) -> Path:
    """Give a database with the whole sample district."""
    address = sqlite()
    use_database(address)
    publish_shipped("gao", now())
    load_district()
    with connections["default"].cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections.close_all()
    return Path(
        shutil.copyfile(address.removeprefix("sqlite:///"), address.removeprefix("sqlite:///") + ".whole")
    )


def test_every_page_in_both_languages(office):
    number = CaseRow.objects.filter(closed_at=None, programme__startswith="hotline").first().number
    words = {"open": number, "programme": "hotline-12345", "figure": "received"}
    for name, (who, address) in PAGES.items():
        for language, size in (("zh", PHONE), ("en", WIDE)):
            page = office.sits(who, size, language)
            answer = page.goto(f"{office.site}{address.format(**words)}")
            assert answer.status == 200, address
            look(page, f"{name}-{language}")


def test_a_case_of_every_programme_in_both_languages(office):
    seen = {}
    for row in CaseRow.objects.order_by("-closed_at", "pk"):
        seen[row.programme] = row
    for programme, row in seen.items():
        for language, size in (("zh", WIDE), ("en", PHONE)):
            who = "zou.ying" if row.organisation.code.startswith("shi") else "gao.feng"
            page = office.sits(who, size, language)
            answer = page.goto(f"{office.site}/cases/{row.number}/")
            assert answer.status == 200, (row.number, who)
            look(page, f"case-{programme}-{language}")
