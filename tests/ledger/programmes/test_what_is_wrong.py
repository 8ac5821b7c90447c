"""Every class of error is found at its line, and worded in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from quheng.bilingual import use_language
from quheng.declarations import parse_yaml
from quheng.errors import DeclarationError
from quheng.ledger.programmes import check_files, parse_programme
from tests.ledger.small import FILE, STALLS, edited

FAULTS = [
    (programme, fault)
    for programme, faults in [(FILE, "faults.yaml"), (STALLS, "faults-of-blocks.yaml")]
    for fault in parse_yaml(Path(__file__).with_name(faults).read_text(encoding="utf-8"), faults)
]


@pytest.mark.parametrize(("programme", "fault"), FAULTS, ids=[fault["fault"] for _, fault in FAULTS])
def test_it_is_found_at_its_line(programme, fault):
    line, en, zh = fault["line"], fault["en"], fault["zh"]
    edits = [tuple(edit) for edit in fault["edits"]]
    with pytest.raises(DeclarationError) as raised:
        parse_programme(edited(*edits, file=programme), programme.name)
    here = [problem for problem in raised.value.problems if problem.where.row == line]
    assert [problem for problem in here if en in problem.what.en and zh in problem.what.zh], str(raised.value)
    assert all(problem.where.file == programme.name for problem in raised.value.problems)


def test_the_whole_programme_has_no_fault():
    assert parse_programme(edited(), "lost-property.yaml").name == "lost-property"


def test_a_role_that_nobody_holds(tmp_path):
    roles = "\n".join(
        f"  - {{id: {name}, title: {name}, duty: x, held_by: [{held}]}}"
        for name, held in [
            ("clerk", "window"), ("dispatcher", "city"), ("handler", ""), ("lead", "city"),
            ("supervisor", "city"), ("privacy_officer", "city"),
        ]
    )  # fmt: skip
    (tmp_path / "roles.yaml").write_text(f"roles:\n{roles}\n", encoding="utf-8")
    file = tmp_path / "lost-property.yaml"
    file.write_text(edited(), encoding="utf-8")
    problems = check_files([file])
    assert {problem.what.en for problem in problems} == {"nobody holds the role handler (handler)"}
    assert problems[0].where.row == 30
    use_language("zh")
    assert "角色 handler（handler）无人担任" in str(problems[0])


def test_a_duplicate_key_is_refused_by_the_parser():
    with pytest.raises(DeclarationError) as raised:
        parse_programme(edited() + "prefix: XX\n", "lost-property.yaml")
    assert raised.value.problems[0].where.row == 47
