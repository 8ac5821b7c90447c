"""What a reader is told of a document: its day of publication and its home."""

from __future__ import annotations

from datetime import date

from quheng.bilingual import Text
from quheng.errors import DataError, NotFoundError, Problem, Where
from quheng.evidence.places import gazetteer


def day_of(published: date | str | None) -> date | None:
    """Return a day from a date or its ISO form.

    Raises
    ------
    DataError
        Where it is none.
    """
    if not isinstance(published, str):
        return published
    try:
        return date.fromisoformat(published)
    except ValueError:
        raise DataError(
            Problem(
                Text(zh=f"“{published}”不是日期", en=f"{published!r} is no date"),
                Where(field="published"),
                Text(zh="请写作 2024-12-12", en="write it as 2024-12-12"),
            )
        ) from None


def require_known(home: str | None) -> None:
    """Raise a NotFoundError where a home is given that the gazetteer does not know."""
    if home is not None and gazetteer().home(home) is None:
        raise NotFoundError(
            Problem(
                Text(zh=f"没有代码为 {home} 的地方", en=f"no place has the code {home}"),
                Where(field="home"),
                Text(zh="请写 GB/T 2260 代码，如 410100", en="give a code of GB/T 2260, such as 410100"),
            )
        )
