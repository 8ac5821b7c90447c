"""Put the labels of row, column and title together: what the figure of a cell states."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from quheng.evidence.claim import ClaimPeriod, ClaimPlace, Kind
from quheng.evidence.tables.comparisons import PLAN, Comparison
from quheng.evidence.tables.labels import Label, read_label
from quheng.evidence.tables.layout import Column, Layout
from quheng.evidence.tables.naming import Named, name_cell
from quheng.evidence.tables.periods import TableTime, cell_period
from quheng.evidence.tables.places import NamedPlace, PlaceNames, claim_place, narrower
from quheng.evidence.tables.stub import RowLabels
from quheng.evidence.tables.units import PER_CENT, PLAIN, RANK, Unit, units_above
from quheng.evidence.tables.words import table_words

PROPORTIONS = ("ratio", "percentage-point")
"""The dimensions of a growth and a share."""

NUMBER_OF_TABLE = re.compile(r"\A(?:附|续)?表(?:格)?[0-9一二三四五六七八九十.\-]*[: 、.]*")


@dataclass(frozen=True, slots=True)
class ColumnLabels:
    """What labels the figures of a column.

    Parameters
    ----------
    index, panel
        The column, and the panel that it belongs to.
    labels
        Its header taken apart.
    words
        What it names, without places.
    carried
        What the column to the left names, of which this one is the growth, the share or the rank: it counts
        where the rows name nothing.
    place
        The place that it names.
    units
        The units that it states.
    comparison
        What its figures compare with.
    is_total
        Whether it sums up the others.
    marks
        Its footnote marks.
    text
        The header in one line.
    """

    index: int
    panel: int
    labels: tuple[Label, ...]
    words: str
    carried: str
    place: NamedPlace | None
    units: tuple[Unit, ...]
    comparison: Comparison | None
    is_total: bool
    marks: tuple[str, ...]
    text: str

    @classmethod
    def of(cls, column: Column, places: PlaceNames, left: ColumnLabels | None) -> ColumnLabels:
        """Read the header of a column; `left` is the column of figures before it."""
        labels = column.labels
        words, place = [], None
        for label in labels:
            found = places.at_head(label.words) if label.words else None
            place = found or place
            rest = found.rest if found else label.words
            if rest:
                words.append(rest)
        name = "".join(dict.fromkeys(words))
        comparison = next((label.comparison for label in reversed(labels) if label.comparison), None)
        return cls(
            column.index,
            column.panel,
            labels,
            name,
            (left.words or left.carried) if comparison and not name and left else "",
            place,
            next((label.units for label in reversed(labels) if label.units), ()),
            comparison,
            any(label.is_total for label in labels),
            tuple(mark for label in labels for mark in label.marks),
            " / ".join(column.path),
        )


@dataclass(frozen=True, slots=True)
class Sense:
    """What the figure of a cell states, all but its value and its place.

    Parameters
    ----------
    kind, relative_to
        As of a claim.
    named
        The indicator.
    unit
        In what it is stated.
    period
        The time.
    sign
        -1 where positive figures are falls.
    rules
        The rules that set these fields.
    """

    kind: Kind
    relative_to: str
    named: Named
    unit: Unit
    period: ClaimPeriod
    sign: int
    rules: Mapping[str, str]


@dataclass
class Meaning:
    """Gives the cells of a table their sense.

    Parameters
    ----------
    layout
        The table.
    time
        What is known of its time.
    places
        Its places.
    """

    layout: Layout
    time: TableTime
    places: PlaceNames

    def __post_init__(self) -> None:
        self._senses: dict[tuple[str, int], Sense] = {}
        self._periods: dict[tuple[tuple[str, ...], int, bool | None, Kind], tuple[ClaimPeriod, str]] = {}
        self._places: dict[tuple[str, int], tuple[ClaimPlace, str]] = {}

    @cached_property
    def columns(self) -> tuple[ColumnLabels, ...]:
        """The labels of the columns of figures."""
        read: list[ColumnLabels] = []
        for column in self.layout.values:
            left = read[-1] if read and read[-1].panel == column.panel else None
            read.append(ColumnLabels.of(column, self.places, left))
        return tuple(read)

    @cached_property
    def title(self) -> str:
        """What the titles name, without time, place and the words of every title."""
        named = [self._subject(title) for title in self.layout.titles if not units_above(title)]
        return "，".join(words for words in named if words)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The units that stand above the table: 单位：亿元, or a title that ends in （亿元）."""
        stated = [units_above(title) for title in self.layout.titles]
        return next((units for units in stated if units), ()) or next(
            (label.units for label in map(read_label, self.layout.titles) if label.units), ()
        )

    @cached_property
    def plans(self) -> bool:
        """Whether the title is that of a plan or a budget."""
        return any(_is_plan(title) for title in self.layout.titles)

    @cached_property
    def inherits_months(self) -> bool:
        """Whether headers that are only a year mean the months of the title: one is that of the title."""
        form = self.time.form
        years = {
            one.year
            for column in self.columns
            for label in column.labels
            for one in label.forms
            if one.months is None
        }
        return form is not None and form.months is not None and form.year in years and form.edge is None

    def sense(self, row: RowLabels, column: ColumnLabels) -> Sense:
        """Return what the figures in a row and a column state."""
        key = row.key, column.index
        found = self._senses.get(key)
        if found is None:
            found = self._senses[key] = self._sense(row, column)
        return found

    def place(self, row: RowLabels, column: ColumnLabels) -> tuple[ClaimPlace, str]:
        """Return whom the figures in a row and a column speak of, and the rule."""
        key = row.place_key, column.index
        found = self._places.get(key)
        if found is None:
            found = self._places[key] = self._place(row, column)
        return found

    def _place(self, row: RowLabels, column: ColumnLabels) -> tuple[ClaimPlace, str]:
        if row.unlisted:
            return ClaimPlace(None, row.unlisted, "organisation", "explicit"), "place.unlisted"
        in_row = row.place.place if row.place else None
        in_column = column.place.place if column.place else None
        chosen = narrower(in_row, in_column)
        if chosen is None:
            default = self.places.default
            rule = f"place.{default.rule}"
            return default.claim_place, f"{rule}-total" if row.is_total and self.layout.stubs(
                0, "place"
            ) else rule
        source = row.place if chosen is in_row else column.place
        assert source is not None
        return claim_place(chosen, "explicit"), source.rule

    def _sense(self, row: RowLabels, column: ColumnLabels) -> Sense:
        of_row = next((label.comparison for label in reversed(row.labels) if label.comparison), None)
        comparison = column.comparison or of_row
        units, rule = self._units(row, column, comparison)
        named, unit = self._named(row, column, units, comparison)
        kind, kind_rule = self._kind(comparison, named, unit)
        period, period_rule = self._period(row, column, named.stock, kind)
        rules = {
            "measure": f"measure.{rule}",
            "kind": kind_rule,
            "period": period_rule,
            "indicator": named.rule,
        }
        relative_to = comparison.relative_to if comparison else ""
        sign = comparison.sign if comparison else 1
        return Sense(kind, relative_to, named, unit, period, sign, rules)

    def _period(
        self, row: RowLabels, column: ColumnLabels, stock: bool | None, kind: Kind
    ) -> tuple[ClaimPeriod, str]:
        telling = tuple(label.text for label in row.labels if label.is_telling)
        key = telling, column.index, stock, kind
        found = self._periods.get(key)
        if found is None:
            found = self._periods[key] = cell_period(
                row.labels,
                column.labels,
                self.time,
                stock=stock,
                kind=kind,
                inherits_months=self.inherits_months,
            )
        return found

    def _units(
        self, row: RowLabels, column: ColumnLabels, comparison: Comparison | None
    ) -> tuple[Sequence[Unit], str]:
        """Return the units that may be meant, and where they stand.

        A comparison's own unit is in its header; it is in per cent where none is written. A level's unit is
        that of its row, of its column, of the table.
        """
        if comparison and comparison.kind == "rank":
            return (RANK,), "rank"
        in_column = column.units, "column"
        in_row = row.units, "row"
        if comparison and comparison.is_proportion:
            of_column = column.comparison is comparison
            for units, rule in (in_column, in_row) if of_column else (in_row, in_column):
                proportions = [unit for unit in units if unit.dimension in PROPORTIONS]
                if proportions:
                    return proportions, rule
            return (PER_CENT,), "comparison"
        for units, rule in (in_row, in_column, (self.units, "title")):
            if units:
                return units, rule
        return (PLAIN,), "none"

    def _named(
        self, row: RowLabels, column: ColumnLabels, units: Sequence[Unit], comparison: Comparison | None
    ) -> tuple[Named, Unit]:
        """Return the indicator and, of several units above a table, the one in which it is stated."""
        words = column.words or ("" if row.words else column.carried)
        first: tuple[Named, Unit] | None = None
        for unit in units:
            if len(units) > 1 and unit.dimension == "ratio" and not (comparison and comparison.is_proportion):
                continue
            named = name_cell(row.words, words, row.context, self.title, unit.dimension)
            if named.indicator:
                return named, unit
            first = first or (named, unit)
        if first is None:
            first = name_cell(row.words, words, row.context, self.title, units[0].dimension), units[0]
        return first

    def _kind(self, comparison: Comparison | None, named: Named, unit: Unit) -> tuple[Kind, str]:
        if comparison:
            return comparison.kind, comparison.rule
        indicator = named.indicator
        if indicator and indicator.nature == "rate":
            return "rate", "kind.rate:indicator"
        if unit.dimension == "percentage-point":
            return "growth", "kind.growth:percentage-point"
        if unit.measure == "%" and indicator and unit.dimension not in indicator.dimensions:
            return "growth", "kind.growth:percent-of-amount"
        if unit.measure in ("%", "‰"):
            return "rate", "kind.rate:percent"
        return ("forecast", "kind.forecast:title") if self.plans else ("level", "kind.level")

    def _subject(self, title: str) -> str:
        label = read_label(title)
        words = NUMBER_OF_TABLE.sub("", label.words)
        for word in sorted(table_words().title_words, key=len, reverse=True):
            words = words.replace(word, "")
        found = self.places.at_head(words) if words else None
        return (found.rest if found else words).strip("表 ()（）、，0123456789-—")


def _is_plan(title: str) -> bool:
    found = PLAN.search(title)
    tail = title[found.end() :] if found else ""
    return (
        found is not None
        and "执行" not in title
        and "决算" not in title
        and tail.strip("（）()草案安排情况表 ") == ""
    )
