"""Units by name: which one is meant, and how each is called."""

from __future__ import annotations

from collections import Counter

import polars as pl

from quheng.bilingual import Language, Text, listed
from quheng.errors import NotFoundError, Problem, Where
from quheng.index import Edition
from quheng.observations.unit import group_columns


def find_unit(edition: Edition, wanted: str) -> str:
    """Return the code of the unit that is called `wanted`, by code, name or English name.

    Raises
    ------
    NotFoundError
        Where no unit, or more than one, has the code or name; it names those that are near.
    """
    units = edition.inputs.units
    if wanted in units["code"].to_list():
        return wanted
    names = [column for column in ("name", "name_en") if column in units.columns]
    exact = [row["code"] for row in units.to_dicts() if wanted in (row[name] for name in names)]
    if len(exact) == 1:
        return str(exact[0])
    near = exact or [
        row["code"]
        for row in units.to_dicts()
        if any(wanted and wanted in (row[name] or "") for name in names)
    ]
    shown = listed(f"{code} {_with_groups(edition, code)}" for code in near[:10])
    what = (
        Text(zh=f"有 {len(exact)} 个评价对象叫“{wanted}”", en=f"{len(exact)} units are called {wanted!r}")
        if exact
        else Text(zh=f"没有“{wanted}”", en=f"there is no unit {wanted!r}")
    )
    raise NotFoundError(
        Problem(
            what, Where(), Text(zh=f"请用代码；相近的有：{shown.zh}", en=f"use the code; similar: {shown.en}")
        )
    )


def unit_names(edition: Edition, language: Language) -> dict[str, str]:
    """Return the name of every unit, in English where it is asked for and known."""
    units = edition.inputs.units
    own = "name_en" if language == "en" and "name_en" in units.columns else "name"
    return {code: name or zh for code, zh, name in units.select("code", zh="name", own=own).iter_rows()}


def unit_labels(edition: Edition, language: Language) -> dict[str, str]:
    """Return a label of every unit that no other has: namesakes bear their group, or else their code."""
    names = unit_names(edition, language)
    grouped = unit_groups(edition, language)
    once = Counter(names.values())
    labels = {
        code: name if once[name] == 1 or not grouped[code] else f"{name} ({grouped[code]})"
        for code, name in names.items()
    }
    again = Counter(labels.values())
    return {code: label if again[label] == 1 else f"{names[code]} {code}" for code, label in labels.items()}


def unit_groups(edition: Edition, language: Language) -> dict[str, str | None]:
    """Return the first group of every unit, such as its city, in English where it is asked for and known."""
    units = edition.inputs.units
    return {row["code"]: _first_group(row, units, language) for row in units.iter_rows(named=True)}


def _first_group(row: dict[str, str | None], units: pl.DataFrame, language: Language) -> str | None:
    columns = group_columns(units)
    own = [row.get(f"{column}_en") if language == "en" else None for column in columns]
    return next((text or row[column] for column, text in zip(columns, own, strict=True) if row[column]), None)


def _with_groups(edition: Edition, code: str) -> str:
    """Name a unit together with its groups, so that namesakes can be told apart."""
    row = edition.inputs.units.row(by_predicate=pl.col("code") == code, named=True)
    groups = [str(row[group]) for group in reversed(group_columns(edition.inputs.units)) if row[group]]
    return " ".join([*groups, str(row["name"])])
