"""Commands on editions: build, panel, verify, list, show."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from quheng.bilingual import Text, counted
from quheng.cli.application import IndexName, Workers, app, say, worded
from quheng.cli.study import studied

DIFFERENT = 1

NOTHING_VARIES = Text(
    zh="index.yaml 的 robustness.vary 没有列出任何不确定选择，未作不确定性分析",
    en="robustness.vary of index.yaml names no uncertain choice: there is no uncertainty study",
)


class ScaleOption(StrEnum):
    """The scales of a panel."""

    pooled = "pooled"
    each = "each"


@app.command(help=worded("生成指数的一个版次。", "Build an edition of an index."))
def build(
    index: IndexName,
    out: Annotated[
        Path | None,
        typer.Option(
            help=worded("写入的文件夹，默认 out/ 之下同名文件夹。", "Folder to write; by default out/INDEX.")
        ),
    ] = None,
    replicates: Annotated[
        int | None,
        typer.Option(
            min=0,
            help=worded(
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
            help=worded("随机种子；默认按 index.yaml。", "Seed; by default index.yaml's."),
        ),
    ] = None,
    workers: Workers = 1,
    dask: Annotated[
        str | None,
        typer.Option(
            help=worded("在 Dask 集群上计算：调度器地址。", "Run on a Dask cluster: its scheduler.")
        ),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            help=worded("数据的时期；默认取各指标最近一期。", "Period; by default each indicator's latest.")
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
    study = studied(edition, folder, replicates, seed, workers, dask) if varies and replicates != 0 else None
    notes = write_edition(edition, study, folder)
    if not varies and replicates != 0:
        notes = (*notes, NOTHING_VARIES)
    say(*opened.inputs.notes, *edition.data.notes, *notes)
    print_edition(edition, study, folder)


@app.command(help=worded("按多个时期生成，写出一张表。", "Build many periods, and write one table."))
def panel(
    index: IndexName,
    out: Annotated[
        Path, typer.Option(help=worded("写入的 CSV 或 Parquet 文件。", "CSV or Parquet file to write."))
    ],
    periods: Annotated[
        str | None,
        typer.Option(
            help=worded("时期，逗号分隔；默认全部。", "Periods, separated by commas; by default all.")
        ),
    ] = None,
    scale: Annotated[
        ScaleOption | None,
        typer.Option(
            help=worded("pooled：各期同一尺度；each：各自的尺度。", "pooled: one scale; each: each its own.")
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


@app.command(help=worded("核对并重建一个版次。", "Check an edition and rebuild it."))
def verify(
    folder: Annotated[Path, typer.Argument(help=worded("版次文件夹。", "The folder of an edition."))],
    workers: Workers = 1,
) -> None:
    """Verify an edition: exit code 0 where it is the same, 1 where it differs."""
    from quheng.publish import verify as verify_edition

    found = verify_edition(folder, workers=workers)
    say(*found.remarks)
    for difference in found.differences:
        typer.echo(str(difference))
    if not found.same:
        typer.echo(str(Text(zh="不一致", en="not the same")))
        raise typer.Exit(DIFFERENT)
    typer.echo(str(Text(zh="一致", en="the same")))


@app.command("list", help=worded("列出内置指数。", "List the shipped indices."))
def list_indices() -> None:
    """List the indices of the library."""
    from quheng.index import find_index, read_declaration
    from quheng.library import index_names

    for name in index_names():
        declaration = read_declaration((find_index(name) / "index.yaml").read_text(encoding="utf-8"))
        typer.echo(f"{name}\t{declaration.title}")


@app.command(
    help=worded("查看一个评价对象：名次、得分、每个数的来源。", "Show a unit: rank, scores, sources.")
)
def show(
    unit: Annotated[str, typer.Argument(help=worded("代码或名称。", "Its code or name."))],
    index: Annotated[
        str, typer.Option(help=worded("指数文件夹或内置指数名。", "An index folder or name."))
    ] = "district-investment",
) -> None:
    """Show one unit of an index."""
    from quheng.publish.terminal import print_unit
    from quheng.workbench import open_index

    print_unit(open_index(index).build(), unit)


def _own_name(index: str) -> str:
    """Return the name of an index's folder, so that two indices never share an edition by default."""
    return Path(index).resolve().name if Path(index).is_dir() else index
