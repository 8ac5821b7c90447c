"""What is wrong with a programme as a whole, each class of error in a function of its own."""

from __future__ import annotations

from quheng.errors import Problem
from quheng.ledger.programmes.checks.clocks import check_clocks
from quheng.ledger.programmes.checks.conditions import check_can_hold, compile_conditions
from quheng.ledger.programmes.checks.draft import Draft
from quheng.ledger.programmes.checks.flow import check_flow
from quheng.ledger.programmes.checks.moves import check_moves
from quheng.ledger.programmes.checks.names import check_names
from quheng.ledger.programmes.checks.references import check_links, load_scorecard
from quheng.ledger.programmes.checks.roles import check_roles
from quheng.ledger.programmes.programme import Programme

__all__ = ["Draft", "compile_programme"]


def compile_programme(draft: Draft) -> tuple[Programme, tuple[Problem, ...]]:
    """Return the programme, to be used only where nothing is wrong, and all that is wrong, in file order."""
    conditions, ill_typed = compile_conditions(draft)
    scorecard, unfit = load_scorecard(draft)
    problems = [
        *check_names(draft),
        *check_flow(draft),
        *check_roles(draft),
        *check_clocks(draft),
        *check_moves(draft),
        *check_links(draft),
        *ill_typed,
        *check_can_hold(draft, conditions),
        *unfit,
    ]
    in_order = sorted(problems, key=lambda problem: (problem.where.file or "", problem.where.row or 0))
    return Programme(draft.declared, conditions, scorecard), tuple(in_order)
