"""What the reader of workbooks does not tell of a sheet: merged cells, indents, per cent, formulas.

It is searched in the XML of the sheet by patterns, piece by piece and without an XML parser: there is nothing
to expand, the cells of a large sheet are not built a second time, and only four facts are wanted. A text in a
cell cannot feign them, since XML writes its `<` as `&lt;`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from posixpath import join, normpath
from zipfile import BadZipFile, ZipFile

from quheng.evidence.tables.grid import Spot, column_of

PIECE = 1 << 20
LONGEST_PART = 1 << 31
LONGEST_SMALL_PART = 1 << 26
"""A part that unpacks to more than this is left alone."""

_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*"([^"]*)"')
_TAG = r"<(?:\w+:)?{}\b([^>]*)>"
_SHEET = re.compile(_TAG.format("sheet"))
_RELATION = re.compile(_TAG.format("Relationship"))
_FORMAT = re.compile(_TAG.format("numFmt"))
_STYLES = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(r"<(?:\w+:)?(xf|alignment)\b([^>]*)>")
_MERGED = re.compile(r'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_UNCOMPUTED = re.compile(
    r"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    r"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_ERROR = re.compile(r'<(?:\w+:)?c\b([^>]*\bt="e"[^>]*)>')
_PLACE = re.compile(r"([A-Z]+)(\d+)")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
BUILT_IN_PERCENT = ("9", "10")


@dataclass(frozen=True)
class SheetFacts:
    """What the XML of one sheet says.

    Parameters
    ----------
    merged
        First and last cell of each merged one.
    percents
        The cells whose number is shown in per cent.
    indents
        Cells whose text is indented, in characters.
    uncomputed, errors
        Cells with a formula that has no stored result, or an error for one.
    """

    merged: tuple[tuple[Spot, Spot], ...] = ()
    percents: frozenset[Spot] = frozenset()
    indents: dict[Spot, int] = field(default_factory=dict)
    uncomputed: tuple[Spot, ...] = ()
    errors: tuple[Spot, ...] = ()


class WorkbookXml:
    """The parts of a workbook, opened once.

    Parameters
    ----------
    path
        An XLSX file. Where its archive cannot be read this way no sheet has facts: the reader of its cells
        says what is wrong with it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def facts(self, sheet: str) -> SheetFacts:
        """Return what the XML of a sheet says."""
        part = self._parts.get(sheet)
        if part is None:
            return SheetFacts()
        try:
            with ZipFile(self.path) as archive:
                return _facts(_pieces(archive, part), *self._styles)
        except (BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError):
            return SheetFacts()

    @cached_property
    def _parts(self) -> dict[str, str]:
        """Sheet → the part that holds it."""
        targets = {
            found["Id"]: found["Target"]
            for found in map(_attributes, _RELATION.findall(self._small("xl/_rels/workbook.xml.rels")))
            if {"Id", "Target"} <= found.keys()
        }
        sheets = map(_attributes, _SHEET.findall(self._small("xl/workbook.xml")))
        return {
            _unescaped(found["name"]): normpath(join("xl", targets[found["r:id"]])).lstrip("/")
            for found in sheets
            if "name" in found and found.get("r:id") in targets
        }

    @cached_property
    def _styles(self) -> tuple[frozenset[str], dict[str, int]]:
        """Return the styles that show per cent, and how far each style indents."""
        xml = self._small("xl/styles.xml")
        formats = {
            found["numFmtId"]: _QUOTED.sub("", _unescaped(found.get("formatCode", "")))
            for found in map(_attributes, _FORMAT.findall(xml))
            if "numFmtId" in found
        }
        showing = {number for number, code in formats.items() if "%" in code} | set(BUILT_IN_PERCENT)
        percents, indents, number = set(), {}, -1
        block = _STYLES.search(xml)
        for tag, text in _STYLE.findall(block[0] if block else ""):
            found = _attributes(text)
            if tag == "xf":
                number += 1
                if found.get("numFmtId") in showing:
                    percents.add(str(number))
            elif found.get("indent", "0").isdigit() and found.get("indent", "0") != "0":
                indents[str(number)] = 2 * int(found["indent"])
        return frozenset(percents), indents

    def _small(self, part: str) -> str:
        try:
            with ZipFile(self.path) as archive:
                if archive.getinfo(part).file_size > LONGEST_SMALL_PART:
                    return ""
                return archive.read(part).decode("utf-8", "replace")
        except (BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError):
            return ""


def _pieces(archive: ZipFile, part: str) -> Iterator[str]:
    """Yield the XML in pieces that end where a cell or a row does."""
    if archive.getinfo(part).file_size > LONGEST_PART:
        return
    rest = b""
    with archive.open(part) as stream:
        while read := stream.read(PIECE):
            whole, mark, rest = (rest + read).rpartition(b"<c ")
            yield whole.decode("utf-8", "replace")
            rest = mark + rest
    yield rest.decode("utf-8", "replace")


def _facts(pieces: Iterator[str], percents: frozenset[str], indents: dict[str, int]) -> SheetFacts:
    merged: list[tuple[Spot, Spot]] = []
    shown: set[Spot] = set()
    indented: dict[Spot, int] = {}
    uncomputed: list[Spot] = []
    errors: list[Spot] = []
    styled = percents | indents.keys()
    by_style = re.compile(rf'<(?:\w+:)?c\b[^>]*\bs="(?:{"|".join(sorted(styled))})"[^>]*>')
    for xml in pieces:
        if styled:
            for match in by_style.finditer(xml):
                found = _attributes(match[0])
                spot = _spot(found.get("r", ""))
                if spot and found["s"] in percents:
                    shown.add(spot)
                if spot and found["s"] in indents:
                    indented[spot] = indents[found["s"]]
        uncomputed += _spots(_UNCOMPUTED, xml)
        errors += _spots(_ERROR, xml)
        merged += (
            ((int(first), column_of(left)), (int(last), column_of(right)))
            for left, first, right, last in _MERGED.findall(xml)
        )
    return SheetFacts(tuple(merged), frozenset(shown), indented, tuple(uncomputed), tuple(errors))


def _spots(cell: re.Pattern[str], xml: str) -> list[Spot]:
    found = (_spot(_attributes(head).get("r", "")) for head in cell.findall(xml))
    return [spot for spot in found if spot]


def _attributes(text: str) -> dict[str, str]:
    return dict(_ATTRIBUTE.findall(text))


def _spot(reference: str) -> Spot | None:
    found = _PLACE.fullmatch(reference)
    return (int(found[2]), column_of(found[1])) if found else None


def _unescaped(text: str) -> str:
    from html import unescape

    return unescape(text)
