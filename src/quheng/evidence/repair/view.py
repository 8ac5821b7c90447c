"""The view of a text: repaired characters, each of which knows where it stands in the untouched text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quheng.evidence.claim import Note


class Edit(NamedTuple):
    """Replace `text[start:end]` by `by`: nothing, or one character that stands for the first of them.

    Nothing is ever added, so a view is never longer than its text and every one of its characters has exactly
    one origin.
    """

    start: int
    end: int
    by: str


@dataclass(frozen=True, slots=True)
class Offsets:
    """Where the characters of a view stood, kept as the few places at which the distance changes.

    Parameters
    ----------
    starts
        Offsets in the view at which a new distance begins, ascending, the first of them 0.
    shifts
        origin − view, one for each start, ascending.
    """

    starts: Sequence[int] = (0,)
    shifts: Sequence[int] = (0,)

    def origin(self, offset: int) -> int:
        """Return where the character at `offset` stood; O(log n)."""
        return offset + self.shifts[bisect_right(self.starts, offset) - 1]

    @property
    def is_identity(self) -> bool:
        """Whether nothing was left out."""
        return len(self.starts) == 1 and self.shifts[0] == 0

    def then(self, later: Offsets) -> Offsets:
        """Return the offsets of two repairs, one after the other, as one.

        Parameters
        ----------
        later
            Those of the second repair, which started from the result of the first.
        """
        if self.is_identity:
            return later
        if later.is_identity:
            return self
        starts: list[int] = []
        shifts: list[int] = []
        k, last = 0, len(self.starts) - 1
        for i, (start, shift) in enumerate(zip(later.starts, later.shifts, strict=True)):
            between = start + shift
            while k < last and self.starts[k + 1] <= between:
                k += 1
            starts.append(start)
            shifts.append(shift + self.shifts[k])
            end = later.starts[i + 1] + shift if i + 1 < len(later.starts) else None
            while k < last and (end is None or self.starts[k + 1] < end):
                k += 1
                starts.append(self.starts[k] - shift)
                shifts.append(shift + self.shifts[k])
        return Offsets(starts, shifts)


def apply(text: str, edits: Sequence[Edit]) -> tuple[str, Offsets]:
    """Apply `edits`, in order and free of overlaps, copying what lies between them in one piece.

    Returns
    -------
    tuple of (str, Offsets)
        The new text, and where its characters stood in `text`.
    """
    parts: list[str] = []
    starts, shifts = [0], [0]
    done = shift = 0
    for start, end, by in edits:
        parts.append(text[done:start])
        parts.append(by)
        removed = end - start - len(by)
        if removed:
            shift += removed
            begins = end - shift
            if starts[-1] == begins:
                shifts[-1] = shift
            else:
                starts.append(begins)
                shifts.append(shift)
        done = end
    parts.append(text[done:])
    return "".join(parts), Offsets(starts, shifts)


@dataclass(frozen=True, slots=True)
class View:
    """A text as it is read, beside the text as it was given.

    Parameters
    ----------
    raw
        The untouched text.
    text
        The repaired text, on which every later stage works.
    offsets
        From the repaired text to the untouched one.
    notes
        Repairs that a reviewer should know, with offsets into the untouched text.
    """

    raw: str
    text: str
    offsets: Offsets
    notes: tuple[Note, ...] = ()

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of `raw` from the first to the last character of `text[start:end]`.

        Parameters
        ----------
        start, end
            A span of the view, ``0 <= start <= end <= len(text)``. An empty span stays empty.

        Returns
        -------
        tuple of (int, int)
            ``0 <= raw_start <= raw_end <= len(raw)``; what was removed between the two ends is inside.
        """
        first = self.offsets.origin(start)
        return first, self.offsets.origin(end - 1) + 1 if end > start else first
