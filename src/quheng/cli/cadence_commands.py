"""Commands on what comes round: put subjects on a list, open what is due."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from quheng.bilingual import Text, counted
from quheng.cli.application import worded
from quheng.cli.ledger_application import WRONG, ledger_app, moment, start_django


@ledger_app.command(
    "list",
    help=worded("把名录中的对象列入节奏名单。", "Put subjects of the register on the list of a cadence."),
)
def put_on_list(
    table: Annotated[
        Path,
        typer.Argument(
            help=worded(
                "CSV 或 XLSX 文件，列为 subject、organisation。", "CSV or XLSX: subject, organisation."
            )
        ),
    ],
    programme: Annotated[str, typer.Option(help=worded("服务事项。", "The programme."))],
    cadence: Annotated[str, typer.Option(help=worded("节奏。", "The cadence."))],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=worded("只检查，不写入。", "Check everything, write nothing."))
    ] = False,
) -> None:
    """Put subjects on a list, all or none."""
    start_django()
    from quheng.ledger.cadences import read_list

    typer.echo(str(read_list(table, programme, cadence, moment().date(), dry_run=dry_run).speak()))


@ledger_app.command(help=worded("按节奏开出到期的办件。", "Open the cases whose day has come."))
def plan() -> None:
    """Open what is due, and fail where something could not be opened."""
    start_django()
    from quheng.ledger.cadences import plan as open_due

    opened = refused = 0
    for found in open_due(moment()):
        what = f"{found.programme}/{found.cadence} {found.day}"
        if found.refusal is None:
            opened += 1
            typer.echo(f"{found.number} {what}")
        else:
            refused += 1
            typer.echo(f"{what}: {found.refusal}", err=True)
    count = counted(opened, "case", "cases")
    typer.echo(str(Text(zh=f"开出 {opened} 件", en=f"opened {count}")))
    if refused:
        sys.exit(WRONG)
