"""Commands on programmes and on the ledger: check, explain, set up, import, prove, rebuild, anchor."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from quheng.bilingual import Text, counted, current_language
from quheng.cli.application import LanguageOption, app, schema_app, worded
from quheng.cli.ledger_application import (
    WRONG,
    DryRun,
    Table,
    ledger_app,
    ledger_import_app,
    moment,
    read_day,
    say,
    start_django,
)
from quheng.errors import Problem, Where

CaseNumber = Annotated[
    str | None, typer.Option("--case", help=worded("只处理一个办件。", "One case alone, by its number."))
]


@app.command(help=worded("检查服务事项文件。", "Check files of programmes."))
def check(
    files: Annotated[
        list[Path], typer.Argument(help=worded("服务事项的 YAML 文件。", "YAML files of programmes."))
    ],
) -> None:
    """Name everything that is wrong with some files, and fail where anything is."""
    from quheng.ledger.programmes import check_files

    problems = check_files(files)
    for problem in problems:
        typer.echo(str(problem), err=True)
    count = len(problems)
    if count:
        found = counted(count, "problem", "problems")
        typer.echo(str(Text(zh=f"共 {count} 处问题", en=found)), err=True)
        sys.exit(WRONG)
    checked = counted(len(files), "file: nothing is wrong", "files: nothing is wrong")
    typer.echo(str(Text(zh=f"{len(files)} 个文件，没有问题", en=checked)))


@app.command(
    "explain-programme", help=worded("打印服务事项的说明书。", "Print the guide to a programme, one page.")
)
def explain_programme(
    programme: Annotated[
        str,
        typer.Argument(help=worded("YAML 文件，或内置事项名。", "A YAML file, or a name in the library.")),
    ],
    html: Annotated[
        bool, typer.Option("--html", help=worded("输出 HTML。", "As HTML, not Markdown."))
    ] = False,
    out: Annotated[Path | None, typer.Option(help=worded("写入的文件。", "The file to write."))] = None,
    language: Annotated[
        LanguageOption | None, typer.Option(help=worded("说明书的语言。", "The language of the guide."))
    ] = None,
) -> None:
    """Write the guide of a programme that was checked."""
    from quheng.ledger import guide
    from quheng.ledger.programmes import load_programme, load_roles

    page = guide.page(load_programme(programme), load_roles())
    write = guide.html if html else guide.markdown
    text = write(page, language.value if language else current_language())
    if out is None:
        typer.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
        typer.echo(str(Text(zh=f"已写入 {out}", en=f"wrote {out}")))


@schema_app.command(
    "programme", help=worded("服务事项文件的 JSON Schema。", "The JSON Schema of a programme's file.")
)
def schema_programme() -> None:
    """Print the JSON Schema of a programme."""
    from quheng.ledger.programmes import ProgrammeDeclaration

    schema = ProgrammeDeclaration.model_json_schema(mode="validation")
    typer.echo(json.dumps(schema, ensure_ascii=False, indent=2))


@ledger_app.command(
    help=worded("建库并发布内置服务事项。", "Create the tables, and publish the programmes that ship.")
)
def init(
    approver: Annotated[
        str, typer.Option(help=worded("批准发布的人。", "Who approves the programmes that ship."))
    ],
    sample: Annotated[
        bool, typer.Option("--sample", help=worded("装入示例区。", "Put the sample district in."))
    ] = False,
) -> None:
    """Bring the tables up to date, publish what is not published yet, and put a sample in where wanted."""
    start_django()
    from django.core.management import call_command

    from quheng.ledger.setting_up import publish_shipped

    call_command("migrate", verbosity=0, interactive=False)
    for version in publish_shipped(approver, moment()):
        name, number = version.programme, version.number
        typer.echo(str(Text(zh=f"已发布 {name} 第 {number} 版", en=f"published {name}, version {number}")))
    if sample:
        from quheng.ledger.sample import load_district

        told = load_district()
        count = sum(len(story.numbers) for story in told)
        loaded = counted(count, "case", "cases")
        typer.echo(str(Text(zh=f"已装入示例区，办件 {count} 件", en=f"put in the sample district: {loaded}")))


@ledger_app.command(
    help=worded("核验：链、锚、封存值、各行。", "Prove the record: chains, anchors, sealed values, rows.")
)
def verify(case: CaseNumber = None) -> None:
    """Name every broken place, and fail where there is one."""
    start_django()
    from quheng.ledger.models import CaseRow
    from quheng.ledger.verifying import find_broken

    _require_case(case)
    broken = 0
    for found in find_broken(case):
        broken += 1
        typer.echo(str(found), err=True)
    if broken:
        sys.exit(WRONG)
    count = CaseRow.objects.count() if case is None else 1
    held = counted(count, "case holds", "cases hold")
    typer.echo(str(Text(zh=f"办件 {count} 件，记录完好", en=f"{held} as recorded")))


@ledger_app.command(help=worded("由记录重建各行。", "Rebuild every row from the record."))
def replay(case: CaseNumber = None) -> None:
    """Replay the record."""
    start_django()
    from quheng.ledger.rebuilding import rebuild

    _require_case(case)
    count = rebuild(case).cases
    rebuilt = counted(count, "case", "cases")
    typer.echo(str(Text(zh=f"已重放 {count} 件", en=f"replayed {rebuilt}")))


@ledger_app.command(
    help=worded("当日锚定，打印摘要。", "Anchor the day, and print the digest to keep elsewhere.")
)
def anchor(
    day: Annotated[
        str | None, typer.Option(help=worded("日期，默认今天。", "The day; today by default."))
    ] = None,
) -> None:
    """Anchor the ends of all chains."""
    start_django()
    from quheng.ledger.anchoring import anchor as anchor_day

    made = anchor_day(read_day(day) if day else moment().date())
    typer.echo(f"{made.day} {made.digest}")


@ledger_import_app.command("organisations", help=worded("导入机构。", "Import organisations."))
def import_organisations(table: Table, dry_run: DryRun = False) -> None:
    """Take organisations in."""
    start_django()
    from quheng.ledger.importing import import_organisations as take_in

    say(take_in(table, dry_run=dry_run))


@ledger_import_app.command("enterprises", help=worded("导入企业。", "Import enterprises."))
def import_enterprises(table: Table, dry_run: DryRun = False) -> None:
    """Take enterprises in."""
    start_django()
    from quheng.ledger.importing import import_enterprises as take_in

    say(take_in(table, dry_run=dry_run))


def _require_case(number: str | None) -> None:
    from quheng.errors import NotFoundError
    from quheng.ledger.models import CaseRow

    if number is not None and not CaseRow.objects.filter(number=number).exists():
        raise NotFoundError(
            Problem(Text(zh=f"没有办件 {number}", en=f"there is no case {number}"), Where(field="--case"))
        )
