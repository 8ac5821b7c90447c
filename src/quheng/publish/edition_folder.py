"""Write an edition into a folder: whole, or not at all."""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from quheng.bilingual import Text
from quheng.errors import DataError, Problem, Where
from quheng.index import Edition
from quheng.publish.charts import start_bundle
from quheng.publish.digest import edition_digest
from quheng.publish.report import write_report
from quheng.publish.workbook import write_workbook
from quheng.robustness import Study
from quheng.version import __version__

INPUTS = "index"
"""The folder, within an edition's, that holds the files it was built from."""

RECORD = "edition.json"


def write_edition(edition: Edition, study: Study | None, folder: Path) -> tuple[Text, ...]:
    """Write an edition: scores.csv, results.xlsx, steps/*.parquet, report.html, edition.json and its inputs.

    Parameters
    ----------
    edition
        The result.
    study
        Its uncertainty study, if there is one.
    folder
        Where to write. It may be missing or empty, or hold an earlier edition, which is replaced; anything
        else is left alone.

    Returns
    -------
    Notes on what was left out for want of an extra.

    Raises
    ------
    DataError
        Where the folder holds something that is no edition.
    """
    require_place(folder)
    start_bundle()  # a second process builds the charts' JavaScript while the numbers are written
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        write_numbers(edition, study, draft)
        notes = _write_workbook_where_possible(edition, study, draft / "results.xlsx")
        write_report(edition, study, draft / "report.html")
        _write_inputs(edition, draft / INPUTS)
        record = edition_record(edition, study, _digests(draft))
        (draft / RECORD).write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        draft.chmod(0o755)
        _put_in_place(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return notes


def write_numbers(edition: Edition, study: Study | None, folder: Path) -> None:
    """Write what a rebuild must reproduce: scores.csv, not_ranked.csv, robustness.csv and steps/*.parquet."""
    scores_table(edition, study).write_csv(folder / "scores.csv")
    edition.not_ranked.write_csv(folder / "not_ranked.csv")
    if study is not None:
        study.summary.write_csv(folder / "robustness.csv")
    steps = folder / "steps"
    steps.mkdir()
    for position, step in enumerate(edition.steps.values(), 1):
        step.table.write_parquet(steps / f"{position}-{step.name}.parquet")
        step.log.write_parquet(steps / f"{position}-{step.name}-log.parquet")


def scores_table(edition: Edition, study: Study | None) -> pl.DataFrame:
    """Return unit, name, rank, score, each pillar and, with a study, rank_p05, rank_p50, rank_p95."""
    if study is None:
        return edition.scores
    intervals = study.summary.select("unit", "rank_p05", "rank_p50", "rank_p95")
    return edition.scores.join(intervals, on="unit", how="left", maintain_order="left")


def edition_record(edition: Edition, study: Study | None, outputs: Mapping[str, str]) -> dict[str, Any]:
    """Return what `edition.json` says: hashes, versions, seed and method.

    Parameters
    ----------
    edition, study
        What was built.
    outputs
        The SHA-256 of each file written, by its name in the folder.
    """
    declaration = edition.inputs.declaration
    declared = declaration.model_dump(mode="json")
    return {
        "edition": edition_digest(edition),
        "index": declaration.index,
        "title": declaration.title.model_dump(),
        "quheng": __version__,
        "built_with": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "polars": pl.__version__,
        },
        "inputs": {file.name: file.sha256 for file in edition.inputs.files},
        "framework_sha256": _digest_of(declared["framework"]),
        "method": declared["method"],
        "study": None
        if study is None
        else {
            "replicates": study.replicates,
            "seed": study.seed,
            "vary": study.vary.model_dump(mode="json", exclude_unset=True),
        },
        "period": None if edition.period is None else str(edition.period),
        "alone": edition.alone,
        "custom_steps": [step.name for step in edition.custom],
        "ranked": len(edition.ranked_units),
        "not_ranked": len(edition.exclusions),
        "outputs": dict(outputs),
    }


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _digest_of(value: object) -> str:
    """Return the SHA-256 of a value written as JSON with sorted keys."""
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _digests(folder: Path) -> dict[str, str]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.parent.name != INPUTS)
    return {path.relative_to(folder).as_posix(): sha256_of(path) for path in paths}


def _write_inputs(edition: Edition, folder: Path) -> None:
    folder.mkdir()
    for file in edition.inputs.files:
        (folder / file.name).write_bytes(file.content)


def _write_workbook_where_possible(edition: Edition, study: Study | None, path: Path) -> tuple[Text, ...]:
    if find_spec("xlsxwriter") is None:
        return (
            Text(
                zh='未写 results.xlsx：需要附加组件，请运行 pip install "quheng[tables]"',
                en='results.xlsx was not written: it needs an extra; run pip install "quheng[tables]"',
            ),
        )
    write_workbook(edition, study, path)
    return ()


def require_place(folder: Path) -> None:
    """Raise a DataError where no edition can be written: over something else, or in a place closed to us.

    Callers with long work ahead ask this first.
    """
    _refuse_foreign(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent):
            pass
    except OSError as error:
        raise DataError(
            Problem(
                Text(
                    zh=f"此处不可写入（{error.strerror}）",
                    en=f"nothing can be written there ({error.strerror})",
                ),
                Where(file=str(folder)),
                Text(zh="请换一个可写的文件夹", en="choose a folder that you may write to"),
            )
        ) from None


def _refuse_foreign(folder: Path) -> None:
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir()) and not (folder / RECORD).is_file()):
        raise DataError(
            Problem(
                Text(
                    zh="已有其他内容，且不是一个版次，未写入",
                    en="it holds something that is no edition; nothing was written",
                ),
                Where(file=str(folder)),
                Text(zh="请换一个空文件夹", en="choose another folder, or an empty one"),
            )
        )


def _put_in_place(draft: Path, folder: Path) -> None:
    """Move the draft to its place; an earlier edition stays until the new one can stand there."""
    if not folder.exists():
        draft.rename(folder)
        return
    earlier = Path(tempfile.mkdtemp(prefix=f".{folder.name}-earlier-", dir=folder.parent))
    folder.rename(earlier / folder.name)
    try:
        draft.rename(folder)
    except OSError:
        (earlier / folder.name).rename(folder)
        raise
    finally:
        shutil.rmtree(earlier, ignore_errors=True)
