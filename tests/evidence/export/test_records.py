"""Records, JSONL, tables and annotations of a reading: the fields, whole numbers, nulls, and exact quotes."""

from __future__ import annotations

import json
import math
from datetime import date

import polars as pl
import pytest

from quheng.bilingual import Text
from quheng.evidence.claim import ClaimPeriod
from quheng.evidence.export import (
    as_annotations,
    as_jsonl,
    claim_records,
    claims_frame,
    reviewed_records,
    without_formulas,
)
from quheng.evidence.review import replay
from tests.evidence import gold
from tests.evidence.readings import HandFinding, claim_at, decision_on, reading_of, reading_with

FIELDS = [
    *("start", "end", "text", "value", "low", "high", "measure", "hedge", "kind", "period", "place"),
    *("indicator", "phrase", "rules", "place_name", "place_level", "relative_to", "modifier"),
    *("sha256", "findings"),
]

TEXT = "全区高新技术企业65家，研发投入31.76亿元以上，\n占比9.2%。"
READING = reading_with(
    TEXT,
    [
        claim_at(TEXT, "65家", value=65.0),
        claim_at(TEXT, "31.76亿元以上", value=31.76e8, low=31.76e8, high=math.inf, measure="元"),
        claim_at(
            TEXT,
            "9.2%",
            value=9.2,
            low=9.15,
            high=9.25,
            measure="%",
            period=ClaimPeriod(None, date(2024, 12, 1), None, "default"),
            indicator=None,
        ),
    ],
    [HandFinding("implied-whole", "conflict", (1, 2), Text(zh="甲", en="a"), Text(zh="乙", en="b"))] * 2,
)


def test_the_fields_are_those_promised_in_their_order():
    first, second, third = claim_records(READING)
    assert list(first) == FIELDS
    assert (first["start"], first["end"], first["value"], type(first["value"])) == (8, 11, 65, int)
    assert (second["value"], second["high"]) == (3176000000, None)
    assert (third["low"], third["place"], third["indicator"]) == (9.15, "610113", None)
    assert first["period"] == {"start": "2024-01-01", "end": "2024-12-31", "as_of": None, "how": "sentence"}
    assert third["period"]["start"] is None
    assert (first["findings"], second["findings"]) == ([], ["implied-whole"])
    assert first["sha256"] == READING.sha256


@pytest.mark.parametrize("text", gold.texts(), ids=lambda text: text.name)
def test_every_line_of_jsonl_gives_its_record_back_and_slices_the_text(text):
    reading = reading_of(text)
    lines = as_jsonl(claim_records(reading)).splitlines()
    assert len(lines) == len(reading.claims)
    for line, claim in zip(lines, reading.claims, strict=True):
        record = json.loads(line)
        assert reading.text[record["start"] : record["end"]] == record["text"]
        assert (record["value"], record["kind"]) == (claim.quantity.point, claim.kind)


def test_a_line_separator_in_a_text_does_not_break_a_line():
    text = "有\u202812家"
    line = as_jsonl(claim_records(reading_with(text, [claim_at(text, "\u202812家")])))
    assert len(line.splitlines()) == 1
    assert json.loads(line)["text"] == "\u202812家"


def test_the_table_has_days_as_days_and_quotes_the_sentence():
    frame = claims_frame(claim_records(READING), TEXT)
    assert frame["period_end"].to_list() == [date(2024, 12, 31), date(2024, 12, 31), date(2024, 12, 1)]
    assert frame["sentence"][2] == TEXT.replace("\n", "")
    assert frame["high"].to_list() == [65.0, None, 9.25]
    assert frame["findings"].to_list() == ["", "implied-whole", "implied-whole"]
    assert claims_frame([], "").columns == frame.columns


def test_under_review_the_decision_stands_beside_the_claim_as_read():
    taken = decision_on(READING, 0, "correct", corrected={"value": 67.0}, reason="原件作67")
    records = reviewed_records(replay(READING, [taken]))
    assert records[0]["value"] == 65
    assert records[0]["review"] == {
        "state": "corrected",
        "who": "李",
        "when": "2024-12-13T12:00:00+00:00",
        "reason": "原件作67",
        "corrected": {"value": 67.0},
    }
    frame = claims_frame(records, TEXT)
    assert frame["review"].to_list() == ["corrected", "open", "open"]
    assert frame["corrected"][0] == "value=67.0"


def test_no_text_of_a_csv_is_computed_by_a_spreadsheet():
    frame = pl.DataFrame({"text": ["=1+1", "-5%", "@x", "12家", None], "value": [-1.0, 0, 1, 2, None]})
    guarded = without_formulas(frame)
    assert guarded["text"].to_list() == ["'=1+1", "'-5%", "'@x", "12家", None]
    assert guarded["value"].to_list() == frame["value"].to_list()


def test_annotations_find_their_words_by_quote_and_by_position():
    page = as_annotations(claim_records(READING), TEXT, "page.txt", READING.sha256)
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    assert len({item["id"] for item in page["items"]}) == 3
    for item, claim in zip(page["items"], READING.claims, strict=True):
        quote, position = item["target"]["selector"]
        whole = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert whole in TEXT
        assert TEXT[position["start"] : position["end"]] == quote["exact"] == claim.text
        assert item["target"]["source"] == "page.txt"
        assert json.loads(item["body"]["value"])["kind"] == claim.kind
