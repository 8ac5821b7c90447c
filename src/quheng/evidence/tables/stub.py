"""The labels of a row: what stands before its figures, with the rows and sections above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from quheng.evidence.tables.figures import is_missing
from quheng.evidence.tables.grid import Grid
from quheng.evidence.tables.labels import Label, read_label
from quheng.evidence.tables.layout import Column, Layout
from quheng.evidence.tables.line import Line
from quheng.evidence.tables.places import NamedPlace, PlaceNames, by_code
from quheng.evidence.tables.units import Unit, stated_unit

WIDTH_OF_PART = 6
"""How much 其中： moves a label to the right: 出口 below 其中：进口 is indented by as much."""

NEARLY = 1


@dataclass(frozen=True, slots=True)
class RowLabels:
    """What labels the figures of a row.

    Parameters
    ----------
    words
        What they name, without places and times.
    context
        The words above the row in its outline.
    labels
        The labels taken apart, sections first.
    place
        The place that they name.
    unlisted
        A name in a column of places that the gazetteer lacks.
    units
        The units that they state, or that their own column does.
    parent
        The row of which this one is a part.
    is_total
        Whether it sums up the others.
    marks
        The footnote marks.
    text
        The labels in one line.
    key, place_key
        Rows with the same key state the same of their figures; with the same place key, of the same place.
    """

    words: str
    context: str
    labels: tuple[Label, ...]
    place: NamedPlace | None
    unlisted: str
    units: tuple[Unit, ...]
    parent: str
    is_total: bool
    marks: tuple[str, ...]
    text: str
    key: str
    place_key: str


@dataclass(slots=True)
class _Above:
    """A row or a section above, that rows below may be part of."""

    depth: int
    words: str
    place: NamedPlace | None


@dataclass
class Stub:
    """Reads the labels of the rows of a table, from top to bottom.

    Parameters
    ----------
    grid, layout, places
        The table.
    """

    grid: Grid
    layout: Layout
    places: PlaceNames
    section: _Above | None = None
    section_labels: tuple[Label, ...] = ()
    _above: dict[int, list[_Above]] = field(default_factory=dict)
    _last: dict[int, str] = field(default_factory=dict)

    def open_section(self, text: str) -> None:
        """Enter a section: its words stand over all rows until the next one."""
        label = read_label(text)
        found = self.places.at_head(label.words) if label.words else None
        words = found.rest if found else label.words
        self.section = _Above(-1, words, found)
        self.section_labels = (label,)
        self._above.clear()

    def row(self, line: Line, panel: int) -> RowLabels | None:
        """Return the labels of a row in a panel; None where it has none."""
        columns = self.layout.stubs(panel, "indicator", "place", "period", "code")
        pairs = [(column, self._text(line, column, columns)) for column in columns]
        pairs = [(column, text) for column, text in pairs if text.strip()]
        if not pairs:
            return None
        place: NamedPlace | None = None
        unlisted = ""
        words: list[str] = []
        labels: list[Label] = []
        for column, text in pairs:
            if column.role == "code":
                place = by_code(text) or place
                continue
            label = self._label(line, column, text)
            labels.append(label)
            found, rest = self._place(label, column)
            place = place or found
            if column.role == "place":
                unlisted = unlisted or ("" if found else label.words)
            elif rest:
                words.append(rest)
        name = "".join(words)
        parent = self._parent(panel, name, labels, place)
        above = [one for one in (self.section, parent) if one]
        place = place or next((one.place for one in reversed(above) if one.place and not unlisted), None)
        all_labels = (*self.section_labels, *labels)
        units = self._units(line, panel, labels)
        context = "，".join(one.words for one in above if one.words)
        told = (label.text for label in all_labels if label.is_telling)
        is_total = any(label.is_total for label in labels)
        return RowLabels(
            words=name,
            context=context,
            labels=all_labels,
            place=place,
            unlisted="" if place else unlisted,
            units=units,
            parent=parent.words if parent else "",
            is_total=is_total,
            marks=tuple(mark for label in labels for mark in label.marks),
            text=" / ".join(text.strip() for _, text in pairs),
            key="\t".join((name, context, *(unit.text for unit in units), "", *told)),
            place_key=f"{place.place.name} {place.place.code} {place.rule}"
            if place
            else f"{unlisted} {is_total}",
        )

    def _place(self, label: Label, column: Column) -> tuple[NamedPlace | None, str]:
        """Return the place with which a label begins, and what it says besides."""
        found = self.places.at_head(label.words) if label.words else None
        if found is None or (found.rest and column.role != "place" and found.place.level == "township"):
            return None, label.words
        return found, found.rest

    def _text(self, line: Line, column: Column, columns: Sequence[Column]) -> str:
        """Return the label in a column; one that a merged cell or a blank one carries down from above."""
        text = line.cells[column.index] if column.index < len(line.cells) else ""
        if text.strip():
            for right in columns:
                if right.index > column.index:
                    self._last.pop(right.index, None)
            self._last[column.index] = text
            return text
        if (line.number, column.index) in self.grid.covered:
            origin = self.grid.covered[line.number, column.index]
            return self._last.get(column.index, "") if origin[1] == column.index else ""
        is_last = column.index == columns[-1].index
        carries = not self.grid.knows_spans and not is_last
        return self._last.get(column.index, "") if carries else ""

    def _label(self, line: Line, column: Column, text: str) -> Label:
        label = read_label(text)
        indent = self.grid.indents.get((line.number, column.index), 0)
        return replace(label, depth=label.depth + indent) if indent else label

    def _parent(
        self, panel: int, words: str, labels: Sequence[Label], place: NamedPlace | None
    ) -> _Above | None:
        """Return the row of which this one is a part, and remember this one for those below."""
        stack = self._above.setdefault(panel, [])
        depth = max((label.depth for label in labels), default=0)
        limit = depth - NEARLY
        if any(label.is_part for label in labels):
            depth += WIDTH_OF_PART
            limit = max(depth - NEARLY, WIDTH_OF_PART)
        while stack and stack[-1].depth >= limit:
            stack.pop()
        parent = stack[-1] if stack else None
        stack.append(_Above(depth, words, place))
        return parent

    def _units(self, line: Line, panel: int, labels: Sequence[Label]) -> tuple[Unit, ...]:
        own = tuple(unit for label in labels for unit in label.units)
        if own:
            return own
        for column in self.layout.stubs(panel, "measure"):
            text = line.cells[column.index] if column.index < len(line.cells) else ""
            unit = None if is_missing(text) else stated_unit(text)
            if unit:
                return (unit,)
        return tuple(unit for label in self.section_labels for unit in label.units)
