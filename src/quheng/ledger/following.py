"""What follows a change of a case in the same transaction: the change and all that follows, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quheng.ledger.change import Change


@dataclass(frozen=True)
class Follower:
    """One thing that follows.

    Parameters
    ----------
    follow
        Writes what follows from new entries.
    rebuild
        Writes anew what the whole record of a case adds up to (`before` is None, `entries` are all of them);
        None for what is done once and never again, such as a message.
    """

    follow: Callable[[Change], None]
    rebuild: Callable[[Change], None] | None = None


FOLLOWERS: tuple[Follower, ...] = ()


def follow(change: Change) -> None:
    """Let everything follow a change."""
    for follower in FOLLOWERS:
        follower.follow(change)


def rebuild_followers(change: Change) -> None:
    """Let everything that is kept be kept anew."""
    for follower in FOLLOWERS:
        if follower.rebuild is not None:
            follower.rebuild(change)
