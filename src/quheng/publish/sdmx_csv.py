"""Write observations, scores and ranks as SDMX-CSV 2.0, the exchange format of statistical offices."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from quheng.index import Edition
from quheng.index.arrays import Floats, Integers
from quheng.observations import Period

AGENCY = "QUHENG"

SCHEMA = {
    "STRUCTURE": pl.String,
    "STRUCTURE_ID": pl.String,
    "ACTION": pl.String,
    "REF_AREA": pl.String,
    "INDICATOR": pl.String,
    "STAGE": pl.String,
    "TIME_PERIOD": pl.String,
    "OBS_VALUE": pl.Float64,
    "UNIT_MEASURE": pl.String,
    "OBS_STATUS": pl.String,
    "SOURCE": pl.String,
}

CERTAINTY = ("A", "P", "E", "F")
"""Statuses from the most certain to the least: actual, provisional, estimated, forecast."""

SDMX_STATUS = {"A": "A", "P": "P", "E": "E", "F": "F", "M": "O"}
"""Our statuses in CL_OBS_STATUS, where M says that data cannot exist, and O that they are missing."""

SCORE_MEASURE = "分"
"""The measure of scores; ranks have none."""


def sdmx_csv(edition: Edition) -> pl.DataFrame:
    """Return the observations, normalised indicators, scores and ranks of an edition in SDMX-CSV 2.0.

    Parameters
    ----------
    edition
        The built index.

    Returns
    -------
    One row for every observation (STAGE ``OBSERVED``, in every period there is, ranked units or not), for
    every normalised indicator and score of a node (``SCORE``), and for every rank of the index (``RANK``),
    with the columns

    - STRUCTURE, STRUCTURE_ID, ACTION: ``dataflow``, ``QUHENG:DF_<index>(1.0)``, ``I`` (for information);
    - REF_AREA, INDICATOR, STAGE, TIME_PERIOD: the dimensions, which together occur once. INDICATOR is the
      code of an indicator, of a denominator, of a pillar or of the index. An indicator's score is of the
      period of its observations, that of a node of the latest period below it;
    - OBS_VALUE: null where missing;
    - UNIT_MEASURE, OBS_STATUS, SOURCE: attributes. A score is as certain as the least certain value that it
      rests on: E where a value was imputed, F where one is a forecast; a missing value has the status O.

    There is no FREQ: a period says when something was observed, not how often it is.

    References
    ----------
    SDMX (2021), SDMX-CSV 2.0: data message field guide; code list CL_OBS_STATUS, version 2.2.
    """
    code = "".join(
        letter if letter.isascii() and letter.isalnum() else "_"
        for letter in edition.inputs.declaration.index
    )
    parts = [_observations(edition), *_scores(edition)]
    return (
        pl.concat(parts, how="diagonal")
        .with_columns(
            STRUCTURE=pl.lit("dataflow"),
            STRUCTURE_ID=pl.lit(f"{AGENCY}:DF_{code.upper()}(1.0)"),
            ACTION=pl.lit("I"),
            OBS_STATUS=pl.col("OBS_STATUS").replace_strict(SDMX_STATUS),
        )
        .select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())
    )


def write_sdmx_csv(edition: Edition, path: Path) -> None:
    """Write `sdmx_csv` to a file: UTF-8, a comma between cells, RFC 4180's line ends."""
    sdmx_csv(edition).write_csv(path, line_terminator="\r\n")


def time_period(period: str) -> str:
    """Return a period in SDMX's spelling: half-years as 2020-S1, explicit intervals as start and length."""
    parsed = Period.parse(period)
    text = str(parsed)
    if "/" in text:
        return f"{parsed.start.isoformat()}/P{(parsed.end - parsed.start).days + 1}D"
    return text.replace("-H", "-S")


def _observations(edition: Edition) -> pl.DataFrame:
    observations = edition.inputs.observations
    spelled = {text: time_period(text) for text in observations["period"].unique().to_list()}
    return observations.select(
        REF_AREA="unit",
        INDICATOR="indicator",
        STAGE=pl.lit("OBSERVED"),
        TIME_PERIOD=pl.col("period").replace_strict(spelled, return_dtype=pl.String),
        OBS_VALUE="value",
        UNIT_MEASURE="measure",
        OBS_STATUS="status",
        SOURCE="source",
    )


def _scores(edition: Edition) -> list[pl.DataFrame]:
    """Return the scores of indicators and nodes, and the ranks."""
    tree = edition.tree
    values = np.hstack([edition.indicator_scores, edition.steps["aggregate"].values])
    certainty, latest = _certainty(edition), _latest(edition)
    scores = [
        _column(edition, code, "SCORE", latest[column], values[:, column], certainty[:, column])
        for column, code in enumerate(tree.columns)
    ]
    ranks = edition.rank.astype(np.float64)
    return [*scores, _column(edition, tree.root.code, "RANK", latest[-1], ranks, certainty[:, -1])]


def _column(
    edition: Edition, code: str, stage: str, period: Period, values: Floats, certainty: Integers
) -> pl.DataFrame:
    statuses = [
        "M" if np.isnan(value) else CERTAINTY[level] for value, level in zip(values, certainty, strict=True)
    ]
    return pl.DataFrame(
        {
            "REF_AREA": edition.ranked_units,
            "INDICATOR": code,
            "STAGE": stage,
            "TIME_PERIOD": time_period(str(period)),
            "OBS_VALUE": pl.Series(values, nan_to_null=True),
            "UNIT_MEASURE": SCORE_MEASURE if stage == "SCORE" else None,
            "OBS_STATUS": statuses,
            "SOURCE": None,
        },
        schema={
            name: kind for name, kind in SCHEMA.items() if name not in ("STRUCTURE", "STRUCTURE_ID", "ACTION")
        },
    )


def _certainty(edition: Edition) -> Integers:
    """Return (n_units, n_columns) positions in CERTAINTY, as `tree.columns`."""
    tree, data = edition.tree, edition.data
    of_row = edition.inputs.observations["status"].replace_strict(
        {**{status: level for level, status in enumerate(CERTAINTY)}, "M": 0}, return_dtype=pl.Int64
    )
    observed = np.where(data.source >= 0, of_row.to_numpy()[data.source], 0)
    columns = []
    for column, indicator in enumerate(tree.indicators):
        own = observed[:, column]
        if indicator.denominate:
            own = np.maximum(own, observed[:, data.variables.index(indicator.denominate.by)])
        columns.append(np.where(edition.imputed[:, column], CERTAINTY.index("E"), own))
    filled = {change.indicator: change.rows for change in edition.steps["aggregate"].changes}
    for node in tree.nodes:
        own = np.max([columns[child] for child in node.children], axis=0)
        if node.code in filled:
            own[filled[node.code]] = np.maximum(own[filled[node.code]], CERTAINTY.index("E"))
        columns.append(own)
    return np.stack(columns, axis=1)


def _latest(edition: Edition) -> list[Period]:
    """Return the period of every indicator, and the latest below every node, as `tree.columns`."""
    observations = edition.inputs.observations
    periods = []
    for column in range(len(edition.tree.indicators)):
        rows = edition.data.source[:, column]
        periods.append(Period.parse(observations["period"][int(rows[rows >= 0][0])]))
    for node in edition.tree.nodes:
        periods.append(max(periods[child] for child in node.children))
    return periods
