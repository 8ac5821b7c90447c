"""What a number states."""

from __future__ import annotations

from typing import NamedTuple

from quheng.evidence.claim import Kind


class Sense(NamedTuple):
    """What a number states.

    Parameters
    ----------
    kind
        Its kind.
    rule
        The rule, with the cue that decided.
    relative_to
        The whole of a share, the field of a rank, the base of a growth; empty where there is none.
    """

    kind: Kind
    rule: str
    relative_to: str = ""
