"""The chain of a case: each entry holds the hash of the one before, so that none can be changed unseen."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from quheng.bilingual import Text
from quheng.ledger.canonical import Algorithm, algorithm_of, canonical_json, digest

BEGINNING = ""
"""What stands before the first entry."""


@dataclass(frozen=True)
class Link:
    """One entry as it is stored.

    Parameters
    ----------
    seq
        Its place, from 1.
    record
        The canonical JSON of what happened: case, seq, kind, at, who, for whom, members.
    before
        The hash of the entry before; empty for the first.
    hash
        digest(before + newline + record).
    """

    seq: int
    record: str
    before: str
    hash: str


@dataclass(frozen=True)
class Broken:
    """Where a chain does not hold.

    Parameters
    ----------
    case, seq
        The case, and the entry at which it shows.
    what
        What is wrong there.
    """

    case: str
    seq: int
    what: Text

    def __str__(self) -> str:
        place = Text(zh=f"办件 {self.case} 第 {self.seq} 条", en=f"case {self.case}, entry {self.seq}")
        return str(Text(zh=f"{place.zh}：{self.what.zh}", en=f"{place.en}: {self.what.en}"))


def linked(record: dict[str, Any], before: str, algorithm: Algorithm = "sha256") -> Link:
    """Return a record as the entry that follows the one with the hash `before`."""
    text = canonical_json(record)
    return Link(int(record["seq"]), text, before, hash_of(text, before, algorithm))


def hash_of(record: str, before: str, algorithm: Algorithm) -> str:
    """Return the hash of an entry."""
    return digest(f"{before}\n{record}", algorithm)


def find_break(case: str, links: Iterable[Link]) -> Broken | None:
    """Return the first entry at which the chain of a case does not hold; None where it proves.

    It is found where an entry was changed, moved, taken from another case, put in or left out. That the last
    entries are missing cannot be seen from the chain: see the daily anchors.
    """
    before = BEGINNING
    for place, link in enumerate(links, 1):
        what = _fault(case, place, link, before)
        if what is not None:
            return Broken(case, place, what)
        before = link.hash
    return None


def _fault(case: str, place: int, link: Link, before: str) -> Text | None:
    if link.seq != place:
        return Text(zh=f"缺少该条（其后为第 {link.seq} 条）", en=f"it is missing (entry {link.seq} follows)")
    if link.before != before:
        return Text(zh="与前一条的散列值不符", en="it does not hold the hash of the entry before")
    algorithm = algorithm_of(link.hash)
    if algorithm is None or hash_of(link.record, link.before, algorithm) != link.hash:
        return Text(zh="内容与散列值不符", en="its content does not fit its hash")
    try:
        record = json.loads(link.record)
    except ValueError:
        return Text(zh="内容不是 JSON", en="its content is no JSON")
    if record.get("case") != case or record.get("seq") != place:
        return Text(zh="属于另一办件或另一位置", en="it belongs to another case or place")
    return None
