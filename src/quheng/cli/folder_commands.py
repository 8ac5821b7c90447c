"""Commands on index folders: new, import, export."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from quheng.bilingual import Text
from quheng.cli.application import IndexName, app, import_app, say, worded, wrote


@app.command(help=worded("新建一个指数文件夹。", "Start an index folder."))
def new(
    folder: Annotated[Path, typer.Argument(help=worded("新文件夹。", "The new folder."))],
    table: Annotated[
        Path | None,
        typer.Option(
            "--from",
            help=worded(
                "由表格生成：每行一个评价对象，每列一个指标；或每行一个观测值。",
                "A table: one row a unit and one column an indicator, or one row an observation.",
            ),
        ),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(help=worded("表中数据的时期，如 2024。", "Period of its figures, such as 2024.")),
    ] = None,
    sheet: Annotated[
        str | None,
        typer.Option(
            help=worded(
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
        say(*start_from_table(folder, table, period, sheet))
    _next(folder)


NewFolder = Annotated[Path, typer.Argument(help=worded("新文件夹。", "The new folder."))]


@import_app.command(
    "coinr", help=worded("导入 COINr 的 iData 与 iMeta。", "Import the iData and iMeta of COINr.")
)
def import_from_coinr(
    data: Annotated[Path, typer.Argument(help=worded("iData 表。", "The table iData."))],
    meta: Annotated[Path, typer.Argument(help=worded("iMeta 表。", "The table iMeta."))],
    folder: NewFolder,
    more_data: Annotated[
        list[Path] | None,
        typer.Option(
            help=worded("另外的数据表，如分母表。", "A further table of data, such as denominators.")
        ),
    ] = None,
    more_meta: Annotated[
        list[Path] | None,
        typer.Option(
            help=worded("另外的元数据表，如 AggMeta。", "A further table of metadata, such as AggMeta.")
        ),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(help=worded("无 Time 列时数据的时期。", "The period, where there is no column Time.")),
    ] = None,
) -> None:
    """Import COINr's tables."""
    from quheng.index.importing import import_coinr

    say(*import_coinr([data, *(more_data or [])], [meta, *(more_meta or [])], folder, period))
    _next(folder)


@import_app.command(
    "coin-tool", help=worded("导入 JRC 的 COIN Tool 工作簿。", "Import a workbook of the JRC's COIN Tool.")
)
def import_from_coin_tool(
    workbook: Annotated[Path, typer.Argument(help=worded("XLSX 或 XLSM 文件。", "An XLSX or XLSM file."))],
    folder: NewFolder,
    period: Annotated[
        str, typer.Option(help=worded("数据的时期，如 2024。", "Period of its figures, such as 2024."))
    ],
) -> None:
    """Import a workbook of the COIN Tool."""
    from quheng.index.importing import import_coin_tool

    say(*import_coin_tool(workbook, folder, period))
    _next(folder)


@app.command(help=worded("导出数据、得分和名次。", "Export the data, scores and ranks."))
def export(
    index: IndexName,
    sdmx: Annotated[Path, typer.Option(help=worded("写入的 SDMX-CSV 文件。", "The SDMX-CSV file to write."))],
) -> None:
    """Export an edition as SDMX-CSV."""
    from quheng.publish.sdmx_csv import write_sdmx_csv
    from quheng.workbench import open_index

    write_sdmx_csv(open_index(index).build(), sdmx)
    wrote(sdmx)


def _next(folder: Path) -> None:
    typer.echo(
        str(Text(zh=f"已写入 {folder}；下一步：", en=f"wrote {folder}; next: "))
        + f"quheng build {shlex.quote(str(folder))}"
    )
