"""The guide says what the programme says: compared with a page that a person has read."""

from __future__ import annotations

from pathlib import Path

import pytest

from quheng.ledger.guide import html, markdown, page
from quheng.ledger.programmes import load_programme, load_roles, parse_programme, programme_names
from tests.ledger.small import edited, small_programme, stalls

SNAPSHOTS = Path(__file__).with_name("snapshots")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_small_programme(language):
    expected = (SNAPSHOTS / f"lost-property.{language}.md").read_text(encoding="utf-8")
    assert markdown(page(small_programme(), load_roles()), language) == expected


@pytest.mark.parametrize("language", ["zh", "en"])
def test_tables_derived_fields_conditions_and_notices(language):
    expected = (SNAPSHOTS / f"market-stalls.{language}.md").read_text(encoding="utf-8")
    assert markdown(page(stalls(), load_roles()), language) == expected


@pytest.mark.parametrize("name", programme_names())
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_stage_move_clock_and_material_is_on_the_page(name, language):
    programme = load_programme(name)
    text = html(page(programme, load_roles()), language)
    declared = programme.declared
    sections = (declared.stages, declared.moves, declared.clocks, declared.materials, declared.figures)
    for entry in (one for section in sections for one in section):
        assert entry.title.speak(language) in text.replace("&#x27;", "'"), entry.id
    assert programme.digest in text


def test_no_text_of_a_definition_becomes_markup():
    payload = "<img src=x onerror=alert(1)>"
    text = edited(
        ("{zh: 失物招领, en: Lost property}", f"'{payload}'"),
        ("{zh: 查找时限, en: Search time}", f"'{payload}'"),
        ('{zh: 登记、查找、归还。, en: "Recorded, looked for, given back."}', f"'{payload}'"),
    )
    written = html(page(parse_programme(text, "x.yaml"), load_roles()), "en")
    assert "<img" not in written
    assert written.count("&lt;img src=x onerror=alert(1)&gt;") >= 4
    assert "default-src 'none'" in written


def test_a_bar_in_a_title_does_not_break_the_table():
    text = edited(("{zh: 领取凭证, en: Receipt}", "'a | b'"))
    assert "| a \\| b |" in markdown(page(parse_programme(text, "x.yaml"), load_roles()), "en")
