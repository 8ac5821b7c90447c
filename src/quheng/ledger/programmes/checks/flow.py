"""Every stage can be reached, and from every stage a case can be closed."""

from __future__ import annotations

from collections.abc import Iterator

from quheng.bilingual import Text, listed
from quheng.errors import Problem
from quheng.ledger.programmes.checks.draft import Draft
from quheng.ledger.programmes.checks.reach import reach, ways_of


def check_flow(draft: Draft) -> Iterator[Problem]:
    """Yield a wrong number of beginnings, no end, unreachable stages and dead ends.

    Where a move names a stage that is not there, that is the fault, and what follows from it is not told.
    """
    stages = draft.declared.stages
    first = [stage.id for stage in stages if stage.kind == "intake"]
    final = [stage.id for stage in stages if stage.kind == "final"]
    if len(first) != 1:
        yield draft.problem(
            Text(zh=f"有 {len(first)} 个受理环节", en=f"there are {len(first)} stages of kind intake"),
            ("stages", *first[1:2]),
            Text(zh="应恰有一个 kind: intake 的环节", en="write kind: intake at exactly one stage"),
        )
    if not final:
        yield draft.problem(
            Text(zh="没有办结环节，办件永远不能办结", en="there is no final stage: no case can be closed"),
            ("stages",),
            Text(zh="请至少写一个 kind: final 的环节", en="write kind: final at one stage at least"),
        )
    if len(first) != 1 or not final:
        return
    ways = ways_of(draft.declared)
    if not {name for way in ways for name in way} <= {stage.id for stage in stages}:
        return
    reached = reach(first, ways)
    ends = reach(final, [(target, origin) for origin, target in ways])
    for stage in stages:
        if stage.id not in reached:
            yield draft.problem(
                Text(zh=f"环节 {stage.id} 无法到达", en=f"the stage {stage.id} cannot be reached"),
                ("stages", stage.id),
                Text(
                    zh=f"请写一条到 {stage.id} 的流转，或删去该环节",
                    en=f"write a move to {stage.id}, or remove the stage",
                ),
            )
        elif stage.id not in ends:
            closing = listed(final)
            yield draft.problem(
                Text(
                    zh=f"环节 {stage.id} 是死胡同，进入后不能办结",
                    en=f"the stage {stage.id} is a dead end: a case in it can never be closed",
                ),
                ("stages", stage.id),
                Text(
                    zh=f"请写流转，使其能到达 {closing.zh}",
                    en=f"write moves that lead from it to {closing.en}",
                ),
            )
