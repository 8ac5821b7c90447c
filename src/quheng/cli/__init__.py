"""The command line: its commands by subject, and `main`."""

from __future__ import annotations

import sys

import typer

from quheng.bilingual import Text
from quheng.cli import (
    api_commands,
    backup_commands,
    cadence_commands,
    edition_commands,
    evidence_commands,
    figure_commands,
    folder_commands,
    import_commands,
    ledger_commands,
    person_commands,
    robustness_commands,
    schema_commands,
    scorecard_commands,
    serve_commands,
    version_commands,
    worker_commands,
)
from quheng.cli.application import app
from quheng.cli.ledger_application import out_of_service
from quheng.errors import QuhengError

__all__ = [
    "api_commands",
    "app",
    "backup_commands",
    "cadence_commands",
    "edition_commands",
    "evidence_commands",
    "figure_commands",
    "folder_commands",
    "import_commands",
    "ledger_commands",
    "main",
    "person_commands",
    "robustness_commands",
    "schema_commands",
    "scorecard_commands",
    "serve_commands",
    "version_commands",
    "worker_commands",
]

BAD_INPUT = 2


def main() -> None:
    """Run the command line; bad input and a database that cannot be used are worded, never a traceback."""
    try:
        app()
    except QuhengError as error:
        typer.echo(str(error), err=True)
        sys.exit(BAD_INPUT)
    except OSError as error:
        place, reason = error.filename or "", error.strerror or str(error)
        typer.echo(
            str(Text(zh=f"无法读写 {place}：{reason}", en=f"cannot read or write {place}: {reason}")),
            err=True,
        )
        sys.exit(BAD_INPUT)
    except Exception as error:
        problem = out_of_service(error)
        if problem is None:
            raise
        typer.echo(str(problem), err=True)
        sys.exit(BAD_INPUT)
