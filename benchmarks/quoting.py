"""Put a table where a page quotes it."""

from __future__ import annotations

import re
from pathlib import Path


def quote(page: Path, name: str, table: str) -> None:
    """Replace what stands between the marks `<!-- benchmark:NAME -->` and `<!-- /benchmark:NAME -->`."""
    begin, end = f"<!-- benchmark:{name} -->", f"<!-- /benchmark:{name} -->"
    text = page.read_text(encoding="utf-8")
    marked = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    page.write_text(marked.sub(lambda _: f"{begin}\n{table}\n{end}", text), encoding="utf-8")
