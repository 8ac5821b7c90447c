"""The fenced blocks of a Markdown page, and the edits that a reader is asked to make.

````text
```sh                 is run by bash; `sh fails` must exit with another code than 0; `sh not-run` is not run
```python             is run; all of a page share one namespace; `python fails` must raise a QuhengError
```text               right below one of these: what it printed, `...` standing for any text
```yaml               must be valid in an index; `yaml some/path.yaml` is written there
```csv some/path.csv  is written there; so is `python some/path.py`
<!-- edit some/path: old -> new -->   what the reader is told to change by hand
````
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^```(?P<info>\w[^\n]*)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
EDIT = re.compile(r"^<!-- edit (?P<path>\S+): (?P<old>.+?) -> (?P<new>.*?) -->$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """One fenced block, or an edit."""

    line: int
    kind: str
    options: tuple[str, ...]
    code: str
    shown: str | None = None
    """What the page says that it prints."""


def blocks_of(page: Path) -> list[Block]:
    """Return the blocks of a page in their order, each with the output shown right below it."""
    text = page.read_text(encoding="utf-8")
    found: list[tuple[int, int, Block]] = []
    for match in FENCE.finditer(text):
        kind, *options = match["info"].split()
        line = text.count("\n", 0, match.start()) + 1
        if kind == "text" and found and not text[found[-1][1] : match.start()].strip():
            start, _, before = found.pop()
            block = Block(before.line, before.kind, before.options, before.code, match["code"])
            found.append((start, match.end(), block))
        else:
            found.append((match.start(), match.end(), Block(line, kind, tuple(options), match["code"])))
    for match in EDIT.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        options = (match["path"], match["old"], match["new"])
        found.append((match.start(), match.end(), Block(line, "edit", options, "")))
    return [block for _, _, block in sorted(found, key=lambda item: item[0])]
