"""Commands on backups: take one, put one back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quheng.bilingual import Text, counted
from quheng.cli.application import worded, wrote
from quheng.cli.ledger_application import ledger_app, moment, start_django

Backup = Annotated[Path, typer.Argument(help=worded("备份文件。", "The file of the backup."))]


@ledger_app.command(
    help=worded(
        "备份数据库和附件到一个新文件，不停用台账。",
        "Write the database and the attached files into one new file, while the ledger is used.",
    )
)
def backup(file: Backup) -> None:
    """Take a backup; a file that is there is never written over."""
    start_django()
    from quheng.ledger.backup import back_up

    back_up(file.absolute(), moment())
    wrote(file)


@ledger_app.command(
    help=worded("把备份恢复到空的数据库。", "Put a backup back into a database that is empty.")
)
def restore(file: Backup) -> None:
    """Put a backup back; a database that is not empty is never written over."""
    start_django()
    from quheng.ledger.backup import restore as put_back
    from quheng.ledger.models import CaseRow

    contents = put_back(file)
    count = CaseRow.objects.count()
    cases = counted(count, "case", "cases")
    made = f"{contents.made_at:%Y-%m-%d %H:%M}"
    done = Text(
        zh=f"已恢复 {made} 的备份，办件 {count} 件；请核验：quheng ledger verify",
        en=f"restored the backup of {made}: {cases}; now prove it: quheng ledger verify",
    )
    typer.echo(str(done))
