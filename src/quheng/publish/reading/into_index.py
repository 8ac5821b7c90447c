"""Put accepted observations into an index folder, each with a source that quotes its sentence."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
from ruamel.yaml import YAML

from quheng.bilingual import Text, listed
from quheng.declarations import parse_yaml, read_yaml
from quheng.errors import DataError, Problem, Where
from quheng.evidence.review import Reviewed, observations
from quheng.evidence.tables import TableReading, with_cells
from quheng.index.declaration import read_declaration
from quheng.observations import Period, TableFile, read_observations, read_table, read_units
from quheng.observations.measure import known_measures
from quheng.observations.table_file import FIRST_ROW, find_table
from quheng.publish.reading.visible import visible

COLUMNS = ("unit", "indicator", "period", "value", "measure", "status", "source", "low", "high")

Key = tuple[str, str, Period]


@dataclass(frozen=True)
class Entered:
    """What came of putting observations into an index.

    Parameters
    ----------
    added
        The rows that were added to the observations.
    known
        How many were there already, with the same value.
    left_out
        Why others were not entered, one line each; nothing is left out without one.
    """

    added: pl.DataFrame
    known: int
    left_out: tuple[Text, ...]

    @property
    def summary(self) -> Text:
        """How many observations were entered, and of which indicators."""
        codes = listed(self.added["indicator"].unique(maintain_order=True))
        return Text(
            zh=f"写入 {self.added.height} 条观测值（{codes.zh}），已有 {self.known} 条，"
            f"未写入 {len(self.left_out)} 条",
            en=f"{self.added.height} entered ({codes.en}), {self.known} there already, "
            f"{len(self.left_out)} not entered",
        )


@dataclass(frozen=True)
class _Folder:
    """An index folder, as far as observations concern it."""

    table: TableFile
    path: Path
    units: frozenset[str]
    measures: Mapping[str, str]
    sources: Path

    @classmethod
    def of(cls, folder: Path) -> _Folder:
        declaration = read_declaration(read_yaml(folder / "index.yaml"))
        units, _ = read_units(find_table(folder, "units"))
        path = find_table(folder, "observations")
        if path.suffix.lower() != ".csv":
            raise DataError(
                Problem(
                    Text(zh=f"观测值存于 {path.name}", en=f"the observations are in {path.name}"),
                    Where(file=str(path)),
                    Text(
                        zh="只能写入 observations.csv；请另存为 CSV",
                        en="only an observations.csv can be added to: save it as CSV",
                    ),
                )
            )
        table = read_table(path)
        table.require("unit", "indicator", "period", "value")
        measures = {variable.code: variable.measure for variable in declaration.variables}
        return cls(table, path, frozenset(units["code"].to_list()), measures, folder / "sources.yaml")


def enter(reviewed: Reviewed, folder: Path, file: str, tables: TableReading | None = None) -> Entered:
    """Add the accepted observations of a reading to an index folder.

    Entered are observations of the index's units and indicators, with a period, in a measure that converts to
    the indicator's; values stay in the measure of the text, and the index converts them. A forecast is never
    entered, since an index takes the latest period; nor are several vintages of one observation.

    Parameters
    ----------
    reviewed
        The reading with its decisions.
    folder
        An index folder whose observations are a CSV.
    file
        The name of the text's file.
    tables
        What was read in tables, where `reviewed` is a review of that: sources then name the cells.

    Raises
    ------
    DataError
        Where an observation has another value in the index already, or two that were accepted differ: both
        are shown, and nothing is written.
    """
    index = _Folder.of(folder)
    accepted = observations(reviewed, file)
    fit, left_out = _fitting(accepted if tables is None else with_cells(accepted, tables), index)
    new, known = _new(fit, index)
    if not new:
        return Entered(_frame([]), known, left_out)
    table = pl.concat([_as_text(index.table.frame), _frame(new)], how="diagonal")
    sources = _with_sources(index.sources, new, reviewed)
    read_observations(
        TableFile(index.table.name, table),
        units=index.units,
        measures=index.measures,
        sources=[entry["id"] for entry in parse_yaml(sources, index.sources.name)],
    )
    index.sources.write_bytes(sources.encode())
    index.path.write_bytes(table.write_csv().encode())
    return Entered(_frame(new), known, left_out)


def _fitting(frame: pl.DataFrame, index: _Folder) -> tuple[list[dict[str, Any]], tuple[Text, ...]]:
    """Split observations into those that the index can hold, and why it cannot hold the others."""
    vintages = (
        frame.filter(pl.col("review") == "kept-both", pl.col("modifier") == "")
        .group_by("unit", "indicator", "period")
        .len()
        .filter(pl.col("len") > 1)
    )
    several = set(vintages.select("unit", "indicator", "period").iter_rows())
    fit, left_out = [], []
    for row in frame.iter_rows(named=True):
        reason = _misfit(row, index, several)
        if reason is None:
            fit.append(row)
        else:
            left_out.append(
                Text(zh=f"未写入 {row['quote']}：{reason.zh}", en=f"not entered, {row['quote']}: {reason.en}")
            )
    return fit, tuple(left_out)


def _misfit(row: Mapping[str, Any], index: _Folder, several: set[tuple[Any, ...]]) -> Text | None:
    """Say why the index cannot hold an observation; None where it can."""
    unit, indicator, period = row["unit"], row["indicator"], row["period"]
    if indicator is None:
        phrase = row["phrase"] or "—"
        return Text(zh=f"没有指标代码（{phrase}）", en=f"it has no code of an indicator ({phrase})")
    if row["modifier"]:
        return Text(
            zh=f"“{row['modifier']}”限定了 {indicator}，是另一个量",
            en=f"“{row['modifier']}” narrows {indicator} to another quantity",
        )
    if indicator not in index.measures:
        return Text(zh=f"指标体系中没有 {indicator}", en=f"the framework has no {indicator}")
    if unit is None:
        return Text(
            zh=f"{row['place'] or '地区'} 没有地区代码", en=f"{row['place'] or 'its place'} has no code"
        )
    if unit not in index.units:
        return Text(
            zh=f"{unit} {row['place']} 不是本指数的评价对象",
            en=f"{unit} {row['place']} is no unit of the index",
        )
    if period is None:
        return Text(zh="时期不明", en="its period is not known")
    if row["status"] == "F":
        return Text(zh=f"{period} 的预测值，不作实际值", en=f"a forecast for {period} is no actual figure")
    if known_measures().ratio(row["measure"], index.measures[indicator]) is None:
        return Text(
            zh=f"{row['measure']} 不能换算为 {indicator} 的 {index.measures[indicator]}",
            en=f"{row['measure']} does not convert to {index.measures[indicator]}, the one of {indicator}",
        )
    if (unit, indicator, period) in several:
        return Text(
            zh="保留了多个版本，指数每期只取一个值",
            en="it is kept in several vintages, and the index takes one value a period",
        )
    return None


def _new(rows: list[dict[str, Any]], index: _Folder) -> tuple[list[dict[str, Any]], int]:
    """Return the rows that are new, and how many the index has already; contradictions are refused."""
    held = dict(_held(index))
    new: list[dict[str, Any]] = []
    known = 0
    problems = []
    for row in rows:
        key = (row["unit"], row["indicator"], Period.parse(row["period"]))
        wanted = index.measures[row["indicator"]]
        value = _converted(row["value"], row["measure"], wanted)
        if key not in held:
            held[key] = (value, row["source"])
            new.append(row)
            continue
        other, place = held[key]
        if other is not None and _same(other, value):
            known += 1
            continue
        problems.append(_contradiction(row, float(value), other, place, wanted))
    if problems:
        raise DataError(problems)
    return new, known


def _held(index: _Folder) -> Iterator[tuple[Key, tuple[Fraction | None, str]]]:
    """Yield what the index holds: its key, its value in the indicator's measure, and where it stands."""
    columns = ("unit", "indicator", "period", "value", "measure")
    frame = _as_text(index.table.frame)
    if "measure" not in frame.columns:
        frame = frame.with_columns(measure=pl.lit(None, pl.String))
    for number, (unit, indicator, period, value, measure) in enumerate(frame.select(columns).iter_rows()):
        try:
            key = (unit.strip(), indicator.strip(), Period.parse(period))
            wanted = index.measures[key[1]]
            found = (
                None
                if not (value or "").strip()
                else _converted(float(value), (measure or wanted).strip(), wanted)
            )
        except (AttributeError, KeyError, ValueError, TypeError):
            continue  # the check of the whole table, before it is written, says what is wrong with this row
        yield key, (found, str(Text(zh=f"第 {number + FIRST_ROW} 行", en=f"row {number + FIRST_ROW}")))


def _contradiction(
    row: Mapping[str, Any], value: float, other: Fraction | None, place: str, wanted: str
) -> Problem:
    held = (
        Text(zh="（缺失）", en="(missing)") if other is None else Text.model_validate(f"{float(other):.12g}")
    )
    key = f"{row['unit']} {row['indicator']} {row['period']}"
    return Problem(
        Text(
            zh=f"{key} 已有数值 {held.zh} {wanted}（{place}），"
            f"而“{row['sentence']}”说的是 {value:.12g} {wanted}",
            en=f"{key} has the value {held.en} {wanted} ({place}); "
            f"“{row['sentence']}” says {value:.12g} {wanted}",
        ),
        Where(file="observations.csv"),
        Text(
            zh="什么都没有写入。请在审核中驳回其一，或先更正 observations.csv",
            en="nothing was written: reject one of them in the review, or correct observations.csv first",
        ),
    )


def _converted(value: float, measure: str, wanted: str) -> Fraction:
    ratio = known_measures().ratio(measure, wanted)
    if ratio is None:
        raise ValueError(measure)
    return Fraction(value) * ratio


def _same(one: Fraction, other: Fraction) -> bool:
    """Tell whether two values are one as far as a float goes: 12.5亿元 and 1250000000 元."""
    return abs(one - other) <= Fraction(1, 10**12) * max(abs(one), abs(other))


def _with_sources(path: Path, rows: Iterable[Mapping[str, Any]], reviewed: Reviewed) -> str:
    """Return sources.yaml with an entry for each row at its end; what stands there is not touched."""
    before = read_yaml(path) if path.is_file() else ""
    old = (parse_yaml(before, path.name) if before.strip() else None) or []
    ids = {entry.get("id") for entry in old if isinstance(entry, dict)} if isinstance(old, list) else set()
    entries = [_source(row, reviewed) for row in rows if row["source"] not in ids]
    written = io.StringIO()
    yaml = YAML(pure=True)
    yaml.width = 4096
    yaml.allow_unicode = True
    yaml.dump(entries, written)
    text = f"{before.rstrip()}\n{written.getvalue()}" if old else written.getvalue()
    if parse_yaml(text, path.name) != [*old, *entries]:
        raise DataError(
            Problem(
                Text(zh="无法在文件末尾追加来源", en="no source can be added at the end of the file"),
                Where(file=path.name),
                Text(zh="请写成每项一行“- id: …”的列表", en="write it as a list of entries “- id: …”"),
            )
        )
    return text


def _source(row: Mapping[str, Any], reviewed: Reviewed) -> dict[str, Any]:
    """Return the entry of a source: it quotes the sentence, and names the very characters."""
    published = reviewed.reading.published
    sentence = visible(row["sentence"])
    where = f"sha256 {row['sha256']}, {row['start']}-{row['end']}"
    cell = (f"，单元格 {row['cell']}", f", cell {row['cell']}") if "cell" in row else ("", "")
    dated = (f"，发布于 {published}", f", published {published}") if published else ("", "")
    entry: dict[str, Any] = {
        "id": row["source"],
        "title": {
            "zh": f"{row['file']}：“{sentence}”",
            "en": f"{row['file']}: “{sentence}”",
        },
        "obtain": {
            "zh": f"文件 {row['file']}{cell[0]}{dated[0]}；字符 {where}",
            "en": f"the file {row['file']}{cell[1]}{dated[1]}; characters {where}",
        },
        "note": {
            "zh": f"{row['reviewer']} 审核于 {row['reviewed']}",
            "en": f"reviewed by {row['reviewer']}, {row['reviewed']}",
        },
    }
    if published:
        entry["year"] = published.year
    return entry


def _frame(rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    cells = [[_written(row[column]) for column in COLUMNS] for row in rows]
    return pl.DataFrame(cells, schema=dict.fromkeys(COLUMNS, pl.String), orient="row")


def _written(value: Any) -> str | None:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return None if value is None else str(value)


def _as_text(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(pl.all().cast(pl.String))
