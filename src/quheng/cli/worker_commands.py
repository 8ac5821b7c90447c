"""Commands of the worker: work, messages, a year's notice, health."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from quheng.bilingual import Text, counted
from quheng.cli.application import worded
from quheng.cli.ledger_application import WRONG, DryRun, ledger_app, moment, start_django


@ledger_app.command(
    help=worded("后台任务：扫描时限、投递消息、每日锚定。", "The worker: deadlines, messages, anchors.")
)
def work(
    once: Annotated[
        bool, typer.Option("--once", help=worded("全部做一遍即退出。", "Do everything once, and end."))
    ] = False,
) -> None:
    """Run the worker until it is stopped, or every duty once; fail where one of them cannot be done."""
    start_django()
    if not once:
        from quheng.ledger.working.consuming import consume

        consume(moment, lambda words: typer.echo(str(words)))
        return
    from quheng.ledger.working import run_all

    ran = run_all(moment())
    for one in ran:
        typer.echo(str(one.speak()), err=one.failed is not None)
    if any(one.failed for one in ran):
        sys.exit(WRONG)


@ledger_app.command(
    help=worded("装入一年的放假通知并重算时限。", "Load a year's notice, and count deadlines again.")
)
def calendar(
    notice: Annotated[Path, typer.Argument(help=worded("该年的 YAML 文件。", "The YAML file of the year."))],
    by: Annotated[str, typer.Option(help=worded("装入人。", "Who loads it."))],
    name: Annotated[str, typer.Option("--calendar", help=worded("哪个日历。", "Which calendar."))] = "china",
    dry_run: DryRun = False,
) -> None:
    """Load the holidays of a year; fail where a case could not be counted again."""
    start_django()
    from quheng.ledger.calendar_notice import load_notice

    found = load_notice(notice, by, moment(), name, dry_run=dry_run)
    typer.echo(str(found.speak()))
    for case in found.refused:
        typer.echo(str(case), err=True)
    if found.refused:
        sys.exit(WRONG)


@ledger_app.command(
    help=worded("查看投递失败的消息，或重发。", "Show the messages that were given up, or send them again.")
)
def outbox(
    retry: Annotated[
        bool, typer.Option("--retry", help=worded("全部重发。", "Let them all be sent again."))
    ] = False,
) -> None:
    """List dead letters with their reasons."""
    start_django()
    from quheng.ledger.models import OutboxMessage
    from quheng.ledger.outbox import retry_dead

    if retry:
        count = retry_dead()
        again = counted(count, "message is", "messages are")
        typer.echo(str(Text(zh=f"{count} 条消息待重发", en=f"{again} to be sent again")))
        return
    for message in OutboxMessage.objects.filter(state=OutboxMessage.DEAD).order_by("id"):
        typer.echo(f"{message.key}\t{Text(zh=message.error_zh, en=message.error_en)}")


@ledger_app.command(
    help=worded(
        "健康检查；有问题时退出码为 1。", "Look at what has to be looked at; fail where something is wrong."
    )
)
def health() -> None:
    """Print every finding, and fail where one is not as it should be."""
    start_django()
    from quheng.ledger.health import health as look
    from quheng.ledger.health import is_well
    from quheng.ledger.health_folders import folders

    findings = look(moment(), folders())
    for finding in findings:
        mark = "+" if finding.ok else "!"
        typer.echo(f"{mark} {finding.words}", err=not finding.ok)
        if finding.remedy is not None:
            typer.echo(f"  → {finding.remedy}", err=True)
    if not is_well(findings):
        sys.exit(WRONG)
