"""The programmes that ship are whole, in both languages, and valid against their own JSON Schema."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

import quheng
from quheng.declarations import parse_yaml, read_yaml
from quheng.ledger.programmes import ProgrammeDeclaration, check_files, load_programme, programme_names
from quheng.library import library_file

FILES = [library_file("programmes", f"{name}.yaml") for name in programme_names()]


def test_these_ship():
    assert {"hotline-12345", "enterprise-visit", "enterprise-problem"} <= set(programme_names())


def test_nothing_is_wrong_with_them():
    assert check_files(FILES) == ()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_json_schema_accepts_them(file):
    schema = ProgrammeDeclaration.model_json_schema(mode="validation")
    document = parse_yaml(read_yaml(file), file.name)
    document["valid"]["from"] = str(document["valid"]["from"])
    for basis in document.get("basis", []):
        basis["issued"] = str(basis.get("issued", "2026-01-01"))
    jsonschema.Draft202012Validator(schema).validate(document)


@pytest.mark.parametrize("name", programme_names())
def test_every_title_is_in_two_languages(name):
    declared = load_programme(name).declared
    sections = (declared.fields, declared.stages, declared.moves, declared.clocks, declared.figures)
    for entry in (one for section in sections for one in section):
        assert entry.title.zh != entry.title.en, entry.id


def test_no_programme_is_named_in_the_code():
    root = Path(quheng.__file__).parent
    rooms = [*(root / "ledger").rglob("*.py"), *(root / "web").rglob("*.py"), *(root / "cli").rglob("*.py")]
    named = [
        (path.name, name)
        for path in rooms
        for name in programme_names()
        if name in path.read_text(encoding="utf-8")
    ]
    assert named == []
