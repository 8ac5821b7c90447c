"""The ground floor: what was observed of which unit, when, in which measure, and where it stands."""

from quheng.observations.observation import read_observations
from quheng.observations.period import Period
from quheng.observations.source import Source, read_sources
from quheng.observations.table_file import TableFile, read_table
from quheng.observations.unit import read_units

__all__ = [
    "Period",
    "Source",
    "TableFile",
    "read_observations",
    "read_sources",
    "read_table",
    "read_units",
]
