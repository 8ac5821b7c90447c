"""Ladders: steps that firms climb, each a scorecard; where each stands, what is next, what it lacks."""

from quheng.scorecard.ladder.declared import LadderDeclaration, StepDeclaration
from quheng.scorecard.ladder.ladder import Ladder, Placed, Step, ladder_names, load_ladder
from quheng.scorecard.ladder.many import PlacedMany, place_many

__all__ = [
    "Ladder",
    "LadderDeclaration",
    "Placed",
    "PlacedMany",
    "Step",
    "StepDeclaration",
    "ladder_names",
    "load_ladder",
    "place_many",
]
