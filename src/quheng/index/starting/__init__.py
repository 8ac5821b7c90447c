"""Start an index folder: the commented example, or one made from a table of one's own."""

from quheng.index.starting.start import start_from_example, start_from_table

__all__ = ["start_from_example", "start_from_table"]
