"""Cases through the API: opened, listed, read, moved; every refusal in words."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quheng.ledger.cases.commands import Make
from quheng.ledger.models import CaseRow, Enterprise, EventRow, Organisation
from tests.web.api.conftest import problem

CASE = {"programme": "lost-property", "channel": "counter", "values": {"thing": "雨伞", "worth": 12.50}}


def opens(program, key="k-1", **values):
    body = {**CASE, "values": {**CASE["values"], **values}}
    return program.does("cases", body, Idempotency_Key=key)["number"]


def test_a_case_is_opened_read_moved_and_told(town, program):
    clerk, dispatcher, handler = program("wang"), program("li"), program("zhao")
    opened = clerk.post("cases", CASE, Idempotency_Key="k-1")
    assert opened.status_code == 201
    number = opened.json()["number"]
    assert opened["Location"] == f"/api/v1/cases/{number}"
    assert opened.json()["happened"] == ["created", "filled"]

    case = clerk.get(f"cases/{number}")
    assert case["ETag"] == '"2"'
    assert case.json()["stage"] == {"id": "reported", "title": "Reported"}
    assert case.json()["values"] == {"thing": "雨伞", "worth": "12.5"}

    moves = dispatcher.reads(f"cases/{number}/moves")["moves"]
    assert [(one["id"], one["to"]) for one in moves] == [("search", "searching")]
    assert handler.reads(f"cases/{number}/moves")["moves"] == []

    done = dispatcher.post(f"cases/{number}/moves/search", {}, If_Match=case["ETag"])
    assert done.json()["happened"] == ["moved", "clock_started"]
    told = handler.reads(f"cases/{number}/timeline")["entries"]
    assert [(one["who"], one["words"]) for one in told] == [
        ("wang", "opened"),
        ("wang", "filled in: Thing, Worth"),
        ("li", "Search"),
        ("li", "“Search time” started"),
    ]


def test_whoever_comes_second_is_told_what_changed(town, program):
    number = opens(program("wang"))
    first = program("li").get(f"cases/{number}")["ETag"]
    town.does("li", number, Make("search"))
    answer = program("zhao").post(f"cases/{number}/comments", {"text": "找到了"}, If_Match=first)
    assert "since you opened the case 2 entries were added" in problem(answer, 409)
    assert answer.json()["ground"] == "changed"
    assert "Search" in problem(answer, 409)
    assert EventRow.objects.filter(kind="commented").count() == 0


@pytest.mark.parametrize("header", ["12", '"x"', '"1", "2"', '"99999999999"'])
def test_a_tag_that_is_none_is_refused_before_anything_is_done(town, program, header):
    number = opens(program("wang"))
    before = EventRow.objects.count()
    problem(program("li").post(f"cases/{number}/moves/search", {}, If_Match=header), 400)
    assert EventRow.objects.count() == before


@pytest.mark.parametrize(
    ("who", "path", "body", "status", "words"),
    [
        ("wang", "moves/search", {}, 403, "make the move “Search”"),
        ("li", "moves/hand_out", {}, 409, "cannot be made from there"),
        ("li", "moves/nothing", {}, 404, "there is no move nothing"),
        ("li", "moves/search", {"values": {"worth": "much"}}, 422, ""),
        ("li", "moves/search", {"values": {"nothing": 1}}, 422, ""),
        ("li", "moves/search", {"reason": 5}, 422, "5 is not a text"),
        ("li", "clocks/search_time/pause", {"reason": "x"}, 409, "does not run"),
        ("li", "clocks/other/pause", {"reason": "x"}, 404, "there is no clock other"),
        ("li", "merger", {"into": "SW2026000099", "reason": "x"}, 404, "there is no case SW2026000099"),
    ],
)
def test_every_refusal_has_its_code_and_its_words(town, program, who, path, body, status, words):
    number = opens(program("wang"))
    assert words in problem(program(who).post(f"cases/{number}/{path}", body), status)


def test_problems_are_worded_in_the_language_that_is_asked_for(town, program):
    clerk = program("wang")
    for header, word in [
        ("zh-CN,zh;q=0.9,en;q=0.8", "没有办件"),
        ("en", "there is no case"),
        ("fr, en;q=0.5", "there is no case"),
        ("", "没有办件"),
    ]:
        answer = clerk.send("GET", "cases/SW1", headers={"Accept-Language": header})
        assert word in problem(answer, 404)
        assert answer["Content-Language"] == ("en" if "there" in word else "zh")


def test_a_list_is_paged_by_a_cursor_and_filtered(town, program):
    clerk = program("wang")
    numbers = [opens(clerk, f"k-{place}") for place in range(5)]
    town.does("li", numbers[0], Make("search"))
    page = clerk.reads("cases?size=2")
    assert [one["number"] for one in page["cases"]] == numbers[:2:-1]
    assert page["count"] == {"number": 5, "at_least": False}
    rest = clerk.reads(f"cases?size=2&after={page['after']}")
    assert [one["number"] for one in rest["cases"]] == numbers[2:0:-1]
    assert [one["number"] for one in clerk.reads("cases?stage=searching")["cases"]] == numbers[:1]
    assert clerk.reads("cases?organisation=street-1")["cases"] == []
    problem(clerk.get("cases?after=nowhere"), 422)
    problem(clerk.get("cases?size=0"), 422)
    problem(clerk.get("cases?organisation=atlantis"), 422)


def test_checklists_parts_clocks_corrections_and_remarks(town, program):
    clerk, dispatcher, handler = program("wang"), program("li"), program("zhao")
    number = opens(clerk, offices=["fire", "police"])
    case = f"cases/{number}"
    dispatcher.does(f"{case}/moves/search")
    handler.does(f"{case}/checklists/state/items/whole", {"mark": "passed", "note": "完好"})
    handler.does(f"{case}/clocks/search_time/pause", {"reason": "等失主"})
    handler.does(f"{case}/clocks/search_time/resume")
    handler.does(f"{case}/comments", {"text": "已联系"})
    clerk.does(f"{case}/corrections", {"values": {"worth": 13}, "reason": "写错"})
    program("fire-1").does(f"{case}/parts/help/answer", {"agrees": True, "answer": "没有"})
    lead = program("qian")
    lead.does(f"{case}/parts/help/return", {"organisation": "fire", "reason": "再看"})
    lead.does(f"{case}/parts/help/departments", {"organisation": "street-1"})
    told = clerk.reads(case)
    assert told["marks"] == [{"checklist": "state", "item": "whole", "mark": "passed"}]
    assert {part["organisation"]: part["agrees"] for part in told["parts"][0]["parts"]} == {
        "fire": None,
        "police": None,
        "street-1": None,
    }
    assert told["values"]["worth"] == 13
    clock = next(one for one in told["clocks"] if one["id"] == "search_time")
    assert (clock["runs"], clock["stands"]) == (True, False)


def test_a_linked_case_is_opened_with_its_number_told_in_both(town, program):
    number = opens(program("wang"))
    program("li").does(f"cases/{number}/moves/search")
    town.grant("zhao", "clerk", "east")
    body = {"channel": "counter", "values": {"worth": 1}}
    handler = program("zhao")
    both = handler.does(f"cases/{number}/links/twin", body, Idempotency_Key="link-1")
    again = handler.does(f"cases/{number}/links/twin", body, Idempotency_Key="link-1")
    assert both == again
    other = both["linked"]["number"]
    assert handler.reads(f"cases/{number}")["links"] == [
        {"link": "twin", "number": other, "checklist": None, "item": None, "is_open": True}
    ]
    assert handler.reads(f"cases/{other}")["parent"] == number
    assert CaseRow.objects.count() == 2


@pytest.fixture
def subject(town):
    return Enterprise.objects.create(
        credit_code="91330106MA2CFLDG4R",
        name="西区灯具厂",
        organisation=Organisation.objects.get(code="west"),
    )


def test_a_case_is_about_nobody_that_the_token_may_not_find(town, program, subject):
    body = {**CASE, "subject": {"kind": "enterprise", "key": str(subject.pk)}}
    answer = program("wang").post("cases", body, Idempotency_Key="k-1")
    assert "the register has no such entry" in problem(answer, 422)
    nobody = {**CASE, "subject": {"kind": "enterprise", "key": "999999"}}
    assert program("wang").post("cases", nobody, Idempotency_Key="k-2").content == answer.content
    assert not CaseRow.objects.exists()


@pytest.mark.parametrize(
    "path",
    ["", "?reveal=true", "/timeline", "/moves"],
)
def test_a_case_is_read_in_few_queries(town, program, path):
    clerk = program("wang", sensitivity="personal")
    number = opens(clerk)
    assert queries_of(clerk, f"cases/{number}{path}") <= 8


@pytest.mark.parametrize("path", ["cases?size=50", "search?words=雨伞", "programmes", "subjects?words=灯具"])
def test_a_list_is_read_in_few_queries_however_long(town, program, path):
    clerk = program("wang")
    opens(clerk, "k-0")
    few = queries_of(clerk, path)
    for place in range(1, 8):
        opens(clerk, f"k-{place}")
    assert queries_of(clerk, path) == few <= 9


def queries_of(program, path: str) -> int:
    program.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert program.get(path).status_code == 200
    return len(caught)
