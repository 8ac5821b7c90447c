"""What follows a change of a case in the same transaction: the change and all that follows, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quheng.ledger.attachments.following import follow_files, follow_no_files
from quheng.ledger.change import Change
from quheng.ledger.likeness.keeping import follow_digests, follow_digests_of_many, keep_digests
from quheng.ledger.listing.reach import follow_many_reach, follow_reach, rebuild_reach
from quheng.ledger.outbox.writing import write_messages, write_none
from quheng.ledger.phone_tails import follow_phone, follow_phones, keep_phone
from quheng.ledger.routing.learning import learn, relearn
from quheng.ledger.searching.words import follow_many_words, follow_words, rebuild_words
from quheng.ledger.tallies.writing import follow_facts, follow_many_facts, rebuild_facts


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
    follow_many
        Writes what follows from many new cases at once, as an import opens them: the same as `follow` of
        each, in few statements; None where one by one is quick enough.
    """

    follow: Callable[[Change], None]
    rebuild: Callable[[Change], None] | None = None
    follow_many: Callable[[Sequence[Change]], None] | None = None


FOLLOWERS: tuple[Follower, ...] = (
    Follower(write_messages, follow_many=write_none),
    Follower(follow_files, follow_files, follow_no_files),
    Follower(follow_reach, rebuild_reach, follow_many_reach),
    Follower(follow_words, rebuild_words, follow_many_words),
    Follower(follow_digests, keep_digests, follow_digests_of_many),
    Follower(follow_facts, rebuild_facts, follow_many_facts),
    Follower(follow_phone, keep_phone, follow_phones),
    Follower(learn, relearn),
)


def follow(change: Change) -> None:
    """Let everything follow a change."""
    for follower in FOLLOWERS:
        follower.follow(change)


def follow_many(changes: Sequence[Change]) -> None:
    """Let everything follow many new cases."""
    for follower in FOLLOWERS:
        if follower.follow_many is not None:
            follower.follow_many(changes)
        else:
            for change in changes:
                follower.follow(change)


def rebuild_followers(change: Change) -> None:
    """Let everything that is kept be kept anew."""
    for follower in FOLLOWERS:
        if follower.rebuild is not None:
            follower.rebuild(change)
