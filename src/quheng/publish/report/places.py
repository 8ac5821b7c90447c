"""Where the units are: their groups (city, province) and their shapes on the map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import polars as pl

from quheng.observations.unit import group_columns
from quheng.publish.boundaries import albers, boundaries

Row: TypeAlias = dict[str, Any]


def groups(units: pl.DataFrame, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return the columns that group most rows, each with its values once and a number for every row."""
    result = []
    for name in group_columns(units):
        if _filled(rows, name) < 0.5:
            continue
        seen: dict[tuple[str, str], int] = {}
        at = [seen.setdefault((row[name] or "", _english(row, name)), len(seen)) for row in rows]
        result.append({"key": name, "zh": [zh for zh, _ in seen], "en": [en for _, en in seen], "at": at})
    return result


def notes(units: pl.DataFrame, rows: Sequence[Row]) -> dict[str, list[dict[str, str]]]:
    """Return, by row, what the columns say that are filled for few units: remarks, not groups."""
    result: dict[str, list[dict[str, str]]] = {}
    for name in group_columns(units):
        if _filled(rows, name) >= 0.5:
            continue
        for at, row in enumerate(rows):
            if row[name]:
                result.setdefault(str(at), []).append({"zh": row[name], "en": _english(row, name)})
    return result


def geography(units: pl.DataFrame, codes: Sequence[str]) -> dict[str, Any] | None:
    """Return the map: a GeoJSON geometry or None for each of `codes`, and the outline behind.

    Boundaries where they are known, else the place of the unit as a dot; None where neither is known of any.
    """
    shapes = boundaries(codes)
    known = {} if shapes is None else {one["id"]: one["geometry"] for one in shapes["units"]["features"]}
    dots = _dots(units, [code for code in codes if code not in known])
    geometries = [known.get(code) or dots.get(code) for code in codes]
    if not any(geometries):
        return None
    return {
        "areas": geometries,
        "outline": [] if shapes is None else [one["geometry"] for one in shapes["outline"]["features"]],
    }


def _filled(rows: Sequence[Row], name: str) -> float:
    return sum(bool(row[name]) for row in rows) / max(1, len(rows))


def _english(row: Row, name: str) -> str:
    return row.get(f"{name}_en") or row[name] or ""


def _dots(units: pl.DataFrame, codes: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return a GeoJSON point for each unit whose longitude and latitude are known."""
    if not {"longitude", "latitude"} <= set(units.columns):
        return {}
    wanted = set(codes)
    at = {
        row["code"]: (float(row["longitude"]), float(row["latitude"]))
        for row in units.iter_rows(named=True)
        if row["code"] in wanted and _is_place(row["longitude"], row["latitude"])
    }
    if not at:
        return {}
    points = np.rint(albers(np.array(list(at.values())))).astype(int).tolist()
    return {code: {"type": "Point", "coordinates": point} for code, point in zip(at, points, strict=True)}


def _is_place(longitude: Any, latitude: Any) -> bool:
    return (
        longitude is not None and latitude is not None and math.isfinite(float(longitude) + float(latitude))
    )
