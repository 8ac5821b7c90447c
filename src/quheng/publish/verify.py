"""Verify an edition: every file is as it was written, and a rebuild gives the same numbers."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from quheng.bilingual import Text, counted, listed
from quheng.errors import DataError, NotFoundError, Problem, QuhengError, Where
from quheng.index import Edition, build, read_inputs
from quheng.index.uncertain import Robustness, Vary
from quheng.observations import Period
from quheng.publish.edition_folder import INPUTS, RECORD, edition_record, sha256_of, write_numbers
from quheng.robustness import Study, uncertainty
from quheng.version import __version__

SHOWN_CELLS = 5
VERSIONS = ("quheng", "built_with", "edition")
"""Entries of the record that say which versions built it: another version alone is no difference."""


@dataclass(frozen=True)
class Verification:
    """What verifying an edition found.

    Parameters
    ----------
    folder
        The edition.
    differences
        What is not as recorded or as rebuilt; empty where all is the same.
    remarks
        What may explain a difference, such as another version of Quheng.
    """

    folder: Path
    differences: tuple[Text, ...]
    remarks: tuple[Text, ...] = ()

    @property
    def same(self) -> bool:
        """Whether every file is as recorded and every number as rebuilt."""
        return not self.differences


def verify(folder: Path, *, workers: int = 1) -> Verification:
    """Compare an edition with its record, rebuild it from the inputs it carries, and compare the numbers.

    Parameters
    ----------
    folder
        As `write_edition` left it.
    workers
        Threads for the study.

    Raises
    ------
    NotFoundError, DataError
        Where the folder holds no edition, or its record cannot be read.
    """
    record = _read_record(folder)
    remarks = () if record["quheng"] == __version__ else (_other_version(record["quheng"]),)
    changed = (
        *_changed(folder, record["outputs"]),
        *_changed(folder / INPUTS, record["inputs"], prefix=f"{INPUTS}/"),
        *_strangers(folder, record),
    )
    if record["custom_steps"] or not record["alone"]:
        return Verification(folder, (*changed, _not_rebuilt(record)), remarks)
    try:
        edition, study = _rebuilt(folder, record, workers)
    except QuhengError as error:
        return Verification(folder, (*changed, *_cannot_rebuild(error)), remarks)
    with tempfile.TemporaryDirectory() as scratch:
        write_numbers(edition, study, Path(scratch))
        rebuilt = _compared(folder, Path(scratch), record["outputs"])
    again = json.loads(json.dumps(edition_record(edition, study, record["outputs"])))
    return Verification(folder, (*changed, *rebuilt, *_differences(RECORD, record, again)), remarks)


def _strangers(folder: Path, record: dict[str, Any]) -> tuple[Text, ...]:
    """Name the files that the edition does not consist of."""
    known = {RECORD, *record["outputs"], *(f"{INPUTS}/{name}" for name in record["inputs"])}
    there = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return tuple(
        Text(zh=f"{name}：不属于该版次", en=f"{name}: not a file of this edition")
        for name in there
        if name not in known
    )


def _cannot_rebuild(error: QuhengError) -> tuple[Text, ...]:
    first = error.problems[0]
    return (
        Text(
            zh=f"无法用所附数据重建：{first.located.zh}",
            en=f"it cannot be rebuilt from its inputs: {first.located.en}",
        ),
    )


def _differences(where: str, recorded: Any, rebuilt: Any) -> tuple[Text, ...]:
    """Name the entries in which the record differs from that of the rebuild; versions are remarked apart."""
    if isinstance(recorded, dict) and isinstance(rebuilt, dict):
        keys = dict.fromkeys([*recorded, *rebuilt])
        return tuple(
            found
            for key in keys
            if key not in VERSIONS
            for found in _differences(f"{where} {key}", recorded.get(key), rebuilt.get(key))
        )
    if recorded == rebuilt:
        return ()
    return (
        Text(
            zh=f"{where} 为 {recorded}，重建为 {rebuilt}",
            en=f"{where} is {recorded}, rebuilt {rebuilt}",
        ),
    )


def _read_record(folder: Path) -> dict[str, Any]:
    path = folder / RECORD
    if not path.is_file():
        raise NotFoundError(
            Problem(
                Text(zh=f"没有 {RECORD}，不是一个版次", en=f"there is no {RECORD}: this is no edition"),
                Where(file=str(folder)),
                Text(zh="请给出 quheng build 写出的文件夹", en="give a folder that quheng build wrote"),
            )
        )
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        missing = {"quheng", "inputs", "outputs", "study", "period", "custom_steps", "alone"} - set(record)
        if missing:
            raise ValueError(", ".join(sorted(missing)))
    except (ValueError, TypeError) as error:
        raise DataError(
            Problem(
                Text(zh=f"版次记录无法读取：{error}", en=f"the record cannot be read: {error}"),
                Where(file=str(path)),
                Text(zh="请重新生成该版次", en="build the edition again"),
            )
        ) from None
    return dict(record)


def _other_version(other: str) -> Text:
    return Text(
        zh=f"该版次由 quheng {other} 生成，现用版本为 {__version__}",
        en=f"the edition was built by quheng {other}; this is {__version__}",
    )


def _not_rebuilt(record: dict[str, Any]) -> Text:
    if record["custom_steps"]:
        steps = listed(record["custom_steps"])
        return Text(
            zh=f"含自定义步骤 {steps.zh}，只能由其作者重建",
            en=f"it has steps of its author's own ({steps.en}), which only the author can rebuild",
        )
    return Text(
        zh="该版次的尺度取自多个时期，不能单独重建",
        en="the scale of this edition comes from many periods: it cannot be rebuilt alone",
    )


def _changed(folder: Path, digests: dict[str, str], prefix: str = "") -> tuple[Text, ...]:
    """Name the files that are gone or whose digest is another one."""
    found = []
    for name, digest in digests.items():
        path = folder / name
        if not path.is_file():
            found.append(Text(zh=f"{prefix}{name}：文件缺失", en=f"{prefix}{name}: the file is gone"))
        elif sha256_of(path) != digest:
            found.append(
                Text(
                    zh=f"{prefix}{name}：写出之后被改动",
                    en=f"{prefix}{name}: changed since it was written",
                )
            )
    return tuple(found)


def _rebuilt(folder: Path, record: dict[str, Any], workers: int) -> tuple[Edition, Study | None]:
    period = None if record["period"] is None else Period.parse(record["period"])
    edition = build(read_inputs(folder / INPUTS), period=period)
    if record["study"] is None:
        return edition, None
    plan = Robustness(
        replicates=record["study"]["replicates"],
        seed=record["study"]["seed"],
        vary=Vary.model_validate(record["study"]["vary"]),
    )
    return edition, uncertainty(edition, plan, workers=workers)


def _compared(folder: Path, scratch: Path, outputs: dict[str, str]) -> tuple[Text, ...]:
    """Name the cells in which the numbers on file differ from the rebuilt ones."""
    found: list[Text] = []
    for path in sorted(path for path in scratch.rglob("*") if path.is_file()):
        name = path.relative_to(scratch).as_posix()
        on_file = folder / name
        if name not in outputs:
            found.append(
                Text(zh=f"{name}：重建时多出", en=f"{name}: the rebuild has it, the edition does not")
            )
        elif on_file.is_file() and sha256_of(path) != sha256_of(on_file):
            found += _different_cells(name, on_file, path)
    return tuple(found)


def _different_cells(name: str, on_file: Path, rebuilt: Path) -> list[Text]:
    try:
        ours, theirs = _table(rebuilt), _table(on_file)
    except pl.exceptions.PolarsError as error:
        reason = str(error).splitlines()[0]
        return [Text(zh=f"{name}：无法读取（{reason}）", en=f"{name}: cannot be read ({reason})")]
    if ours.columns != theirs.columns or ours.height != theirs.height:
        return [
            Text(
                zh=f"{name}：行列数不同（文件 {theirs.shape}，重建 {ours.shape}）",
                en=f"{name}: another shape (on file {theirs.shape}, rebuilt {ours.shape})",
            )
        ]
    found = []
    for column in ours.columns:
        rows = (ours[column].cast(pl.String) != theirs[column].cast(pl.String)).fill_null(value=True)
        same_null = ours[column].is_null() & theirs[column].is_null()
        for row in (rows & ~same_null).arg_true().to_list():
            unit = ours[row, 0]
            found.append(
                Text(
                    zh=f"{name}：{unit} 的 {column} 为 {theirs[row, column]}，重建为 {ours[row, column]}",
                    en=f"{name}: {unit}, {column} is {theirs[row, column]}, rebuilt {ours[row, column]}",
                )
            )
    hidden = len(found) - SHOWN_CELLS
    if hidden > 0:
        differ = counted(hidden, "more cell differs", "more cells differ")
        more = Text(zh=f"{name}：另有 {hidden} 处不同", en=f"{name}: {differ}")
        return [*found[:SHOWN_CELLS], more]
    return found or [Text(zh=f"{name}：字节不同，数值相同", en=f"{name}: other bytes, the same values")]


def _table(path: Path) -> pl.DataFrame:
    return pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_csv(path, infer_schema=False)
