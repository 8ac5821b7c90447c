"""Assess so many rows, of a rule that asks for nothing too: a frame without columns has no rows."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from quheng.scorecard.bulk import Assessments, assess_many
from quheng.scorecard.bulk.assessments import Part
from quheng.scorecard.scorecard import Scorecard


def assess_rows(card: Scorecard, inputs: pl.DataFrame, rows: int, on: date | None) -> Assessments:
    """Assess every row of a table of inputs; where it has no column, each of the rows alike.

    Parameters
    ----------
    card, inputs, on
        As of `assess_many`.
    rows
        How many subjects there are.
    """
    if inputs.width:
        return assess_many(card, inputs, on)
    numbers = np.arange(rows, dtype=np.int64)
    return Assessments(card, pl.DataFrame(), (Part.of_one(numbers, card.assess({}, on)),))
