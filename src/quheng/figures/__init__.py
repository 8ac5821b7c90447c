"""Figures: what programmes declare, counted from the ledger's records, with the cases behind each."""

from quheng.figures.as_observations import Exported, observations_of
from quheng.figures.asking import Asker, ask, definition_digest
from quheng.figures.behind import CasePage, all_behind, cases_behind
from quheng.figures.cells import Cell
from quheng.figures.comparing import Compared, Context, RunRate, compare, in_context, run_rate
from quheng.figures.compute import compute
from quheng.figures.ranking import rank
from quheng.figures.rising import Risen, rising
from quheng.figures.sheet import headline, sheet
from quheng.figures.spans import Span, read_period
from quheng.figures.table import Table

__all__ = [
    "Asker",
    "CasePage",
    "Cell",
    "Compared",
    "Context",
    "Exported",
    "Risen",
    "RunRate",
    "Span",
    "Table",
    "all_behind",
    "ask",
    "cases_behind",
    "compare",
    "compute",
    "definition_digest",
    "headline",
    "in_context",
    "observations_of",
    "rank",
    "read_period",
    "rising",
    "run_rate",
    "sheet",
]
