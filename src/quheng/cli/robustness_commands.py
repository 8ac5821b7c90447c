"""Commands on how firm ranks are: sensitivity, influence."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quheng.bilingual import Text
from quheng.cli.application import IndexName, app, worded, wrote
from quheng.errors import MethodError, Problem, Where

if TYPE_CHECKING:
    import polars as pl

    from quheng.robustness.sensitivity.target import Target

ALL_UNITS = "units"
MEAN_SHIFT = "mean_shift"
TOP = "top"


class SensitivityMethod(StrEnum):
    """The measures of sensitivity."""

    sobol = "sobol"
    shapley = "shapley"
    pawn = "pawn"


@app.command(help=worded("哪一项不确定选择影响名次。", "Which uncertain choice moves the ranks."))
def sensitivity(
    index: IndexName,
    by: Annotated[
        SensitivityMethod, typer.Option(help=worded("敏感性度量。", "The measure."))
    ] = SensitivityMethod.sobol,
    target: Annotated[
        str,
        typer.Option(
            help=worded(
                "解释什么：mean_shift 平均变动、units 每个对象、top:10 前 10 名，或对象代码。",
                "What is explained: mean_shift, units (each of them), top:10, or the code of a unit.",
            )
        ),
    ] = MEAN_SHIFT,
    n: Annotated[
        int | None,
        typer.Option("--n", min=2, help=worded("行数，2 的幂。", "Rows of the design, a power of two.")),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(help=worded("写入的 CSV 或 Parquet 文件。", "CSV or Parquet file to write.")),
    ] = None,
) -> None:
    """Decompose the variance of ranks by uncertain choice."""
    from quheng.publish.tables import write_table
    from quheng.publish.terminal import print_sensitivity
    from quheng.workbench import open_index

    edition = open_index(index).build()
    found = edition.sensitivity(_target(target), by=by.value, n=n)
    if out is None:
        print_sensitivity(found)
    else:
        write_table(found.by_unit if target == ALL_UNITS else found.table, out)
        wrote(out)


@app.command(
    help=worded(
        "名次有多牢靠：权重换位、剔除一个评价对象、相邻次序、分档。",
        "How firm places are: weight swaps, leaving units out, order of neighbours, tiers.",
    )
)
def influence(
    index: IndexName,
    out: Annotated[
        Path, typer.Option(help=worded("写入四张表的文件夹。", "The folder for the four tables."))
    ],
) -> None:
    """Write weight_swaps.csv, leave_one_unit_out.csv, order_holds.csv and tiers.csv."""
    from quheng.publish.tables import write_table
    from quheng.robustness.influence import tiers
    from quheng.workbench import open_index

    edition = open_index(index).build()
    tables: dict[str, pl.DataFrame] = {
        "weight_swaps": edition.weight_swaps(),
        "leave_one_unit_out": edition.leave_one_unit_out().summary,
        "order_holds": edition.order_holds(),
        "tiers": tiers(edition.uncertainty()),
    }
    for name, table in tables.items():
        write_table(table, out / f"{name}.csv")
    wrote(out)


def _target(text: str) -> Target:
    """Read `top:10` as the first ten; all else stands for itself."""
    kind, _, number = text.partition(":")
    if kind != TOP:
        return text
    if not number.isdigit():
        raise MethodError(
            Problem(
                Text(zh=f"“{text}”没有写明前几名", en=f"{text!r} does not say how many"),
                Where(field="--target"),
                Text(zh="例如 top:10", en="for example top:10"),
            )
        )
    return ("top", int(number))
