"""Words with alternatives: `(规模以上|规上)工业(企业|)利润` stands for the four texts that it spells."""

from __future__ import annotations

from itertools import product

from quheng.bilingual import Text
from quheng.declarations import ContradictionError

OPEN, BAR, CLOSE, OPTIONAL = "(|)?"


def expand(template: str) -> tuple[str, ...]:
    """Return every text that `template` stands for, each once, in the order of its alternatives.

    Parameters
    ----------
    template
        Plain characters, `(a|b|)` for a, b or nothing, and `x?` for the character (or group) x or nothing.
        Groups may stand within groups.

    Raises
    ------
    ContradictionError
        Where brackets do not pair, or the template spells an empty text.
    """
    texts, end = _alternatives(template, 0)
    if end != len(template):
        raise _unpaired(template)
    if not all(texts):
        raise ContradictionError(
            Text(zh=f"“{template}”可以展开成空文字", en=f"{template!r} also spells an empty text"),
            Text(zh="请至少留一部分不可省略", en="leave one part of it that cannot be left out"),
        )
    return tuple(dict.fromkeys(texts))


def _alternatives(template: str, start: int) -> tuple[list[str], int]:
    """Read alternatives from `start` to the bracket that closes them, or to the end; return where that is."""
    texts: list[str] = []
    parts: list[list[str]] = []
    at = start
    while at < len(template) and template[at] != CLOSE:
        mark = template[at]
        if mark == BAR:
            texts += _joined(parts)
            parts = []
        elif mark == OPEN:
            inner, at = _alternatives(template, at + 1)
            if at == len(template):
                raise _unpaired(template)
            parts.append(inner)
        elif mark == OPTIONAL and parts:
            parts[-1] = [*parts[-1], ""]
        else:
            parts.append([mark])
        at += 1
    return texts + _joined(parts), at


def _joined(parts: list[list[str]]) -> list[str]:
    return ["".join(chosen) for chosen in product(*parts)]


def _unpaired(template: str) -> ContradictionError:
    return ContradictionError(
        Text(zh=f"“{template}”的括号没有成对", en=f"the brackets of {template!r} do not pair"),
        Text(zh="请写成 (甲|乙|) 的形式", en="write (a|b|)"),
    )
