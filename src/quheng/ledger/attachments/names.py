"""Names that people gave their files: kept as words, never used as a path."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from quheng.ledger.cases.refusal import refuse

LONGEST = 120

BLANKS = re.compile(r"\s+")


def clean_name(name: str) -> str:
    r"""Return a name without folders, control signs and marks that turn the direction of writing.

    `../a.pdf`, `C:\x\a.pdf` and `a\u202efdp.exe` come to `a.pdf`, `a.pdf` and `afdp.exe`.

    Raises
    ------
    RefusedError
        Where nothing is left.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(
        sign for sign in last if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    )
    shown = BLANKS.sub(" ", kept).strip(" .")
    stem, ending = PurePosixPath(shown).stem, PurePosixPath(shown).suffix
    shown = f"{stem[: LONGEST - len(ending)]}{ending}" if len(ending) < LONGEST else shown[:LONGEST]
    if not shown:
        raise refuse("value", "文件没有名称", "the file has no name", field="file")
    return shown


def ending_of(name: str) -> str:
    """Return the ending of a name in small letters, with its dot."""
    return PurePosixPath(name).suffix.lower()
