"""The shortlist: places and quotas, by rank; a tie that lies across the last place goes to review."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from quheng.bilingual import Text
from quheng.errors import DataError, Problem, Where
from quheng.scorecard.rounds.declared import RoundDeclaration
from quheng.scorecard.rounds.rulings import Ruling, all_were_asked_for, rulings_of
from quheng.scorecard.rounds.stage import Candidate, Sorter, Stage

NO_PLACE = Text(zh="名额已满", en="no place is left")


class Seats:
    """The places of a round while they are given out.

    Parameters
    ----------
    declared
        The round.
    """

    def __init__(self, declared: RoundDeclaration) -> None:
        self.quota = declared.quota
        self.left: float = math.inf if declared.places is None else declared.places
        self.used: Counter[str | None] = Counter()

    def group(self, candidate: Candidate) -> str | None:
        """Return the group of a candidate, None without quotas or where it is not known."""
        if self.quota is None:
            return None
        value = candidate.key(self.quota.by)
        return None if value is None else str(value)

    def room(self, group: str | None) -> float:
        """Return how many more of a group may be taken."""
        most = self.quota.most(group) if self.quota else None
        return math.inf if most is None else most - self.used[group]

    def take(self, group: str | None, count: int = 1) -> None:
        """Use places of a group."""
        self.used[group] += count
        self.left -= count


def shortlist(declared: RoundDeclaration, before: Stage, rulings: Iterable[Ruling] = ()) -> Stage:
    """Take the best: first the places kept for groups, then by rank within the quotas.

    Those who share a rank and do not all fit go to review together, and their places stay free for a ruling.
    Of those not taken the first stand in reserve.

    Raises
    ------
    DataError
        Where a ruling is on one who does not wait, or rulings give more places than there are.
    """
    sorter = Sorter("shortlist")
    ruled = rulings_of(rulings, "shortlist")
    if declared.score is None:
        for candidate in before.on:
            sorter.send(candidate, "on", Text(zh="全部列入", en="all are taken"))
        stage = sorter.stage()
        all_were_asked_for(ruled, (), stage)
        return stage
    seats = Seats(declared)
    taken, held, refused = _given_out(declared, before, seats)
    used = [name for name in held if name in ruled]
    _rulings_fit(declared, ruled, used, held, len(taken))
    standing = [one for one in before.on if one.id in refused]
    reserve = {one.id for one in _first(standing, declared.reserve)}
    for candidate in before.on:
        name = candidate.id
        if name in taken:
            sorter.send(candidate, "on", taken[name])
        elif name in held and name in ruled:
            sorter.send(candidate, "on" if ruled[name].goes_on else "out", ruled[name].text)
        elif name in held:
            sorter.send(candidate, "review", held[name])
        else:
            sorter.send(candidate, "reserve" if name in reserve else "out", refused[name])
    stage = sorter.stage()
    all_were_asked_for(ruled, used, stage)
    return stage


Why = dict[str, Text]


def _given_out(declared: RoundDeclaration, before: Stage, seats: Seats) -> tuple[Why, Why, Why]:
    """Return who is taken, who waits for a ruling, and who is not taken, each with the reason."""
    taken: Why = {}
    held: Why = {}
    refused: Why = {}
    tied = [list(part) for _, part in groupby(before.on, key=lambda one: one.rank)]
    if seats.quota is not None:
        _ask_for_groups(before, seats, held)
        for group, kept in seats.quota.at_least.items():
            _keep(group, kept, tied, seats, taken, held)
    for together in tied:
        rest = [one for one in together if one.id not in taken and one.id not in held]
        rest = _within_quota(rest, seats, held, refused)
        if len(rest) <= seats.left:
            for one in rest:
                seats.take(seats.group(one))
                taken[one.id] = Text(zh=f"第 {one.rank} 名，列入", en=f"rank {one.rank}: taken")
        elif seats.left > 0:
            held |= dict.fromkeys((one.id for one in rest), _across(len(rest), int(seats.left)))
            seats.left = 0
        else:
            refused |= dict.fromkeys((one.id for one in rest), NO_PLACE)
    return taken, held, refused


def _ask_for_groups(before: Stage, seats: Seats, held: Why) -> None:
    """Send those whose group is not known to review: no quota can be held without it."""
    assert seats.quota is not None
    for one in before.on:
        if seats.group(one) is None:
            by = seats.quota.by
            held[one.id] = Text(
                zh=f"{by} 不明，无法计入名额", en=f"{by} is not known, and counts for its quota"
            )


def _keep(group: str, kept: int, tied: list[list[Candidate]], seats: Seats, taken: Why, held: Why) -> None:
    """Give the places kept for a group to its best."""
    left = kept
    for together in tied:
        members = [one for one in together if seats.group(one) == group and one.id not in taken]
        if left == 0 or not members:
            continue
        if len(members) <= left:
            for one in members:
                seats.take(group)
                taken[one.id] = Text(
                    zh=f"第 {one.rank} 名，列入 {group} 的保留名额",
                    en=f"rank {one.rank}: a place kept for {group}",
                )
            left -= len(members)
        else:
            held |= dict.fromkeys((one.id for one in members), _across(len(members), left))
            seats.take(group, left)
            left = 0


def _within_quota(rest: list[Candidate], seats: Seats, held: Why, refused: Why) -> list[Candidate]:
    """Return those of one rank whose group has room for all of them."""
    fitting = []
    for group in dict.fromkeys(seats.group(one) for one in rest):
        members = [one for one in rest if seats.group(one) == group]
        room = seats.room(group)
        if len(members) <= room:
            fitting += members
        elif room > 0 and seats.left > 0:
            held |= dict.fromkeys((one.id for one in members), _across(len(members), int(room)))
            seats.take(group, int(min(room, seats.left)))
        else:
            full = Text(zh=f"{group} 的名额已满", en=f"the quota of {group} is full")
            refused |= dict.fromkeys((one.id for one in members), full if room <= 0 else NO_PLACE)
    return [one for one in rest if one in fitting]


def _across(count: int, places: int) -> Text:
    return Text(
        zh=f"{count} 个并列，只余 {places} 个名额，规则未能区分",
        en=f"{count} share a rank and {places} of them can be taken: no rule parts them",
    )


def _first(standing: list[Candidate], count: int) -> list[Candidate]:
    """Return the first in reserve; those who share the last rank stand together."""
    if count == 0 or not standing:
        return []
    last = standing[min(count, len(standing)) - 1].rank or 0
    return [one for one in standing if (one.rank or 0) <= last]


def _rulings_fit(
    declared: RoundDeclaration, ruled: dict[str, Ruling], used: list[str], held: Why, taken: int
) -> None:
    """Hold that rulings give no more places than there are."""
    given = taken + sum(ruled[name].goes_on for name in used)
    if declared.places is not None and given > declared.places:
        raise DataError(
            Problem(
                Text(
                    zh=f"核定后共 {given} 个，名额只有 {declared.places} 个",
                    en=f"with the rulings there are {given}, and {declared.places} places",
                ),
                Where(field="rulings (shortlist)"),
                Text(zh="请少核定几个通过", en="let fewer of them go on"),
            )
        )
