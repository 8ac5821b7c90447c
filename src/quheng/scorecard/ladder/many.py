"""Place a table of firms on a ladder, and count them by step and place, as observations for an index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from quheng.bilingual import Text, listed
from quheng.errors import DataError, Problem, Where
from quheng.observations.period import Period
from quheng.observations.source import Source
from quheng.scorecard.bulk import Assessments
from quheng.scorecard.files.rows import assess_rows
from quheng.scorecard.ladder.ladder import Ladder, Step, column_of

NONE = -1
"""The step of a firm that meets none."""


@dataclass(frozen=True)
class PlacedMany:
    """Where the firms of a table stand.

    Parameters
    ----------
    ladder
        The ladder.
    kept
        The columns carried along.
    assessments
        Of all firms, for each step.
    """

    ladder: Ladder
    kept: pl.DataFrame
    assessments: tuple[Assessments, ...]

    @cached_property
    def errors(self) -> dict[int, tuple[Problem, ...]]:
        """The problems of the firms that cannot be read, by place; each of them once."""
        found: dict[int, dict[str, Problem]] = {}
        for one in self.assessments:
            for row, problems in one.errors.items():
                found.setdefault(row, {}).update({str(problem): problem for problem in problems})
        return {row: tuple(problems.values()) for row, problems in sorted(found.items())}

    @cached_property
    def tables(self) -> tuple[pl.DataFrame, ...]:
        """The results of all firms on each step."""
        return tuple(one.frame() for one in self.assessments)

    @cached_property
    def verdicts(self) -> pl.DataFrame:
        """The verdict of each firm on each step; null for firms that cannot be read."""
        readable = pl.Series(self._readable)
        columns = [
            table["verdict"].alias(step.name)
            for step, table in zip(self.ladder.steps, self.tables, strict=True)
        ]
        frame = pl.DataFrame(columns)
        return frame.with_columns(pl.when(readable).then(pl.col(name)).alias(name) for name in frame.columns)

    @cached_property
    def _readable(self) -> NDArray[np.bool_]:
        readable = np.ones(len(self.assessments[0]), dtype=np.bool_)
        readable[list(self.errors)] = False
        return readable

    def _highest(self, verdicts: Sequence[str]) -> NDArray[np.int64]:
        """Return the highest step on which each firm has one of the verdicts."""
        highest = np.full(len(self._readable), NONE, dtype=np.int64)
        for at, step in enumerate(self.ladder.steps):
            if step.is_template:
                continue
            highest[self.verdicts[step.name].is_in(verdicts).fill_null(False).to_numpy()] = at
        return highest

    @cached_property
    def frame(self) -> pl.DataFrame:
        """A row for each firm in order.

        The kept columns; `stands_on`, the highest step that it surely meets, and `may_stand_on`, the highest
        that it may (null: none); `next`; of the next step `failed`, the lines in the way, and `missing`, the
        columns that would decide it; `error`; and the verdict on each step.
        """
        surely, possibly = self._highest(["pass"]), self._highest(["pass", "needs_review"])
        following = np.where(self._readable, surely + 1, NONE)
        texts = {row: " | ".join(map(_both, problems)) for row, problems in self.errors.items()}
        columns = [
            self._names(surely, "stands_on"),
            self._names(possibly, "may_stand_on"),
            self._names(following, "next"),
            self._of_next(following, "failed"),
            self._of_next(following, "missing"),
            pl.Series("error", [texts.get(row) for row in range(len(surely))], dtype=pl.String),
            *self.verdicts.rename(lambda name: f"verdict_{name}").get_columns(),
        ]
        return pl.DataFrame([*self.kept.get_columns(), *columns])

    def _names(self, at: NDArray[np.int64], title: str) -> pl.Series:
        names = [*(step.name for step in self.ladder.steps), None, None]
        return pl.Series(title, names, dtype=pl.String).gather(np.where(at >= 0, at, len(names) - 1))

    def _of_next(self, following: NDArray[np.int64], title: str) -> pl.Series:
        """Return the lines in the way of the next step, or the columns that would decide it."""
        found: list[list[str] | None] = [None] * len(following)
        for at, (step, table) in enumerate(zip(self.ladder.steps, self.tables, strict=True)):
            rows = np.flatnonzero(following == at)
            for row, names in zip(rows, table[title].gather(rows).to_list(), strict=True):
                found[row] = [column_of(step.reads, name) for name in names] if title == "missing" else names
        return pl.Series(title, found, dtype=pl.List(pl.String))

    def counts(self, by: str | None = None) -> pl.DataFrame:
        """Count the firms by step.

        Parameters
        ----------
        by
            A kept column, such as the street or the code of the district: counts for each of its values.

        Returns
        -------
        A row for each value of `by` (sorted) and each step (from the lowest, last those that meet none):
        `step`, `title_zh`, `title_en`; `stands`, firms of which this is the highest step surely met; `meets`,
        firms that surely meet it, whatever else they meet; `undecided`, those that may (both null for a step
        whose conditions are not confirmed); `firms` and `errors`, all firms of the group and those that
        cannot be read, the same for every step.

        Raises
        ------
        DataError
            Where there is no such column, or a firm has nothing in it.
        """
        groups = self._groups(by)
        surely = self._highest(["pass"])
        rows = []
        for group in groups.unique().sort().to_list():
            inside = (groups == group).to_numpy()
            readable = inside & self._readable
            shared = {"firms": int(inside.sum()), "errors": int((inside & ~self._readable).sum())}
            for at, step in enumerate(self.ladder.steps):
                meets, undecided = (self._having(step, inside, one) for one in ("pass", "needs_review"))
                stands = int((readable & (surely == at)).sum())
                rows.append(_count(group, step, stands, meets, undecided) | shared)
            rows.append(_count(group, None, int((readable & (surely == NONE)).sum()), None, None) | shared)
        frame = pl.DataFrame(rows, schema=COUNTS, orient="row")
        return frame.drop("group") if by is None else frame.rename({"group": by})

    def _having(self, step: Step, inside: NDArray[np.bool_], verdict: str) -> int | None:
        """Return how many firms of a group have a verdict on a step; None where it is not confirmed."""
        if step.is_template:
            return None
        return int((inside & (self.verdicts[step.name] == verdict).fill_null(False).to_numpy()).sum())

    def _groups(self, by: str | None) -> pl.Series:
        if by is None:
            return pl.Series(["*"] * len(self._readable))
        if by not in self.kept.columns:
            names = listed(self.kept.columns)
            raise DataError(
                Problem(
                    Text(zh=f"没有列 {by}", en=f"there is no column {by}"),
                    Where(column=by),
                    Text(zh=f"可用：{names.zh}；请写入 keep", en=f"there are {names.en}; name it in `keep`"),
                )
            )
        groups = self.kept[by].cast(pl.String)
        empty = groups.is_null().arg_true().to_list()
        if empty:
            rows = listed(row + 1 for row in empty[:20])
            raise DataError(
                Problem(
                    Text(
                        zh=f"{len(empty)} 家企业没有填 {by}（第 {rows.zh} 家）",
                        en=f"{len(empty)} firms have nothing in {by} (number {rows.en})",
                    ),
                    Where(column=by),
                    Text(zh="请补齐，否则会漏计", en="fill it in, or they would not be counted"),
                )
            )
        return groups

    @property
    def source(self) -> Source:
        """The source of the counts, for `sources.yaml`: the digest of the definition, and how many firms."""
        firms, errors = len(self._readable), len(self.errors)
        digest = self.ladder.digest
        return Source(
            id=f"{self.ladder.name}-{digest[:12]}",
            title=self.ladder.title,
            note=Text(
                zh=f"按评价表计数：定义的 SHA-256 为 {digest}；企业 {firms} 家，"
                f"其中 {errors} 家数据有误未计入",
                en=f"counted by scorecards, the definition's SHA-256 is {digest}; {firms} firms, {errors} of "
                "them with errors and not counted",
            ),
        )

    def observations(self, unit: str, period: str, suffix: str = "firms") -> pl.DataFrame:
        """Return the counts as observations of an index.

        Parameters
        ----------
        unit
            The kept column with the code of the place.
        period
            What they are of, such as 2024 or 2024-11-30.
        suffix
            Indicators are called `STEP_suffix`, such as sme115_firms.

        Returns
        -------
        unit, indicator, period, value, measure, status, source, low, high, for the steps whose conditions are
        confirmed. The value, and `low`, is how many
        firms surely meet the step; `high` adds those undecided or with errors, where the status is P
        (provisional), else A.

        Raises
        ------
        DataError
            As `counts`, or where the period cannot be read.
        """
        _is_period(period)
        counted = self.counts(unit).filter(pl.col("meets").is_not_null())
        high = pl.col("meets") + pl.col("undecided") + pl.col("errors")
        return counted.select(
            pl.col(unit).alias("unit"),
            (pl.col("step") + f"_{suffix}").alias("indicator"),
            pl.lit(period).alias("period"),
            pl.col("meets").alias("value"),
            pl.lit("家").alias("measure"),
            pl.when(high > pl.col("meets")).then(pl.lit("P")).otherwise(pl.lit("A")).alias("status"),
            pl.lit(self.source.id).alias("source"),
            pl.col("meets").alias("low"),
            high.alias("high"),
        )


COUNTS = {
    "group": pl.String(),
    "step": pl.String(),
    "title_zh": pl.String(),
    "title_en": pl.String(),
    "stands": pl.Int64(),
    "meets": pl.Int64(),
    "undecided": pl.Int64(),
    "firms": pl.Int64(),
    "errors": pl.Int64(),
}


def _count(
    group: str, step: Step | None, stands: int, meets: int | None, undecided: int | None
) -> dict[str, Any]:
    title = step.title if step else Text(zh="一级也未达到", en="meets none")
    return {
        "group": group,
        "step": step.name if step else None,
        "title_zh": title.zh,
        "title_en": title.en,
        "stands": stands,
        "meets": meets,
        "undecided": undecided,
    }


def place_many(
    ladder: Ladder, frame: pl.DataFrame, on: date | None = None, keep: Sequence[str] = ()
) -> PlacedMany:
    """Place every firm of a table, exactly as one by one.

    Parameters
    ----------
    ladder
        The ladder.
    frame
        One firm a row; a column for each input (see `Ladder.inputs`), a field of a struct as `ip.advance`. A
        firm that cannot be read for one step is not placed, and is among the `errors`.
    on
        The day whose versions of the rules hold.
    keep
        Columns that are no inputs and come back with the results, such as the place of the firm.

    Raises
    ------
    DataError
        Where the table has a column that is neither an input nor kept.
    """
    inputs = frame.drop([name for name in keep if name in frame.columns])
    _columns_are_known(ladder, inputs.columns)
    found = [
        assess_rows(step.card, _columns_of(step.reads, inputs), frame.height, on) for step in ladder.steps
    ]
    return PlacedMany(ladder, frame.select(keep), tuple(found))


def _columns_of(reads: Mapping[str, str], frame: pl.DataFrame) -> pl.DataFrame:
    """Return the columns that a step reads, under the names of its inputs."""
    columns = []
    for name, column in reads.items():
        for title in frame.columns:
            head, point, field = title.partition(".")
            if head == column:
                columns.append(frame[title].alias(f"{name}{point}{field}"))
    return pl.DataFrame(columns)


def _columns_are_known(ladder: Ladder, columns: Iterable[str]) -> None:
    strange = [name for name in columns if name.partition(".")[0] not in ladder.inputs]
    if strange:
        names = listed(ladder.inputs)
        raise DataError(
            Problem(
                Text(zh=f"没有一级用到“{name}”列", en=f"no step reads the column {name!r}"),
                Where(column=name),
                Text(
                    zh=f"可用：{names.zh}；其他列请写入 keep，原样带回",
                    en=f"the inputs are {names.en}; name other columns in `keep` to carry them along",
                ),
            )
            for name in strange
        )


def _is_period(period: str) -> None:
    try:
        Period.parse(period)
    except ValueError:
        raise DataError(
            Problem(
                Text(zh=f"“{period}”不是时期", en=f"{period!r} is not a period"),
                Where(field="period"),
                Text(zh="例如 2024、2024-Q3、2024-11-30", en="for example 2024, 2024-Q3, 2024-11-30"),
            )
        ) from None


def _both(problem: Problem) -> str:
    what = problem.located
    return f"{what.zh} / {what.en}"
