"""Quheng 区衡: public evidence about urban districts, turned into an auditable index."""

from quheng.errors import QuhengError
from quheng.index.change import attribute_change
from quheng.index.compare import compare
from quheng.index.trends import trends
from quheng.version import __version__
from quheng.workbench import OpenEdition, OpenIndex
from quheng.workbench import open_index as open  # noqa: A004 - `quheng.open(...)` is how it reads

__all__ = [
    "OpenEdition",
    "OpenIndex",
    "QuhengError",
    "__version__",
    "attribute_change",
    "compare",
    "open",
    "trends",
]
