"""Versions of a programme: published once, frozen, each in force until the next begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quheng.bilingual import Text
from quheng.errors import MethodError, Problem, Where
from quheng.ledger.programmes.programme import Programme


@dataclass(frozen=True)
class Version:
    """One published version.

    Parameters
    ----------
    programme
        The programme's name.
    number
        1, 2, 3, …: given when it is published.
    digest
        The digest of its content, by which every case names it.
    first
        The first day on which it holds.
    text
        The file itself.
    author, approver
        Who wrote it, and who released it: two people.
    """

    programme: str
    number: int
    digest: str
    first: date
    text: str
    author: str
    approver: str


def publish(
    history: Sequence[Version], programme: Programme, text: str, author: str, approver: str, today: date
) -> Version:
    """Return the next version; those before it stay as they are.

    Parameters
    ----------
    history
        The versions so far, the first first.
    programme, text
        What is published, checked, and its file.
    author, approver
        Two people.
    today
        The day of publication.

    Raises
    ------
    MethodError
        Where one person is both, nothing has changed, or the new version would reach into an earlier one or
        into a day on which cases may have been accepted already.
    """
    first = programme.declared.valid.first
    if author == approver:
        raise _refused(
            Text(zh=f"编写人与批准人同为 {author}", en=f"{author} is both author and approver"),
            "approver",
            Text(zh="请由另一人批准", en="let another person approve it"),
        )
    if history and history[-1].digest == programme.digest:
        raise _refused(
            Text(
                zh=f"与第 {history[-1].number} 版内容相同",
                en=f"the content is that of version {history[-1].number}",
            ),
            "programme",
            Text(zh="无需发布", en="there is nothing to publish"),
        )
    if history and first <= history[-1].first:
        raise _refused(
            Text(
                zh=f"自 {first} 起生效，与自 {history[-1].first} 起的第 {history[-1].number} 版重叠",
                en=f"it begins {first} and overlaps version {history[-1].number}, "
                f"which begins {history[-1].first}",
            ),
            "valid.from",
            Text(zh="请写更晚的日期", en="write a later day"),
        )
    if history and first <= today:
        raise _refused(
            Text(
                zh=f"自 {first} 起生效，当日或此前可能已有受理的办件",
                en=f"it begins {first}, when cases may have been accepted already",
            ),
            "valid.from",
            Text(zh=f"请写 {today} 之后的日期", en=f"write a day after {today}"),
        )
    return Version(programme.name, len(history) + 1, programme.digest, first, text, author, approver)


def in_force(history: Sequence[Version], day: date) -> Version | None:
    """Return the version that holds on a day; None before the first."""
    return next((version for version in reversed(history) if version.first <= day), None)


def last_day(history: Sequence[Version], version: Version) -> date | None:
    """Return the last day on which a version holds; None where it has no successor."""
    later = [other.first for other in history if other.number > version.number]
    return date.fromordinal(later[0].toordinal() - 1) if later else None


def _refused(what: Text, field: str, remedy: Text) -> MethodError:
    return MethodError(Problem(what, Where(field=field), remedy))
