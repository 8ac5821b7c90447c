"""Commands that print the JSON Schema of a declaration."""

from __future__ import annotations

import json

import typer

from quheng.cli.application import schema_app, worded


@schema_app.command("index", help=worded("index.yaml 的 JSON Schema。", "The JSON Schema of index.yaml."))
def schema_index() -> None:
    """Print the JSON Schema of index.yaml."""
    from quheng.index import IndexDeclaration

    schema = IndexDeclaration.model_json_schema(mode="validation")
    typer.echo(json.dumps(schema, ensure_ascii=False, indent=2))
