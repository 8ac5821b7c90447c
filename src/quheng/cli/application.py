"""The application that commands join: its language, its groups, and what every command says alike."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from quheng.bilingual import Text, use_language


class LanguageOption(StrEnum):
    """The languages of messages."""

    zh = "zh"
    en = "en"


def worded(zh: str, en: str) -> str:
    """Return a help text in the language of the terminal."""
    return str(Text(zh=zh, en=en))


app = typer.Typer(
    name="quheng",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help=worded("区衡：由公开数据编制可核查的指数。", "Quheng: auditable indices from public data."),
)
schema_app = typer.Typer(
    no_args_is_help=True,
    help=worded("打印声明文件的 JSON Schema。", "Print the JSON Schema of a declaration."),
)
app.add_typer(schema_app, name="schema")
import_app = typer.Typer(
    no_args_is_help=True,
    help=worded("导入其他工具编制的指数。", "Import an index built with another tool."),
)
app.add_typer(import_app, name="import")


IndexName = Annotated[
    str,
    typer.Argument(
        help=worded("指数文件夹或内置指数名。", "An index folder, or the name of a shipped index.")
    ),
]
Workers = Annotated[
    int,
    typer.Option(min=1, max=256, help=worded("线程数；结果与之无关。", "Threads; the result is the same.")),
]


@app.callback()
def _language(
    lang: Annotated[
        LanguageOption | None,
        typer.Option(
            help=worded("信息的语言，默认随系统。", "Language of messages; by default the system's.")
        ),
    ] = None,
) -> None:
    if lang:
        use_language(lang.value)


def say(*notes: Text) -> None:
    """Print notes beside the output."""
    for note in notes:
        typer.echo(str(Text(zh=f"注意：{note.zh}", en=f"note: {note.en}")), err=True)


def wrote(place: Path) -> None:
    """Say where a result was written."""
    typer.echo(str(Text(zh=f"已写入 {place}", en=f"wrote {place}")))
