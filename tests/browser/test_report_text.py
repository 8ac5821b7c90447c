"""What holds of the report's text without a browser."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

import quheng
from quheng.publish.digest import edition_digest
from quheng.publish.report import report_html
from quheng.publish.report.markup import json_script
from quheng.publish.report.measure_words import written_measure
from quheng.publish.report.method_words import robustness_sentences
from quheng.publish.report.page import SCRIPTS, page
from quheng.publish.report.payload import payload
from quheng.publish.report.wording import say, wording
from quheng.version import __version__


def test_every_word_is_there_in_both_languages_with_the_same_slots() -> None:
    for key, words in wording().items():
        assert set(words) == {"zh", "en"}, key
        assert all(text.strip() for text in words.values()), key
        slots = [sorted(set(re.findall(r"\{(\w+)\}", text))) for text in words.values()]
        assert slots[0] == slots[1], key


def test_the_english_words_hold_no_chinese() -> None:
    kept = {"page.language", "page.language_label"}  # the button names the other language in that language
    chinese = re.compile(r"[\u3400-\u9fff\uff01-\uff5e]")
    found = [key for key, words in wording().items() if key not in kept and chinese.search(words["en"])]
    assert found == []


def test_the_scripts_ask_for_no_word_that_is_not_there() -> None:
    folder = Path(page.__code__.co_filename).parent
    asked = set()
    for name in SCRIPTS:
        text = (folder / "script" / f"{name}.js").read_text(encoding="utf-8")
        asked |= set(re.findall(r'\bsay\("([\w.]+)"', text))
    assert asked
    assert asked - set(wording()) == set()


def test_one_is_singular_and_two_are_plural() -> None:
    moved = [say("key.width", unit={"zh": "镇", "en": "town"}, width=width)["en"] for width in ("1", "2")]
    assert "within 1 place (" in moved[0]
    assert "within 2 places (" in moved[1]


def test_measures_are_english_in_number_and_a_ratio_has_none(towns: Path) -> None:
    said = payload(quheng.open(towns).build(), None)["measures"]
    assert said["公里"] == ["km", "km"]
    assert said["人"] == ["person", "persons"]
    assert said["家"] == ["enterprise or outlet", "enterprises or outlets"]
    assert written_measure("1") == ""
    assert written_measure("%") == "%"


def test_varied_imputation_and_treatment_are_named_in_both_languages() -> None:
    choice = {"title": {"zh": "处理", "en": "Choice"}, "detail": None}
    said = robustness_sentences(
        {
            "factors": [
                {"name": "impute", "alternatives": ["median", "none"], **choice},
                {"name": "treat", "alternatives": ["none", "winsorise 5, log", "winsorise 1"], **choice},
                {"name": "index", "alternatives": ["median", "topsis"], **choice},
            ]
        }
    )
    assert [one["zh"] for one in said] == [
        "处理：中位数、不插补，机会均等",
        "处理：不作处理、缩尾（最多 5 个值）再取对数、缩尾（最多 1 个值），机会均等",
        "处理：加权中位数、TOPSIS 法，机会均等",
    ]
    assert [one["en"] for one in said] == [
        "Choice: median, none, equally likely",
        "Choice: none, winsorising (at most 5 values) then logarithm, winsorising (at most 1 value), "
        "equally likely",
        "Choice: weighted median, TOPSIS method, equally likely",
    ]


def test_the_digest_is_that_of_the_record(towns: Path) -> None:
    edition = quheng.open(towns).build()
    lines = [
        f"{hashlib.sha256((towns / name).read_bytes()).hexdigest()}  {name}"
        for name in ("index.yaml", "observations.csv", "sources.yaml", "units.csv")
    ]
    whole = "\n".join([*lines, f"quheng {__version__}"])
    assert edition_digest(edition) == hashlib.sha256(whole.encode()).hexdigest()
    assert payload(edition, None)["build"]["edition"] == edition_digest(edition)


def test_the_same_edition_gives_the_same_bytes(towns: Path) -> None:
    edition = quheng.open(towns).build()
    study = edition.uncertainty()
    again = quheng.open(towns).build()
    assert report_html(edition, study) == report_html(again, again.uncertainty())


def test_the_file_names_no_address_to_fetch(districts_report: Path) -> None:
    html = districts_report.read_text(encoding="utf-8")
    markup = re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)
    assert not re.search(r"""(?:src|href)=["'](?!#)""", markup)
    assert not re.search(r"url\(|@import", markup)
    assert "default-src 'none'" in html


def test_the_report_stays_small(districts_report: Path) -> None:
    assert districts_report.stat().st_size < 4_000_000


def test_without_the_chart_packages_a_sentence_stands_in_their_place(towns: Path) -> None:
    edition = quheng.open(towns).build()
    html = page(payload(edition, None), bundle=None)
    assert "quheng[charts]" in html
    assert "figure-profile" not in re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)


@pytest.mark.parametrize("text", ["</script>", "<!--", "&amp;", "\u2028\u2029", "]]>", "<script>"])
def test_data_cannot_break_out_of_its_block(text: str) -> None:
    block = str(json_script("data", {"name": text}))
    inner = block.removeprefix('<script type="application/json" id="data">').removesuffix("</script>")
    assert not set(inner) & set("<>&\u2028\u2029")
    assert json.loads(inner) == {"name": text}


def test_charts_are_exported_on_white(districts_report: Path) -> None:
    block = re.search(r'id="figures">(.*?)</script>', districts_report.read_text(encoding="utf-8"))
    assert block is not None
    drawn = [chart for charts in json.loads(block[1]).values() for chart in charts.values()]
    assert {chart["config"]["background"] for chart in drawn} == {"#ffffff"}
