"""What every new index folder needs: a free place, and texts that YAML reads as they are."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quheng.bilingual import Text
from quheng.errors import DataError, Problem, Where

NO_MEASURE = "1"
"""The measure of a figure of which none is known."""


def require_free(folder: Path) -> None:
    """Raise a DataError where `folder` is a file or holds anything."""
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise DataError(
            Problem(
                Text(zh="文件夹已有内容，未写入", en="it is not empty; nothing was written"),
                Where(file=str(folder)),
                Text(zh="请换一个新文件夹", en="choose a new folder"),
            )
        )


@contextmanager
def written_whole(folder: Path) -> Iterator[Path]:
    """Give a place to write files in; they move to `folder` (missing or empty) unless an error is raised."""
    require_free(folder)
    home = folder.resolve()
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{home.name}-", dir=home.parent) as place:
        yield Path(place)
        home.mkdir(exist_ok=True)
        for file in Path(place).iterdir():
            file.rename(home / file.name)


def quoted(text: str) -> str:
    """Write a text as a YAML double-quoted scalar (which JSON's strings are)."""
    return json.dumps(text, ensure_ascii=False)


def index_code(name: str) -> str:
    """Return a name in the form of an index's code: lower-case letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9\-]+", "-", name.lower()).strip("-") or "my-index"
