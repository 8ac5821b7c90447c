"""Tables: CSV, XLSX, HTML and PDF to claims, each with the cell that it came from."""

from quheng.evidence.tables.observations import observations, with_cells
from quheng.evidence.tables.pdf import text_of_pdf
from quheng.evidence.tables.read import TABLE_ENDINGS, read_tables, stream_tables
from quheng.evidence.tables.reading import Gap, Table, TableClaim, TableNote, TableReading

__all__ = [
    "TABLE_ENDINGS",
    "Gap",
    "Table",
    "TableClaim",
    "TableNote",
    "TableReading",
    "observations",
    "read_tables",
    "stream_tables",
    "text_of_pdf",
    "with_cells",
]
