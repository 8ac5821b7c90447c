"""Import the pair of tables that COINr builds an index from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quheng.bilingual import Text
from quheng.index.importing.arrange import arrange
from quheng.index.importing.coinr_data import read_data
from quheng.index.importing.coinr_meta import read_meta
from quheng.index.importing.draft import Divisor, Draft, write_draft
from quheng.observations import read_table


def import_coinr(
    data: Sequence[Path], meta: Sequence[Path], folder: Path, period: str | None = None
) -> tuple[Text, ...]:
    """Write an index folder from COINr's iData and iMeta.

    Parameters
    ----------
    data
        iData, as CSV or XLSX: uCode, uName, Time where there are several, and a column for each indicator,
        group and denominator. Denominators may have a table of their own.
    meta
        iMeta: iCode, iName, Level, Parent, Direction, Weight, Type, and Unit, Denominator, Target,
        goalpost_lower and goalpost_upper where they are known. The tables IndMeta (with Agg1, Agg2, ...) and
        AggMeta of COINr before 1.0 are read as well, both of them given.
    folder
        Missing or empty.
    period
        The period of data without a column Time.

    Returns
    -------
    Notes on what was not used, and on how the framework was fitted in.

    Raises
    ------
    DataError
        With every problem of metadata, framework or data, each with its file, row and column; nothing is
        written then.

    Notes
    -----
    The weights of COINr are proportions among siblings: the index says `weights: relative`. How COINr was
    told to impute, treat, normalise and aggregate is in no table; index.yaml starts with min-max and
    arithmetic means.
    """
    known = read_meta([read_table(path) for path in meta])
    tops = arrange(known.entries)
    values = read_data([read_table(path) for path in data], known, period)
    draft = Draft(
        tops,
        tuple(
            Divisor(code, known.names.get(code, code), known.measures.get(code)) for code in values.divisors
        ),
        values.units,
        values.observations,
        "COINr",
        tuple(path.name for path in (*data, *meta)),
        (*known.notes, *values.notes),
    )
    return write_draft(draft, folder)
