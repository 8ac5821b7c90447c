"""What the checks found: claims that belong together, the arithmetic between them, and what it may mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from quheng.bilingual import Text

Severity = Literal["conflict", "suspicious", "info"]
"""conflict: both cannot be right as they stand; suspicious: one may be wrong, look; info: worth knowing."""

Code = Literal[
    "conflict", "definition-conflict", "part-over-whole", "parts-sum", "implied-whole", "ratio", "completion",
    "growth-base", "funnel", "run-rate", "slip", "vintage", "scope-mismatch", "ambiguous-base", "implausible",
    "corroborates",
]  # fmt: skip
"""The relation, by the name of its file."""

SEVERITIES: tuple[Severity, ...] = get_args(Severity)
CODES: tuple[Code, ...] = get_args(Code)


@dataclass(frozen=True, slots=True)
class Finding:
    """One relation between claims of a reading. It corrects nothing.

    Parameters
    ----------
    code
        The relation.
    severity
        Whether a person must look.
    claims
        Indices into the claims of the reading, in the order of the arithmetic.
    arithmetic
        The reckoning, in the numbers of the text: 58家 + 3家 = 61家.
    cause
        The likely cause, or what it means, in one sentence.
    """

    code: Code
    severity: Severity
    claims: tuple[int, ...]
    arithmetic: Text
    cause: Text
