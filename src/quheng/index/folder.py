"""Read an index folder: index.yaml, units, observations, sources.yaml."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from quheng.bilingual import Text, listed
from quheng.declarations import read_yaml
from quheng.errors import DataError, NotFoundError, Problem, Where
from quheng.index.declaration import RESERVED_COLUMNS, IndexDeclaration, read_declaration
from quheng.index.inputs import InputFile, Inputs
from quheng.library import index_names, library_file
from quheng.observations import read_observations, read_sources, read_table, read_units
from quheng.observations.table_file import find_table
from quheng.observations.unit import group_columns


def find_index(name: str | Path) -> Path:
    """Return the folder of an index: a folder that has an index.yaml, else a name in the library.

    Raises
    ------
    NotFoundError
        Where it is neither; it names what there is.
    """
    folder = Path(name)
    if (folder / "index.yaml").is_file():
        return folder
    if str(name) in index_names():
        return library_file("indices", str(name))
    shipped = listed(index_names())
    remedy = Text(
        zh=f"请给出含 index.yaml 的文件夹，或内置指数之一：{shipped.zh}",
        en=f"give a folder with an index.yaml, or one of the shipped indices: {shipped.en}",
    )
    what = (
        Text(zh="文件夹中没有 index.yaml", en="the folder has no index.yaml")
        if folder.is_dir()
        else Text(zh="没有这个指数", en="there is no such index")
    )
    raise NotFoundError(Problem(what, Where(file=str(name)), remedy))


def read_inputs(folder: Path) -> Inputs:
    """Read and check an index folder.

    Parameters
    ----------
    folder
        With index.yaml; units and observations as .csv, .xlsx or .parquet; and sources.yaml, unless no
        observation names a source.

    Raises
    ------
    QuhengError
        With every problem of the first file that has any, each with its row or line.
    """
    declaration_path = folder / "index.yaml"
    declaration = read_declaration(read_yaml(declaration_path))
    units_path = find_table(folder, "units")
    units, unit_notes = read_units(units_path)
    _refuse_shared_names(declaration, units, units_path.name)
    sources_path = folder / "sources.yaml"
    sources = read_sources(sources_path) if sources_path.is_file() else ()
    observations_path = find_table(folder, "observations")
    observations, observation_notes = read_observations(
        read_table(observations_path),
        units=units["code"].to_list(),
        measures={variable.code: variable.measure for variable in declaration.variables},
        sources=[source.id for source in sources],
    )
    paths = [declaration_path, units_path, observations_path]
    if sources_path.is_file():
        paths.append(sources_path)
    return Inputs(
        declaration,
        units,
        observations,
        sources,
        tuple(InputFile.of(path.name, path.read_bytes()) for path in paths),
        (*unit_notes, *observation_notes),
    )


def _refuse_shared_names(declaration: IndexDeclaration, units: pl.DataFrame, file: str) -> None:
    """Refuse a group column that is called like a pillar or another column of the ranking."""
    taken = {*RESERVED_COLUMNS, *(node.code for node in declaration.tree.nodes)}
    shared = [column for column in group_columns(units) if column in taken]
    if shared:
        raise DataError(
            Problem(
                Text(
                    zh=f"分组列与一级指标或名次表的列同名：{column}",
                    en=f"a group column is called like a pillar or a column of the ranking: {column}",
                ),
                Where(file=file, row=1, column=column),
                Text(zh="请改名", en="give it another name"),
            )
            for column in shared
        )
