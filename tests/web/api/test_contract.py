"""The contract: what is committed is what the code says, and it is well-formed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quheng.cli import app
from quheng.web.api.contract import openapi, openapi_text

COMMITTED = Path(__file__).resolve().parents[3] / "docs" / "reference" / "openapi.json"


@pytest.fixture(autouse=True)
def clock() -> None:
    """Ask for no town: a contract needs none."""


def test_what_is_committed_is_what_the_code_says():
    assert COMMITTED.read_text(encoding="utf-8") == openapi_text(), "run: python docs/generate.py"
    assert CliRunner().invoke(app, ["schema", "openapi"]).stdout == openapi_text()


def test_every_operation_wants_a_token_and_words_its_failures():
    for path, methods in openapi()["paths"].items():
        for method, operation in methods.items():
            assert operation["security"] == [{"Token": []}], path
            failed = {code for code in operation["responses"] if str(code) >= "400"}
            assert {400, 401, 403, 404, 409, 413, 422, 429, 503} <= failed
            names = {one["name"] for one in operation["parameters"]}
            assert (method == "get") != ("Idempotency-Key" in names), path


def test_no_name_of_a_module_stands_in_it():
    assert "quheng_web" not in json.dumps(openapi())
