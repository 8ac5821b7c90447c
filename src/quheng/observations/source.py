"""Sources: where observations come from, under which licence, and how to get them again."""

from __future__ import annotations

from pathlib import Path

from pydantic import RootModel, model_validator

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared, read_yaml, validated


class Source(Declared):
    """One source of observations.

    Parameters
    ----------
    id
        The word that observations name it by.
    title, publisher
        What it is called and who issues it.
    year
        The year, or the years, that it speaks of.
    licence
        Under which terms it may be used.
    obtain
        How to get it again.
    note
        What a reader should know before trusting it.
    """

    id: str
    title: Text
    publisher: Text | None = None
    year: int | str | None = None
    licence: Text | None = None
    obtain: Text | None = None
    note: Text | None = None


class _SourceList(RootModel[tuple[Source, ...]]):
    @model_validator(mode="after")
    def _ids_are_unique(self) -> _SourceList:
        ids = [source.id for source in self.root]
        for source_id in ids:
            if ids.count(source_id) > 1:
                raise ContradictionError(
                    Text(
                        zh=f"来源 {source_id} 列了两次",
                        en=f"the source {source_id} is listed twice",
                    )
                )
        return self


def read_sources(path: Path) -> tuple[Source, ...]:
    """Read `sources.yaml`: a list of sources."""
    return validated(_SourceList, read_yaml(path), path.name).root
