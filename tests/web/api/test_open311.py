"""Open311 GeoReport v2 as its specification has it: members, codes and formats."""

from __future__ import annotations

import json
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quheng.ledger.cases.commands import Make
from quheng.ledger.models import CaseRow, EventRow, ReadRow
from tests.ledger.town import Town

DECLARED = """open311:
  channel: phone
  service: sort
  description: story
  address: place
  phone: owner_phone
  name: owner_name
  attributes: [colour, fragile]
fields:
  - id: sort
    type: choice
    title: {zh: 种类, en: Sort}
    choices: {bag: {zh: 箱包, en: Bag}, key: {zh: 钥匙, en: Key}}
    sensitivity: public
    required: [reported]
  - {id: story, type: text, longest: 1000, title: {zh: 经过, en: Story}, sensitivity: personal}
  - {id: place, type: text, title: {zh: 地点, en: Place}, sensitivity: public}
  - {id: owner_name, type: text, title: {zh: 姓名, en: Name}, sensitivity: personal}
  - id: colour
    type: choice
    title: {zh: 颜色, en: Colour}
    choices: {red: {zh: 红, en: red}, blue: {zh: 蓝, en: blue}}
    required: [reported]
"""

EDITS = (
    ("fields:\n", DECLARED),
    ("title: {zh: 物品, en: Thing}, required: [reported]}", "title: {zh: 物品, en: Thing}}"),
)
BAG = "lost-property.bag"


ANYONE = (
    *EDITS,
    ("  channel: phone\n", "  channel: phone\n  anyone_reads: true\n"),
    ("en: Story}, sensitivity: personal}", "en: Story}, sensitivity: internal}"),
)


@pytest.fixture
def town(database, request):
    return Town().build(*getattr(request, "param", EDITS))


def fetch(path: str, **query: str):
    client = Client(SERVER_NAME="localhost", headers={"x-forwarded-proto": "https", "accept-language": "en"})
    return client.get(f"/open311/v2/{path}?{urlencode(query)}")


def send(path: str = "requests.json", **form: str):
    client = Client(SERVER_NAME="localhost", headers={"x-forwarded-proto": "https", "accept-language": "en"})
    return client.post(
        f"/open311/v2/{path}", urlencode(form), "application/x-www-form-urlencoded; charset=utf-8"
    )


def asks(program, **more: str) -> dict[str, str]:
    return {
        "api_key": program.key,
        "service_code": BAG,
        "address_string": "东风路 12 号",
        "attribute[colour]": "red",
        "description": "A red bag\nwith a strap",
        "first_name": "三",
        "last_name": "张",
        "phone": "13800138000",
        **more,
    }


def errors(answer, code: int) -> str:
    assert answer.status_code == code, answer.content.decode()
    told = json.loads(answer.content)
    assert [set(one) for one in told] == [{"code", "description"}] * len(told)
    assert told[0]["code"] == code
    return told[0]["description"]


def test_the_services_are_listed_in_both_formats(town):
    found = fetch("services.json")
    assert found["Content-Type"] == "application/json; charset=utf-8"
    assert found.json()[0] == {
        "service_code": BAG, "service_name": "Bag", "description": "Recorded, looked for, given back.",
        "metadata": True, "type": "realtime", "keywords": "", "group": "Lost property",
    }  # fmt: skip
    xml = fetch("services.xml", jurisdiction_id="city.gov")
    assert xml["Content-Type"] == "text/xml; charset=utf-8"
    assert xml.content.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
    root = ElementTree.fromstring(xml.content)
    assert root.tag == "services"
    assert [one.findtext("service_code") for one in root.findall("service")] == [BAG, "lost-property.key"]
    assert root.find("service").findtext("metadata") == "true"


def test_a_definition_tells_what_is_asked_for(town):
    told = fetch(f"services/{BAG}.json").json()
    assert told["service_code"] == BAG
    assert told["attributes"] == [
        {"variable": True, "code": "colour", "datatype": "singlevaluelist", "required": True,
         "datatype_description": None, "order": 1, "description": "Colour",
         "values": [{"key": "red", "name": "red"}, {"key": "blue", "name": "blue"}]},
        {"variable": True, "code": "fragile", "datatype": "singlevaluelist", "required": False,
         "datatype_description": None, "order": 2, "description": "Fragile",
         "values": [{"key": "true", "name": "true"}, {"key": "false", "name": "false"}]},
    ]  # fmt: skip
    root = ElementTree.fromstring(fetch(f"services/{BAG}.xml").content)
    assert root.tag == "service_definition"
    assert root.findtext("attributes/attribute/values/value/key") == "red"
    assert "no service nothing" in errors(fetch("services/nothing.json"), 404)


def test_a_request_is_taken_in_as_a_case(town, program):
    answer = send(
        **asks(program("wang"), lat="34.765123", long="113.62541", **{"attribute[fragile]": "true"})
    )
    assert answer.status_code == 200
    told = answer.json()
    assert set(told[0]) == {"service_request_id", "service_notice", "account_id"}
    case = program("wang", sensitivity="personal")
    town.grant("wang", "lead", "east", sensitivity=2)
    values = case.reads(f"cases/{told[0]['service_request_id']}?reveal=true")["values"]
    assert values == {
        "sort": "bag", "story": "A red bag\nwith a strap", "place": "东风路 12 号 (34.765123, 113.625410)",
        "owner_phone": "13800138000", "owner_name": "张三", "colour": "red", "fragile": True,
    }  # fmt: skip
    assert EventRow.objects.get(kind="created").who == "wang"


def test_a_request_in_xml_is_answered_in_xml(town, program):
    root = ElementTree.fromstring(send("requests.xml", **asks(program("wang"))).content)
    assert root.tag == "service_requests"
    assert root.findtext("request/service_request_id").startswith("SW2026")
    assert root.find("request/account_id").text is None


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        ({"api_key": ""}, 403, "api_key is missing"),
        ({"api_key": "quheng_" + "A" * 43}, 403, "api_key is missing"),
        ({"service_code": ""}, 400, "service_code is missing"),
        ({"service_code": "lost-property.cat"}, 404, "no service lost-property.cat"),
        ({"address_string": ""}, 400, "no location is given"),
        ({"address_string": "", "lat": "34.7"}, 400, "no location is given"),
        ({"lat": "91", "long": "0"}, 400, "lat is no coordinate"),
        ({"lat": "north", "long": "0"}, 400, "lat is no coordinate"),
        ({"attribute[colour]": ""}, 400, "“Colour” is missing"),
        ({"attribute[colour]": "green"}, 400, "Colour"),
        ({"attribute[size]": "big"}, 400, "there is no attribute size"),
        ({"phone": "12"}, 400, "telephone"),
        ({"description": "x" * 1001}, 400, "at most 1000"),
        ({"description": "a\x00b"}, 400, "characters that cannot be used"),
    ],
)
def test_what_is_wrong_with_a_request_is_told(town, program, more, code, words):
    assert words in errors(send(**asks(program("wang"), **more)), code)
    assert not CaseRow.objects.exists()


def test_errors_in_xml(town):
    root = ElementTree.fromstring(send("requests.xml", service_code=BAG).content)
    assert (root.tag, root.findtext("error/code")) == ("errors", "403")
    assert "api_key" in root.findtext("error/description")


def test_a_key_that_reads_takes_nothing_in(town, program):
    assert "only reads" in errors(send(**asks(program("wang", writes=False))), 403)


def test_requests_are_followed_with_a_key(town, program):
    key = program("wang")
    number = send(**asks(key, lat="34.765123", long="113.62541")).json()[0]["service_request_id"]
    other = send(**asks(key, service_code="lost-property.key")).json()[0]["service_request_id"]
    town.later(hours=1)
    town.does("li", number, Make("search"))
    told = fetch("requests.json", api_key=key.key).json()
    assert [one["service_request_id"] for one in told] == [other, number]
    assert told[1] == {
        "service_request_id": number, "status": "open", "status_notes": "Searching", "service_name": "Bag",
        "service_code": BAG, "description": None, "agency_responsible": "east", "service_notice": None,
        "requested_datetime": "2026-03-02T09:00:00+08:00", "updated_datetime": "2026-03-02T10:00:00+08:00",
        "expected_datetime": "2026-03-10T00:00:00+08:00", "address": "东风路 12 号", "address_id": None,
        "zipcode": None, "lat": 34.765123, "long": 113.62541, "media_url": None,
    }  # fmt: skip
    found = {
        name: [one["service_request_id"] for one in fetch("requests.json", api_key=key.key, **query).json()]
        for name, query in {
            "service": {"service_code": BAG}, "both": {"service_code": f"{BAG},lost-property.key"},
            "closed": {"status": "closed"}, "states": {"status": "open,closed"},
            "before": {"end_date": "2026-03-01T23:59:59Z"}, "after": {"start_date": "2026-03-02T00:59:59Z"},
            "numbers": {"service_request_id": f"{number},{other},SW2026000099", "status": "closed"},
        }.items()
    }  # fmt: skip
    assert found == {
        "service": [number], "both": [other, number], "closed": [], "states": [other, number], "before": [],
        "after": [other, number], "numbers": [number, other],
    }  # fmt: skip
    one = fetch(f"requests/{number}.json", api_key=key.key).json()
    assert one == [told[1]]
    root = ElementTree.fromstring(fetch(f"requests/{number}.xml", api_key=key.key).content)
    assert root.findtext("request/service_request_id") == number


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-06-01T00:00:00Z"}, 400),
        ({"start_date": "2026-03-03T00:00:00Z", "end_date": "2026-03-01T00:00:00Z"}, 400),
        ({"start_date": "yesterday"}, 400),
        ({"start_date": "2026-01-01"}, 400),
        ({"start_date": "9999-12-31T23:59:59Z"}, 400),
        ({"end_date": "0001-01-01T00:00:00Z"}, 400),
        ({"status": "broken"}, 400),
        ({"service_code": "nothing"}, 404),
        ({"service_request_id": ",".join(["x"] * 101)}, 400),
    ],
)
def test_a_query_that_cannot_be_answered(town, program, query, code):
    errors(fetch("requests.json", api_key=program("wang").key, **query), code)


def test_a_request_out_of_reach_is_answered_like_none(town, program):
    number = send(**asks(program("wang"))).json()[0]["service_request_id"]
    far = program("stranger")
    there = errors(fetch(f"requests/{number}.json", api_key=far.key), 404)
    none = errors(fetch("requests/SW2026999999.json", api_key=far.key), 404)
    assert there.replace(number, "SW2026999999") == none
    assert fetch("requests.json", api_key=far.key).json() == []
    assert fetch("requests.json", api_key=far.key, service_request_id=number).json() == []


def test_without_a_key_nothing_is_told_unless_it_is_declared(town, program):
    number = send(**asks(program("wang"))).json()[0]["service_request_id"]
    errors(fetch("requests.json"), 403)
    errors(fetch(f"requests/{number}.json"), 403)


@pytest.mark.parametrize("town", [ANYONE], indirect=True)
def test_what_is_declared_for_all_is_told_without_what_is_personal(town, program):
    key = program("wang")
    number = send(**asks(key)).json()[0]["service_request_id"]
    told = fetch("requests.json").json()
    assert [one["service_request_id"] for one in told] == [number]
    assert (told[0]["description"], told[0]["address"]) == (None, "东风路 12 号")
    assert "13800138000" not in fetch("requests.xml").content.decode()
    assert fetch("requests.json", api_key=key.key).json()[0]["description"] == "A red bag\nwith a strap"


def test_a_personal_text_is_told_to_whom_it_is_granted_and_that_is_noted(town, program):
    key = program("wang")
    number = send(**asks(key)).json()[0]["service_request_id"]
    assert not ReadRow.objects.exists()
    town.grant("wang", "lead", "east", sensitivity=2)
    high = program("wang", sensitivity="personal")
    told = fetch("requests.json", api_key=high.key).json()
    assert told[0]["description"] == "A red bag\nwith a strap"
    row = ReadRow.objects.get()
    assert (row.case.number, row.account, row.fields, row.page) == (number, "wang", "story", "open311")


def queries_of(key: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert fetch("requests.json", api_key=key).status_code == 200
    return len(caught)


def test_many_requests_take_no_more_queries_than_one(town, program):
    key = program("wang")
    for _ in range(3):
        send(**asks(key))
    few = queries_of(key.key)
    for _ in range(9):
        send(**asks(key))
    assert queries_of(key.key) == few <= 12


def test_there_are_no_tokens_and_nothing_else(town):
    errors(fetch("tokens/123.json"), 404)
    assert fetch("requests.csv").status_code == 404
    assert fetch("nowhere").status_code == 404
    assert send("services.json").status_code == 405


def test_the_discovery_names_address_and_formats(town):
    client = Client(SERVER_NAME="localhost", headers={"x-forwarded-proto": "https"})
    told = client.get("/open311/discovery.json").json()
    assert told["endpoints"][0]["url"].endswith("/open311/v2")
    root = ElementTree.fromstring(client.get("/open311/discovery.xml").content)
    assert root.findtext("endpoints/endpoint/formats/format") == "text/xml"


def test_words_of_others_stay_words_in_xml(town, program):
    key = program("wang")
    send(**asks(key, address_string="<b>&amp;</b> ]]> \x0b 路"))
    root = ElementTree.fromstring(fetch("requests.xml", api_key=key.key).content)
    assert root.findtext("request/address") == "<b>&amp;</b> ]]>  路"
