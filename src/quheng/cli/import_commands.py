"""Commands that take people, projects, sites and cases in from tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quheng.bilingual import Text
from quheng.cli.application import worded
from quheng.cli.ledger_application import DryRun, Table, ledger_import_app, moment, say, start_django
from quheng.errors import NotFoundError, Problem, Where


@ledger_import_app.command(
    "people", help=worded("导入人员：identity_number, name, phone, organisation。", "Import people.")
)
def import_people(table: Table, dry_run: DryRun = False) -> None:
    """Take people in."""
    start_django()
    from quheng.ledger.importing import import_people as take_in

    say(take_in(table, dry_run=dry_run))


@ledger_import_app.command(
    "projects", help=worded("导入项目：code, name, enterprise, organisation。", "Import projects.")
)
def import_projects(table: Table, dry_run: DryRun = False) -> None:
    """Take projects in."""
    start_django()
    from quheng.ledger.importing import import_projects as take_in

    say(take_in(table, dry_run=dry_run))


@ledger_import_app.command(
    "sites", help=worded("导入场所：code, name, address, enterprise, organisation。", "Import sites.")
)
def import_sites(table: Table, dry_run: DryRun = False) -> None:
    """Take sites in."""
    start_django()
    from quheng.ledger.importing import import_sites as take_in

    say(take_in(table, dry_run=dry_run))


@ledger_import_app.command(
    "cases", help=worded("导入办件；重复导入不会重复。", "Import cases; twice is once.")
)
def import_cases(
    programme: Annotated[str, typer.Argument(help=worded("服务事项名。", "The name of a programme."))],
    table: Table,
    account: Annotated[
        str, typer.Option("--as", help=worded("以哪个账号受理。", "The account that opens them."))
    ],
    skip_wrong: Annotated[
        Path | None,
        typer.Option(
            help=worded(
                "导入无误的行，错误的行连同原因写入此 CSV。",
                "Import what is right; write the wrong rows with reasons to this CSV.",
            )
        ),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Open a case for each row."""
    start_django()
    from django.contrib.auth.models import User

    from quheng.ledger.importing import import_cases as take_in
    from quheng.ledger.scope import viewer_of

    person = User.objects.filter(username=account).first()
    if person is None:
        raise NotFoundError(
            Problem(Text(zh=f"没有账号 {account}", en=f"there is no account {account}"), Where(field="--as"))
        )
    now = moment()
    viewer = viewer_of(person, now.date())
    found = take_in(table, programme, viewer, now, dry_run=dry_run, skip_wrong=skip_wrong)
    typer.echo(str(found.speak()))
