"""What holds of the report's text without a browser."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import quheng
from quheng.publish.report import report_html
from quheng.publish.report.markup import json_script
from quheng.publish.report.page import SCRIPTS, page
from quheng.publish.report.payload import payload
from quheng.publish.report.wording import wording


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
