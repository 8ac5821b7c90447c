"""Run a study from the command line: with a bar, on a cluster, stopped and gone on with."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from quheng.bilingual import Text

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from quheng.robustness import Study
    from quheng.robustness.run import Progress
    from quheng.workbench import OpenEdition

INTERRUPTED = 130


def studied(
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
        with progress_bar(title) as progress, cluster(dask) as executor:
            return edition.uncertainty(
                replicates,
                seed=seed,
                workers=workers,
                executor=executor,
                progress=progress,
                checkpoint=checkpoint_beside(folder),
            )
    except KeyboardInterrupt:
        stopped = Text(zh="已停止；再次运行同一命令将继续", en="stopped; the same command goes on from here")
        typer.echo(str(stopped), err=True)
        raise typer.Exit(INTERRUPTED) from None


def checkpoint_beside(folder: Path) -> Path:
    """Return the file beside the edition's folder in which a stopped study is kept."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    return folder.parent / f".{folder.name}.study"


@contextmanager
def cluster(address: str | None) -> Iterator[Executor | None]:
    """Connect to a Dask scheduler; nothing where none is named."""
    if address is None:
        yield None
        return
    from quheng.robustness.cluster import dask_executor

    with dask_executor(address) as executor:
        yield executor


@contextmanager
def progress_bar(title: Text) -> Iterator[Progress | None]:
    """Show a bar on a terminal; nothing where the output goes to a file."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(str(title), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
