"""Serve the ledger's pages, with its worker beside: on the database of the settings, or a sample district."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from quheng.bilingual import Text, current_language
from quheng.cli.application import app, say, worded
from quheng.cli.ledger_application import moment, start_django
from quheng.cli.processes import run_together
from quheng.errors import MethodError, Problem, Where

PASSWORD_BYTES = 9

SIGNS = {"zh": ("账号", "姓名", "角色", "单位"), "en": ("account", "name", "role", "organisation")}


@app.command(
    help=worded(
        "启动服务台账的网页和后台任务；--demo 自带示例区。",
        "Serve the ledger's pages and its worker; --demo brings a sample district.",
    )
)
def serve(
    demo: Annotated[
        bool,
        typer.Option(
            "--demo", help=worded("用 SQLite 装入示例区，并打印谁能登录。", "A sample district on SQLite.")
        ),
    ] = False,
    folder: Annotated[
        Path | None,
        typer.Option(
            help=worded("示例区的文件夹，默认临时。", "Folder of the sample; by default temporary.")
        ),
    ] = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help=worded("端口。", "The port."))] = 8000,
    host: Annotated[
        str,
        typer.Option(help=worded("监听的地址，默认只限本机。", "Where to listen; here alone by default.")),
    ] = "127.0.0.1",
    workers: Annotated[
        int, typer.Option(min=1, max=64, help=worded("网页进程数。", "Processes that answer pages."))
    ] = 2,
) -> None:
    """Run the pages and the worker until one of them ends or somebody stops them."""
    if folder is not None and not demo:
        raise MethodError(
            Problem(
                Text(zh="--folder 只与 --demo 同用", en="--folder goes with --demo alone"),
                Where(field="--folder"),
                Text(zh="数据库用 QUHENG_DATABASE 指定", en="the database is named by QUHENG_DATABASE"),
            )
        )
    if demo and folder is None:
        with tempfile.TemporaryDirectory(prefix="quheng-demo-") as temporary:
            _use_sample(Path(temporary), host)
            _run(host, port, workers)
        return
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        _use_sample(folder.absolute(), host)
    else:
        _use_settings()
    _run(host, port, workers)


def _use_sample(folder: Path, host: str) -> None:
    """Point the settings at a folder, put the sample district there if it is not, and say who can sign in."""
    os.environ.update(
        {
            "QUHENG_DATABASE": f"sqlite:///{folder / 'ledger.sqlite3'}",
            "QUHENG_FILES": str(folder / "files"),
            "QUHENG_SECRET_KEY": secrets.token_hex(32),
            "QUHENG_HTTP": "1",
            "QUHENG_HOSTS": ",".join(dict.fromkeys(("localhost", "127.0.0.1", host))),
        }
    )
    say(Text(zh=f"正在准备示例区：{folder}", en=f"preparing the sample district in {folder}"))
    start_django()
    from django.core.management import call_command

    from quheng.ledger.naming import organisations
    from quheng.ledger.sample import load_district
    from quheng.ledger.sample.signing_in import let_sign_in
    from quheng.ledger.setting_up import publish_shipped

    call_command("migrate", verbosity=0, interactive=False)
    publish_shipped("demo", moment())
    if not organisations():
        load_district()
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    people = let_sign_in(password)
    language = current_language()
    lines = [SIGNS[language]]
    lines += [
        (one.account, one.name, one.role.speak(language), one.organisation.speak(language)) for one in people
    ]
    for line in lines:
        typer.echo("  ".join(_padded(cell, width) for cell, width in zip(line, (12, 8, 24, 0), strict=True)))
    every = Text(zh=f"所有人的口令：{password}", en=f"everybody's password: {password}")
    typer.echo(str(every))


def _use_settings() -> None:
    """Use the database of the settings, if it is ready."""
    os.environ.setdefault("QUHENG_SECRET_KEY", secrets.token_hex(32))
    start_django()
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from quheng.ledger.out_of_service import no_tables

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise MethodError(no_tables().problem)
    connection.close()


def _run(host: str, port: int, workers: int) -> None:
    import sys

    typer.echo(
        str(
            Text(
                zh=f"打开 http://{host}:{port}/ ，按 Ctrl-C 停止",
                en=f"open http://{host}:{port}/; stop with Ctrl-C",
            )
        )
    )
    web = [sys.executable, "-m", "gunicorn", "quheng.web.wsgi:application", "--bind", f"{host}:{port}"]
    web += [
        "--worker-class",
        "gthread",
        "--workers",
        str(workers),
        "--threads",
        "8",
        "--graceful-timeout",
        "10",
    ]
    run_together(web, [sys.executable, "-m", "quheng", "ledger", "work"])


def _padded(cell: str, width: int) -> str:
    """Return a cell as wide as its column; Chinese signs count two."""
    wide = sum(2 if sign >= "\u2e80" else 1 for sign in cell)
    return cell + " " * max(0, width - wide)
