"""Commands that print the JSON Schema of a declaration."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typer

from quheng.cli.application import schema_app, worded

if TYPE_CHECKING:
    from pydantic import BaseModel


@schema_app.command("index", help=worded("index.yaml 的 JSON Schema。", "The JSON Schema of index.yaml."))
def schema_index() -> None:
    """Print the JSON Schema of index.yaml."""
    from quheng.index import IndexDeclaration

    _print_schema(IndexDeclaration)


@schema_app.command("scorecard", help=worded("评价表的 JSON Schema。", "The JSON Schema of a scorecard."))
def schema_scorecard() -> None:
    """Print the JSON Schema of a scorecard."""
    from quheng.scorecard import ScorecardDeclaration

    _print_schema(ScorecardDeclaration)


@schema_app.command(
    "calendar", help=worded("日历中一年的 JSON Schema。", "The JSON Schema of one year of a calendar.")
)
def schema_calendar() -> None:
    """Print the JSON Schema of a calendar year."""
    from quheng.calendars import CalendarYear

    _print_schema(CalendarYear)


def _print_schema(model: type[BaseModel]) -> None:
    schema = model.model_json_schema(mode="validation")
    typer.echo(json.dumps(schema, ensure_ascii=False, indent=2))
