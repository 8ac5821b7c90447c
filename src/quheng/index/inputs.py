"""What an edition is built from: the declaration, the units, the observations and their sources."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from quheng.bilingual import Text
from quheng.index.data import CodedObservations
from quheng.index.declaration import IndexDeclaration
from quheng.index.universe import Exclusion, exclusions
from quheng.observations import Source


@dataclass(frozen=True)
class InputFile:
    """One file of an index folder.

    Parameters
    ----------
    name
        Its name in the folder.
    content
        Its bytes.
    sha256
        Their digest, in hexadecimal.
    """

    name: str
    content: bytes = field(repr=False)
    sha256: str

    @classmethod
    def of(cls, name: str, content: bytes) -> InputFile:
        """Return a file with its digest."""
        return cls(name, content, hashlib.sha256(content).hexdigest())


@dataclass(frozen=True)
class Inputs:
    """Checked inputs.

    Parameters
    ----------
    declaration
        The index.
    units
        All units: code, name, group columns, and coordinates where they are known.
    observations
        As `read_observations` gives them.
    sources
        Where they come from.
    files
        The files they were read from; empty for inputs made in memory.
    notes
        What a reader should know of how they were read.
    """

    declaration: IndexDeclaration
    units: pl.DataFrame
    observations: pl.DataFrame
    sources: tuple[Source, ...] = ()
    files: tuple[InputFile, ...] = ()
    notes: tuple[Text, ...] = ()

    @cached_property
    def outside(self) -> tuple[Exclusion, ...]:
        """The units outside the universe, and why.

        Raises
        ------
        DeclarationError
            Where the universe names a rule or unit that there is not.
        """
        return exclusions(self.declaration.universe, self.units["code"].to_list())

    @cached_property
    def coded(self) -> CodedObservations:
        """The observations as numbers."""
        return CodedObservations.of(self.observations)
