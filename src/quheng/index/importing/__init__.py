"""Import indices built with other tools: COINr's pair of tables, and workbooks of the JRC's COIN Tool."""

from quheng.index.importing.coin_tool import import_coin_tool
from quheng.index.importing.coinr import import_coinr

__all__ = ["import_coin_tool", "import_coinr"]
