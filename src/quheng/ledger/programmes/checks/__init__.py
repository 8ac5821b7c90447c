"""What is wrong with a programme as a whole, each class of error in a function of its own."""

from __future__ import annotations

from quheng.errors import Problem
from quheng.ledger.programmes.checks.blocks import check_blocks
from quheng.ledger.programmes.checks.catalogue import check_catalogue
from quheng.ledger.programmes.checks.clocks import check_clocks
from quheng.ledger.programmes.checks.conditions import check_can_hold, compile_conditions
from quheng.ledger.programmes.checks.derivations import check_derivations
from quheng.ledger.programmes.checks.draft import Draft
from quheng.ledger.programmes.checks.figures import check_figures
from quheng.ledger.programmes.checks.flow import check_flow
from quheng.ledger.programmes.checks.moves import check_moves
from quheng.ledger.programmes.checks.names import check_names
from quheng.ledger.programmes.checks.open311 import check_open311
from quheng.ledger.programmes.checks.public import check_public
from quheng.ledger.programmes.checks.references import check_links, load_scorecards
from quheng.ledger.programmes.checks.roles import check_roles
from quheng.ledger.programmes.checks.routing import check_migration, check_routing, check_similar
from quheng.ledger.programmes.programme import Programme

__all__ = ["Draft", "compile_programme"]


def compile_programme(draft: Draft) -> tuple[Programme, tuple[Problem, ...]]:
    """Return the programme, to be used only where nothing is wrong, and all that is wrong, in file order."""
    conditions, ill_typed = compile_conditions(draft)
    scorecards, unfit = load_scorecards(draft)
    problems = [
        *check_names(draft),
        *check_flow(draft),
        *check_roles(draft),
        *check_clocks(draft),
        *check_moves(draft),
        *check_links(draft),
        *check_blocks(draft),
        *check_catalogue(draft),
        *check_derivations(draft, conditions),
        *check_similar(draft),
        *check_migration(draft),
        *check_public(draft),
        *check_open311(draft),
        *ill_typed,
        *check_can_hold(draft, conditions),
        *check_routing(draft, conditions),
        *check_figures(draft, conditions),
        *unfit,
    ]
    in_order = sorted(problems, key=lambda problem: (problem.where.file or "", problem.where.row or 0))
    return Programme(draft.declared, conditions, scorecards), tuple(in_order)
