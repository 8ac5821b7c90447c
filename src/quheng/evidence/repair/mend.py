"""The repair of a whole text: one pass a defect, until nothing is left to mend."""

from __future__ import annotations

from collections.abc import Sequence

from quheng.bilingual import Text
from quheng.evidence.claim import Note
from quheng.evidence.repair.characters import usual_characters
from quheng.evidence.repair.dashes import dashes_for_one
from quheng.evidence.repair.lines import joined_lines
from quheng.evidence.repair.numbers import mended_gaps, whole_numbers
from quheng.evidence.repair.spaces import stray_spaces
from quheng.evidence.repair.view import Edit, Offsets, View, apply

ROUNDS = 16
"""One repair can uncover another (a hidden mark stood in a number, a number ended a line). Real pages settle
in two or three rounds; the bound keeps a hostile text linear."""

NOTES = {
    "mended-number": Text(
        zh="此处数字被换行或空格拆开，已拼合读取，请核对原文。",
        en="A number was torn apart here by a line break or a space; it is read as one. "
        "Please check the original.",
    ),
    "mended-measure": Text(
        zh="此处数字与计量单位被换行隔开，已连起来读取，请核对原文。",
        en="A line break stood between a number and its measure here; they are read together. "
        "Please check the original.",
    ),
    "mended-dash": Text(
        zh="此处的“一”按连接号读取，不作数字一。",
        en="The character 一 here is read as a dash, not as the number one.",
    ),
}


def repair(raw: str) -> View:
    """Mend what the layout broke, and keep the way back.

    The view has the same characters in the same order: full-width digits, letters and signs become half
    width, each for one; invisible marks, stray spaces and the line breaks inside a number, before a measure
    or inside a sentence are left out; 一 printed for a dash becomes a dash. Nothing is ever added.

    Parameters
    ----------
    raw
        Any text. It is not changed.

    Returns
    -------
    View
        The repaired text, its offsets and notes. ``repair(view.text).text == view.text``.
    """
    text, offsets = raw, Offsets()
    notes: list[Note] = []
    for _ in range(ROUNDS):
        before = text
        text, offsets = _pass(text, offsets, usual_characters(text))
        dashes = dashes_for_one(text)
        notes += _notes("mended-dash", dashes, offsets, 0)
        text, offsets = _pass(text, offsets, dashes)
        text, offsets = _pass(text, offsets, whole_numbers(text))
        gaps = mended_gaps(text)
        notes += _notes("mended-number", [edit for edit, torn in gaps if torn == "number"], offsets, 1)
        notes += _notes("mended-measure", [edit for edit, torn in gaps if torn == "measure"], offsets, 1)
        text, offsets = _pass(text, offsets, [edit for edit, _ in gaps])
        text, offsets = _pass(text, offsets, joined_lines(text))
        text, offsets = _pass(text, offsets, stray_spaces(text))
        if text == before:
            break
    return View(raw, text, offsets, tuple(sorted(notes, key=lambda note: (note.start, note.end))))


def _pass(text: str, offsets: Offsets, edits: Sequence[Edit]) -> tuple[str, Offsets]:
    if not edits:
        return text, offsets
    text, later = apply(text, edits)
    return text, offsets.then(later)


def _notes(code: str, edits: Sequence[Edit], offsets: Offsets, around: int) -> list[Note]:
    """Note each edit, with the character on either side where it left something out."""
    return [
        Note(
            offsets.origin(edit.start - around), offsets.origin(edit.end - 1 + around) + 1, code, NOTES[code]
        )
        for edit in edits
    ]
