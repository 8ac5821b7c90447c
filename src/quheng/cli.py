"""The command line: build, verify, list, show, new, import, export, schema."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quheng.bilingual import Text, counted, use_language
from quheng.errors import QuhengError

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from quheng.robustness import Study
    from quheng.robustness.run import Progress
    from quheng.workbench import OpenEdition

BAD_INPUT = 2
DIFFERENT = 1
INTERRUPTED = 130


NOTHING_VARIES = Text(
    zh="index.yaml 的 robustness.vary 没有列出任何不确定选择，未作不确定性分析",
    en="robustness.vary of index.yaml names no uncertain choice: there is no uncertainty study",
)


class LanguageOption(StrEnum):
    """The languages of messages."""

    zh = "zh"
    en = "en"


class ScaleOption(StrEnum):
    """The scales of a panel."""

    pooled = "pooled"
    each = "each"


def _help(zh: str, en: str) -> str:
    return str(Text(zh=zh, en=en))


app = typer.Typer(
    name="quheng",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help=_help("区衡：由公开数据编制可核查的指数。", "Quheng: auditable indices from public data."),
)
schema_app = typer.Typer(
    no_args_is_help=True,
    help=_help("打印声明文件的 JSON Schema。", "Print the JSON Schema of a declaration."),
)
app.add_typer(schema_app, name="schema")
import_app = typer.Typer(
    no_args_is_help=True,
    help=_help("导入其他工具编制的指数。", "Import an index built with another tool."),
)
app.add_typer(import_app, name="import")

IndexName = Annotated[
    str,
    typer.Argument(
        help=_help("指数文件夹或内置指数名。", "An index folder, or the name of a shipped index.")
    ),
]
Workers = Annotated[
    int,
    typer.Option(min=1, max=256, help=_help("线程数；结果与之无关。", "Threads; the result is the same.")),
]


@app.callback()
def _language(
    lang: Annotated[
        LanguageOption | None,
        typer.Option(
            help=_help("信息的语言，默认随系统。", "Language of messages; by default the system's.")
        ),
    ] = None,
) -> None:
    if lang:
        use_language(lang.value)


@app.command(help=_help("生成指数的一个版次。", "Build an edition of an index."))
def build(
    index: IndexName,
    out: Annotated[
        Path | None,
        typer.Option(
            help=_help("写入的文件夹，默认 out/ 之下同名文件夹。", "Folder to write; by default out/INDEX.")
        ),
    ] = None,
    replicates: Annotated[
        int | None,
        typer.Option(
            min=0,
            help=_help(
                "不确定性分析的重复次数，0 为不做；默认按 index.yaml。",
                "Replicates of the uncertainty study, 0 for none; by default as index.yaml says.",
            ),
        ),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=2**64 - 1,
            help=_help("随机种子；默认按 index.yaml。", "Seed; by default index.yaml's."),
        ),
    ] = None,
    workers: Workers = 1,
    dask: Annotated[
        str | None,
        typer.Option(help=_help("在 Dask 集群上计算：调度器地址。", "Run on a Dask cluster: its scheduler.")),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            help=_help("数据的时期；默认取各指标最近一期。", "Period; by default each indicator's latest.")
        ),
    ] = None,
) -> None:
    """Build an edition and write it."""
    from quheng.index.uncertain import Vary
    from quheng.publish import require_place, write_edition
    from quheng.publish.terminal import print_edition
    from quheng.workbench import open_index

    opened = open_index(index)
    edition = opened.build(period)
    folder = out or Path("out") / _own_name(index)
    require_place(folder)
    varies = opened.declaration.robustness.vary != Vary()
    study = _studied(edition, folder, replicates, seed, workers, dask) if varies and replicates != 0 else None
    notes = write_edition(edition, study, folder)
    if not varies and replicates != 0:
        notes = (*notes, NOTHING_VARIES)
    _say(*opened.inputs.notes, *edition.data.notes, *notes)
    print_edition(edition, study, folder)


@app.command(help=_help("按多个时期生成，写出一张表。", "Build many periods, and write one table."))
def panel(
    index: IndexName,
    out: Annotated[
        Path, typer.Option(help=_help("写入的 CSV 或 Parquet 文件。", "CSV or Parquet file to write."))
    ],
    periods: Annotated[
        str | None,
        typer.Option(
            help=_help("时期，逗号分隔；默认全部。", "Periods, separated by commas; by default all.")
        ),
    ] = None,
    scale: Annotated[
        ScaleOption | None,
        typer.Option(
            help=_help("pooled：各期同一尺度；each：各期自成尺度。", "pooled: one scale; each: each its own.")
        ),
    ] = None,
) -> None:
    """Build an index for many periods: period, unit, name, rank, score and pillars."""
    from quheng.publish.tables import write_table
    from quheng.workbench import open_index

    texts = [text.strip() for text in periods.split(",")] if periods else None
    built = open_index(index).build_panel(texts, scale.value if scale else None)
    write_table(built.scores, out)
    typer.echo(
        str(
            Text(
                zh=f"{len(built.periods)} 个时期，已写入 {out}",
                en=f"{counted(len(built.periods), 'period', 'periods')}, written to {out}",
            )
        )
    )


@app.command(help=_help("核对并重建一个版次。", "Check an edition and rebuild it."))
def verify(
    folder: Annotated[Path, typer.Argument(help=_help("版次文件夹。", "The folder of an edition."))],
    workers: Workers = 1,
) -> None:
    """Verify an edition: exit code 0 where it is the same, 1 where it differs."""
    from quheng.publish import verify as verify_edition

    found = verify_edition(folder, workers=workers)
    _say(*found.remarks)
    for difference in found.differences:
        typer.echo(str(difference))
    if not found.same:
        typer.echo(str(Text(zh="不一致", en="not the same")))
        raise typer.Exit(DIFFERENT)
    typer.echo(str(Text(zh="一致", en="the same")))


@app.command("list", help=_help("列出内置指数。", "List the shipped indices."))
def list_indices() -> None:
    """List the indices of the library."""
    from quheng.index import find_index, read_declaration
    from quheng.library import index_names

    for name in index_names():
        declaration = read_declaration((find_index(name) / "index.yaml").read_text(encoding="utf-8"))
        typer.echo(f"{name}\t{declaration.title}")


@app.command(
    help=_help("查看一个评价对象：名次、得分、每个数的来源。", "Show a unit: rank, scores, sources.")
)
def show(
    unit: Annotated[str, typer.Argument(help=_help("代码或名称。", "Its code or name."))],
    index: Annotated[
        str, typer.Option(help=_help("指数文件夹或内置指数名。", "An index folder or name."))
    ] = "district-investment",
) -> None:
    """Show one unit of an index."""
    from quheng.publish.terminal import print_unit
    from quheng.workbench import open_index

    print_unit(open_index(index).build(), unit)


@app.command(help=_help("新建一个指数文件夹。", "Start an index folder."))
def new(
    folder: Annotated[Path, typer.Argument(help=_help("新文件夹。", "The new folder."))],
    table: Annotated[
        Path | None,
        typer.Option(
            "--from",
            help=_help(
                "由表格生成：每行一个评价对象，每列一个指标；或每行一个观测值。",
                "A table: one row a unit and one column an indicator, or one row an observation.",
            ),
        ),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(help=_help("表中数据的时期，如 2024。", "Period of its figures, such as 2024.")),
    ] = None,
    sheet: Annotated[
        str | None,
        typer.Option(
            help=_help(
                "XLSX 的工作表，默认第一个有表格的。",
                "The sheet of an XLSX; by default the first with a table.",
            )
        ),
    ] = None,
) -> None:
    """Start an index folder from the example or from a table."""
    from quheng.index.starting import start_from_example, start_from_table

    if table is None:
        start_from_example(folder)
    else:
        _say(*start_from_table(folder, table, period, sheet))
    _next(folder)


NewFolder = Annotated[Path, typer.Argument(help=_help("新文件夹。", "The new folder."))]


@import_app.command(
    "coinr", help=_help("导入 COINr 的 iData 与 iMeta。", "Import the iData and iMeta of COINr.")
)
def import_from_coinr(
    data: Annotated[Path, typer.Argument(help=_help("iData 表。", "The table iData."))],
    meta: Annotated[Path, typer.Argument(help=_help("iMeta 表。", "The table iMeta."))],
    folder: NewFolder,
    more_data: Annotated[
        list[Path] | None,
        typer.Option(
            help=_help("另外的数据表，如分母表。", "A further table of data, such as denominators.")
        ),
    ] = None,
    more_meta: Annotated[
        list[Path] | None,
        typer.Option(
            help=_help("另外的元数据表，如 AggMeta。", "A further table of metadata, such as AggMeta.")
        ),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(help=_help("无 Time 列时数据的时期。", "The period, where there is no column Time.")),
    ] = None,
) -> None:
    """Import COINr's tables."""
    from quheng.index.importing import import_coinr

    _say(*import_coinr([data, *(more_data or [])], [meta, *(more_meta or [])], folder, period))
    _next(folder)


@import_app.command(
    "coin-tool", help=_help("导入 JRC 的 COIN Tool 工作簿。", "Import a workbook of the JRC's COIN Tool.")
)
def import_from_coin_tool(
    workbook: Annotated[Path, typer.Argument(help=_help("XLSX 或 XLSM 文件。", "An XLSX or XLSM file."))],
    folder: NewFolder,
    period: Annotated[
        str, typer.Option(help=_help("数据的时期，如 2024。", "Period of its figures, such as 2024."))
    ],
) -> None:
    """Import a workbook of the COIN Tool."""
    from quheng.index.importing import import_coin_tool

    _say(*import_coin_tool(workbook, folder, period))
    _next(folder)


@app.command(help=_help("导出数据、得分和名次。", "Export the data, scores and ranks."))
def export(
    index: IndexName,
    sdmx: Annotated[Path, typer.Option(help=_help("写入的 SDMX-CSV 文件。", "The SDMX-CSV file to write."))],
) -> None:
    """Export an edition as SDMX-CSV."""
    from quheng.publish.sdmx_csv import write_sdmx_csv
    from quheng.workbench import open_index

    write_sdmx_csv(open_index(index).build(), sdmx)
    typer.echo(str(Text(zh=f"已写入 {sdmx}", en=f"wrote {sdmx}")))


@schema_app.command("index", help=_help("index.yaml 的 JSON Schema。", "The JSON Schema of index.yaml."))
def schema_index() -> None:
    """Print the JSON Schema of index.yaml."""
    from quheng.index import IndexDeclaration

    schema = IndexDeclaration.model_json_schema(mode="validation")
    typer.echo(json.dumps(schema, ensure_ascii=False, indent=2))


def main() -> None:
    """Run the command line; bad input is worded, never a traceback."""
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


def _next(folder: Path) -> None:
    typer.echo(
        str(Text(zh=f"已写入 {folder}；下一步：", en=f"wrote {folder}; next: "))
        + f"quheng build {shlex.quote(str(folder))}"
    )


def _studied(
    edition: OpenEdition,
    folder: Path,
    replicates: int | None,
    seed: int | None,
    workers: int,
    dask: str | None,
) -> Study:
    """Run the study; where it is stopped, say that the same command goes on from there."""
    title = Text(zh="不确定性分析", en="uncertainty study")
    try:
        with _progress(title) as progress, _cluster(dask) as executor:
            return edition.uncertainty(
                replicates,
                seed=seed,
                workers=workers,
                executor=executor,
                progress=progress,
                checkpoint=_checkpoint_beside(folder),
            )
    except KeyboardInterrupt:
        stopped = Text(zh="已停止；再次运行同一命令将继续", en="stopped; the same command goes on from here")
        typer.echo(str(stopped), err=True)
        raise typer.Exit(INTERRUPTED) from None


def _own_name(index: str) -> str:
    """Return the name of an index's folder, so that two indices never share an edition by default."""
    return Path(index).resolve().name if Path(index).is_dir() else index


def _checkpoint_beside(folder: Path) -> Path:
    """Return the file beside the edition's folder in which a stopped study is kept."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    return folder.parent / f".{folder.name}.study"


@contextmanager
def _cluster(address: str | None) -> Iterator[Executor | None]:
    """Connect to a Dask scheduler; nothing where none is named."""
    if address is None:
        yield None
        return
    from quheng.robustness.cluster import dask_executor

    with dask_executor(address) as executor:
        yield executor


def _say(*notes: Text) -> None:
    for note in notes:
        typer.echo(str(Text(zh=f"注意：{note.zh}", en=f"note: {note.en}")), err=True)


@contextmanager
def _progress(title: Text) -> Iterator[Progress | None]:
    """Show a bar on a terminal; nothing where the output goes to a file."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(str(title), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
