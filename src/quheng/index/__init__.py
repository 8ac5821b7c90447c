"""The index: framework and observations become scores and ranks (an Edition)."""

from quheng.index.build import build
from quheng.index.declaration import IndexDeclaration, read_declaration
from quheng.index.edition import Edition
from quheng.index.folder import find_index, read_inputs
from quheng.index.inputs import Inputs

__all__ = ["Edition", "IndexDeclaration", "Inputs", "build", "find_index", "read_declaration", "read_inputs"]
