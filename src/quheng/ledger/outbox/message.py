"""A message as a value, and its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from quheng.bilingual import Text
from quheng.ledger.cases.clock_ends import in_beijing
from quheng.ledger.models import CaseRow, OutboxMessage

Kind = Literal["duty", "assigned", "due_soon", "overdue", "escalated", "progress"]

INBOX = "inbox"
OUTSIDE = "outside"


@dataclass(frozen=True)
class Message:
    """Something to be told, once.

    Parameters
    ----------
    key
        By which it is known wherever it goes: told twice under one key is told once.
    kind
        Of what it tells.
    words
        What it says, without any personal data.
    account
        To whom; empty where it goes to a role, or outside.
    roles, path
        To whoever holds one of the roles there, or at the next level up that has somebody.
    """

    key: str
    kind: Kind
    words: Text
    account: str = ""
    roles: tuple[str, ...] = ()
    path: str = ""

    @property
    def transport(self) -> str:
        """Which way it goes."""
        return OUTSIDE if self.kind == "progress" else INBOX

    def row(self, case: CaseRow, at: datetime) -> OutboxMessage:
        """Return it as it is stored."""
        return OutboxMessage(
            key=self.key,
            kind=self.kind,
            transport=self.transport,
            case=case,
            account=self.account,
            roles=" ".join(self.roles),
            path=self.path,
            zh=self.words.zh,
            en=self.words.en,
            created_at=at,
        )


def key_of(*parts: object) -> str:
    """Return the key of a message: what makes it the one it is, joined."""
    return "/".join(str(part) for part in parts)


def end_of(moment: datetime | None) -> Text:
    """Say when a clock ends: the last day, or the minute where it ends within a day."""
    if moment is None:
        return Text(zh="届满日未定", en="its end is not known")
    local = in_beijing(moment)
    if (local.hour, local.minute, local.second) == (0, 0, 0):
        last = (local - timedelta(days=1)).date()
        return Text(zh=f"至 {last} 止", en=f"until the end of {last}")
    return Text(zh=f"至 {local:%Y-%m-%d %H:%M} 止", en=f"until {local:%Y-%m-%d %H:%M}")


def on_case(number: str, programme: Text, words: Text) -> Text:
    """Put the case in front of what is said of it."""
    return Text(zh=f"{number}（{programme.zh}）：{words.zh}", en=f"{number} ({programme.en}): {words.en}")
