"""What a program must not reach: the flaws of others (casework.md, section 6), each as a test."""

from __future__ import annotations

import json

import pytest

from quheng.ledger.cases.commands import Correct, Make
from quheng.ledger.models import CaseRow, EventRow
from quheng.web.api.application import api
from tests.web.api.conftest import Program, problem
from tests.web.api.test_cases import CASE

PHONE = "13800138000"


@pytest.fixture
def foreign(town, program):
    """Give the number of a case in the west, with a personal value, and a program of the east."""
    town.grant("wei", "clerk", "west")
    values = {"thing": "秘密手套", "owner_phone": PHONE}
    body = {**CASE, "values": values}
    number = program("wei", sensitivity="personal").does("cases", body, Idempotency_Key="w")["number"]
    return number, program("wang", sensitivity="sensitive")


def addresses(number: str) -> list[tuple[str, str]]:
    """Return every address of the API that names a case, filled in, by method."""
    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    names = {"number": number, "link": "twin", "parts": "help", "clock": "search_time", "move": "search",
             "checklist": "state", "item": "whole", "field": "thing", "notice": "n", "objection": "1",
             "digest": "0" * 64}  # fmt: skip
    return [
        (method.upper(), path.format(**names))
        for path, methods in schema["paths"].items()
        if "{number}" in path
        for method in methods
    ]


BODY = {
    "moves": {}, "assignment": {"organisation": "east"}, "corrections": {"values": {}, "reason": "x"},
    "rows": {"row": {}}, "comments": {"text": "x"}, "pause": {"reason": "x"},
    "answer": {"agrees": True, "answer": "x"},
    "return": {"organisation": "fire", "reason": "x"}, "departments": {"organisation": "fire"},
    "decision": {"agreed": True, "reason": "x"}, "items": {"mark": "passed"}, "objections": {"text": "x"},
    "extension": {"reason": "x", "by": {"n": 1, "unit": "workday"}}, "links": {"channel": "counter"},
}  # fmt: skip


def body_of(path: str, number: str) -> object:
    if path.endswith("objections/1/answer"):
        return {"upheld": True, "answer": "x"}
    if path.endswith("merger"):
        return {"into": number, "reason": "x"}
    if path.endswith("tables/thing/corrections"):
        return {"key": {}, "row": None, "reason": "x"}
    return next((body for name, body in BODY.items() if f"/{name}" in path), {})


def test_out_of_reach_is_answered_like_not_there_by_every_address(town, foreign):
    number, east = foreign
    before = EventRow.objects.count()
    nowhere = "SW2026999999"
    checked = 0
    for (method, path), (_, twin) in zip(addresses(number), addresses(nowhere), strict=True):
        if path.endswith("/files"):
            continue
        body = None if method == "GET" else body_of(path, number)
        real = east.send(method, path, body, {"Idempotency-Key": "k"})
        none = east.send(
            method, twin, body_of(twin, nowhere) if body is not None else None, {"Idempotency-Key": "k"}
        )
        assert real.status_code == none.status_code == 404, (method, path, real.content)
        assert real.content.decode().replace(number, nowhere) == none.content.decode()
        checked += 1
    assert checked >= 15
    assert EventRow.objects.count() == before


@pytest.mark.parametrize(
    "path",
    [
        "cases", "cases?order=due", "cases?organisation=west", "cases?programme=lost-property&handler=wei",
        "search?words=秘密", "search?words=手套", f"search?words={PHONE}", "subjects?words=west",
        "figures/lost-property/given_back?period=2026", "programmes",
    ],
)  # fmt: skip
def test_no_list_search_or_figure_tells_of_it(town, foreign, path):
    """Open Zaak CVE-2026-54657: a search that was not filtered."""
    number, east = foreign
    told = json.dumps(east.reads(path), ensure_ascii=False)
    assert number not in told
    assert "秘密" not in told
    assert '"number": 1' not in told


def test_a_link_tells_no_number_out_of_reach(town, program):
    """GHSA-v9vp-r9j9-9889: related objects that were expanded unchecked."""
    number = program("wang").does("cases", CASE, Idempotency_Key="k")["number"]
    town.does("li", number, Make("search"))
    town.grant("zhao", "clerk", "west")
    body = {"channel": "counter", "organisation": "west"}
    both = program("zhao").does(f"cases/{number}/links/twin", body, Idempotency_Key="k")
    other = both["linked"]["number"]
    assert CaseRow.objects.get(number=other).path != CaseRow.objects.get(number=number).path
    inside = program("wang")
    for page in ("", "/timeline"):
        told = json.dumps(inside.reads(f"cases/{number}{page}"))
        assert other not in told
    assert inside.reads(f"cases/{number}")["links"][0]["number"] is None
    beyond = program("stranger")
    told = json.dumps([beyond.reads(f"cases/{other}"), beyond.reads(f"cases/{other}/timeline")])
    assert number not in told


@pytest.mark.parametrize("name", ["user", "account", "who", "on_behalf_of", "viewer", "as_user"])
def test_nobody_is_somebody_else_by_a_parameter(town, program, name):
    """frappe #40339: a report that took its user from the caller."""
    clerk = program("wang")
    number = clerk.does("cases", {**CASE, name: "li"}, Idempotency_Key="k")["number"]
    answer = clerk.post(f"cases/{number}/moves/search?{name}=li", {name: "li"})
    problem(answer, 403)
    assert set(EventRow.objects.values_list("who", flat=True)) == {"wang"}


def test_no_parameter_names_who_acts_or_leaves_a_check_out():
    """DHIS2 skipRuleEngine: no flag of the API lets a rule be passed over."""
    schema = json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")).lower()
    for word in ("skip", "force_", "bypass", "ignore_", "validate=", "dry_run", "as_user", "impersonat"):
        assert word not in schema
    names = [
        parameter["name"]
        for methods in api.get_openapi_schema(path_prefix="/api/v1/")["paths"].values()
        for one in methods.values()
        for parameter in one["parameters"]
    ]
    assert not {"user", "account", "who", "viewer", "on_behalf_of"} & set(names)


def test_every_address_wants_a_token(town):
    """GHSA-g936-w68m-87j8: a login that the form asked for and the API did not."""
    nobody, wrong = Program(None), Program("quheng_" + "A" * 43)
    for method, path in [*addresses("SW2026000001"), ("GET", "/api/v1/cases"), ("POST", "/api/v1/cases"),
                         ("GET", "/api/v1/programmes"), ("GET", "/api/v1/search?words=x")]:  # fmt: skip
        for one in (nobody, wrong):
            answer = one.send(method, path, None if method == "GET" else {})
            assert "no token that holds" in problem(answer, 401)
            assert answer["WWW-Authenticate"] == "Bearer"


def test_a_session_is_no_token(town, signed_in):
    """A page of elsewhere that sends somebody's cookie does nothing here."""
    assert signed_in("wang").get("/api/v1/cases").status_code == 401


def test_personal_values_are_masked_until_they_are_asked_for(town, program):
    values = {"thing": "雨伞", "owner_phone": PHONE}
    number = program("wang").does("cases", {**CASE, "values": values}, Idempotency_Key="k")["number"]
    town.does("wang", number, Correct({"thing": "大伞"}, f"失主 {PHONE} 来电"))
    town.grant("wang", "lead", "east", sensitivity=2)
    low, high = program("wang"), program("wang", sensitivity="personal")
    for one, ask in ((low, ""), (low, "?reveal=true"), (high, "")):
        for page in ("", "/timeline"):
            answer = one.get(f"cases/{number}{page}{ask}")
            assert PHONE not in answer.content.decode()
        told = one.reads(f"cases/{number}{ask}")
        assert told["masked"] == ["owner_phone"]
        assert told["values"]["owner_phone"] == "138****8000"
    told = high.reads(f"cases/{number}?reveal=true")
    assert (told["values"]["owner_phone"], told["masked"]) == (PHONE, [])
    written = [entry["written"] for entry in high.reads(f"cases/{number}/timeline?reveal=true")["entries"]]
    assert f"失主 {PHONE} 来电" in written


def test_a_token_that_reads_changes_nothing(town, program):
    number = program("wang").does("cases", CASE, Idempotency_Key="k")["number"]
    reader = program("li", writes=False)
    before = EventRow.objects.count()
    for method, path in addresses(number):
        if method != "GET" and not path.endswith("/files"):
            assert (
                reader.send(method, path, body_of(path, number), {"Idempotency-Key": "k"}).status_code == 403
            )
    assert reader.post("cases", CASE, Idempotency_Key="z").status_code == 403
    assert EventRow.objects.count() == before
    assert reader.reads(f"cases/{number}/moves")["moves"] == []
