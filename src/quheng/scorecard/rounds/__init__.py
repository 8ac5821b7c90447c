"""Selection rounds: apply, check, score, rank, shortlist, public notice, final list, each with its log."""

from quheng.scorecard.rounds.applying import apply, check
from quheng.scorecard.rounds.declared import RoundDeclaration
from quheng.scorecard.rounds.finishing import Notice, final, notice
from quheng.scorecard.rounds.round import Held, Round, applications_of, load_round
from quheng.scorecard.rounds.rulings import Objection, Ruling
from quheng.scorecard.rounds.scoring import lot, mean_mark, rank, score
from quheng.scorecard.rounds.seats import shortlist
from quheng.scorecard.rounds.stage import Application, Candidate, Entry, Stage

__all__ = [
    "Application",
    "Candidate",
    "Entry",
    "Held",
    "Notice",
    "Objection",
    "Round",
    "RoundDeclaration",
    "Ruling",
    "Stage",
    "applications_of",
    "apply",
    "check",
    "final",
    "load_round",
    "lot",
    "mean_mark",
    "notice",
    "rank",
    "score",
    "shortlist",
]
