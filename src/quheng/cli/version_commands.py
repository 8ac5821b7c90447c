"""Commands on versions of programmes: publish one, bring open cases to it, retire one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from quheng.bilingual import Text, counted
from quheng.cli.application import worded
from quheng.cli.ledger_application import WRONG, ledger_app, moment, start_django

if TYPE_CHECKING:
    from quheng.ledger.cases import Refusal
    from quheng.ledger.migrating import Outcome

SHOWN = 20
"""How many cases that cannot come over are told."""

Programme = Annotated[str, typer.Argument(help=worded("服务事项名。", "The name of a programme."))]


@ledger_app.command(
    help=worded("发布服务事项的下一个版本。", "Publish a programme's next version, for good.")
)
def publish(
    file: Annotated[
        Path, typer.Argument(help=worded("服务事项的 YAML 文件。", "The YAML file of a programme."))
    ],
    author: Annotated[str, typer.Option(help=worded("编写的人。", "Who wrote it."))],
    approver: Annotated[str, typer.Option(help=worded("批准的人。", "Who approves it."))],
) -> None:
    """Publish a version."""
    start_django()
    from quheng.declarations import read_yaml
    from quheng.ledger.published import publish_version

    version = publish_version(read_yaml(file), str(file), author, approver, moment())
    name, number, first = version.programme, version.number, version.first
    typer.echo(
        str(
            Text(
                zh=f"已发布 {name} 第 {number} 版，自 {first} 起施行",
                en=f"published {name}, version {number}, in force from {first}",
            )
        )
    )


@ledger_app.command(
    help=worded(
        "把在办件迁移到新版本：一人提出，另一人批准。",
        "Bring open cases to a version: one account orders it, another approves it.",
    )
)
def migrate(
    programme: Programme,
    to: Annotated[
        int, typer.Option("--to", help=worded("写有 migrate 的版本。", "The version with migrate."))
    ],
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help=worded("只报告，不写入。", "Say what it comes to, write nothing.")),
    ] = False,
    author: Annotated[
        str | None, typer.Option(help=worded("提出的账号。", "The account that orders it."))
    ] = None,
    approver: Annotated[
        str | None,
        typer.Option(help=worded("批准并执行的账号。", "The account that approves it; it is carried out.")),
    ] = None,
    revert: Annotated[
        bool, typer.Option("--revert", help=worded("撤回（30 天内）。", "Take it back, within 30 days."))
    ] = False,
) -> None:
    """Plan a migration, order it, or approve and carry out the order that waits."""
    start_django()
    from quheng.ledger.cases import Refusal
    from quheng.ledger.migrating import approve_migration, find_order, order_migration, plan_migration
    from quheng.ledger.store import Store

    now = moment()
    if approver is not None and not dry_run:
        order = find_order(programme, to, approver, reverts=revert)
        if order is None:
            _say_no(Text(zh="没有待批准的迁移指令", en="no order waits for approval"))
        _tell(approve_migration(order.pk, approver, Store(), now), Text(zh="已迁移", en="brought over"))
        return
    planned = plan_migration(programme, to, now, reverts=revert)
    _tell(planned, Text(zh="可迁移", en="can come over"))
    if author is not None and not dry_run and not isinstance(planned, Refusal):
        order_or_refusal = order_migration(programme, to, author, now, reverts=revert)
        if isinstance(order_or_refusal, Refusal):
            _say_no(order_or_refusal)
        typer.echo(
            str(
                Text(
                    zh=f"{author} 已提出，待另一人批准（--approver）",
                    en=f"ordered by {author}: it waits for another account's approval (--approver)",
                )
            )
        )


@ledger_app.command(help=worded("停用没有在办件的版本。", "Retire a version without open cases."))
def retire(
    programme: Programme,
    version: Annotated[int, typer.Option(help=worded("版本号。", "The number of the version."))],
    author: Annotated[str, typer.Option(help=worded("提出的人。", "Who asks for it."))],
    approver: Annotated[str, typer.Option(help=worded("批准的人。", "Who approves it."))],
) -> None:
    """Retire a version."""
    start_django()
    from quheng.ledger.cases import Refusal
    from quheng.ledger.retiring import retire_version

    found = retire_version(programme, version, author, approver, moment())
    if isinstance(found, Refusal):
        _say_no(found)
    typer.echo(
        str(Text(zh=f"已停用 {programme} 第 {version} 版", en=f"retired {programme}, version {version}"))
    )


def _tell(outcome: Outcome | Refusal, verb: Text) -> None:
    from quheng.ledger.cases import Refusal

    if isinstance(outcome, Refusal):
        _say_no(outcome)
    count, left = len(outcome.done), len(outcome.left)
    cases = counted(count, "case", "cases")
    typer.echo(
        str(
            Text(
                zh=f"{outcome.programme} 第 {outcome.origin} 版到第 {outcome.target} 版："
                f"{verb.zh} {count} 件，不能 {left} 件",
                en=f"{outcome.programme}, version {outcome.origin} to {outcome.target}: {cases} {verb.en}, "
                f"{left} cannot",
            )
        )
    )
    for number, reason in outcome.left[:SHOWN]:
        typer.echo(f"{number}: {reason}", err=True)
    if left > SHOWN:
        typer.echo(str(Text(zh=f"……另有 {left - SHOWN} 件", en=f"... and {left - SHOWN} more")), err=True)


def _say_no(reason: object) -> NoReturn:
    typer.echo(str(reason), err=True)
    sys.exit(WRONG)
