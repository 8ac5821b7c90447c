"""What the commands on the ledger share: their place, their arguments, Django, the time, words for people."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from quheng.bilingual import Text, listed
from quheng.cli.application import app, worded
from quheng.errors import MethodError, Problem, Where

if TYPE_CHECKING:
    from datetime import datetime

    from quheng.ledger.importing import Imported
    from quheng.ledger.programmes.declared import Sensitivity

WRONG = 1
"""The exit code of a check that found something."""

ledger_app = typer.Typer(
    no_args_is_help=True,
    help=worded(
        "服务台账：建库、导入、核验、重放、锚定。", "The ledger: set up, import, prove, rebuild, anchor."
    ),
)
app.add_typer(ledger_app, name="ledger")
ledger_import_app = typer.Typer(
    no_args_is_help=True,
    help=worded("导入名录；出错的行逐一指出。", "Import the register; every wrong row is named."),
)
ledger_app.add_typer(ledger_import_app, name="import")

Table = Annotated[Path, typer.Argument(help=worded("CSV 或 XLSX 文件。", "A CSV or XLSX file."))]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help=worded("只检查，不写入。", "Check everything, write nothing."))
]


def start_django() -> None:
    """Make the settings of the web those of this process, before anything of the database is imported."""
    try:
        import django
    except ImportError:
        raise MethodError(
            Problem(
                Text(zh="没有安装 Django", en="Django is not installed"),
                Where(),
                Text(zh='请安装：pip install "quheng[web]"', en='install it: pip install "quheng[web]"'),
            )
        ) from None
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quheng.web.settings")
    django.setup()


def out_of_service(error: Exception) -> Problem | None:
    """Return why the database or its disk cannot be used; None for any other error."""
    if "django.db" not in sys.modules:
        return None
    from quheng.ledger.out_of_service import why_out_of_service

    found = why_out_of_service(error)
    return found.problem if found else None


def moment() -> datetime:
    """Return the time in Beijing."""
    from quheng.web.moment import now

    return now()


def read_day(text: str) -> date:
    """Return the day that was typed."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise MethodError(
            Problem(
                Text(zh=f"{text!r} 不是日期", en=f"{text!r} is not a day"),
                Where(field="--day"),
                Text(zh="请写成 2026-03-02", en="write it as 2026-03-02"),
            )
        ) from None


def read_sensitivity(text: str) -> Sensitivity:
    """Return the sensitivity that was typed."""
    from quheng.ledger.programmes.declared import Sensitivity

    found = next((one for one in get_args(Sensitivity) if one == text), None)
    if found is None:
        known = listed(get_args(Sensitivity))
        raise MethodError(
            Problem(
                Text(zh=f"没有敏感级别 {text}", en=f"there is no sensitivity {text}"),
                Where(field="--sensitivity"),
                Text(zh=f"可用：{known.zh}", en=f"allowed: {known.en}"),
            )
        )
    sensitivity: Sensitivity = found
    return sensitivity


def say(found: Imported) -> None:
    """Print what an import came to."""
    typer.echo(str(found.speak()))
