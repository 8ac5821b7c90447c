"""Scorecards in bulk: 100,000 firms against 科技型中小企业, beside the bare sums in floats."""

from __future__ import annotations

from functools import partial

import numpy as np
import polars as pl

from benchmarks.timing import in_turn, shown
from quheng.scorecard import assess_many, load

FIRMS = 100_000
ROUNDS = 3
ALLOWED = 2.0

FLAGS = (
    "mainland_resident", "product_prohibited", "bad_record", "abnormal_or_blacklist", "hnte_valid",
    "national_award_top3_5y", "provincial_rd_institution", "led_standard_5y",
)  # fmt: skip
STAFF = [(0.30, 20), (0.25, 16), (0.20, 12), (0.15, 8), (0.10, 4)]
SALES = [(0.06, 50), (0.05, 40), (0.04, 30), (0.03, 20), (0.02, 10)]
COSTS = [(0.30, 50), (0.25, 40), (0.20, 30), (0.15, 20), (0.10, 10)]


def table() -> str:
    """Return the measured table, in Markdown."""
    card = load("sme115")
    whole, holed = firms(missing=0.0), firms(missing=0.03)
    times = in_turn(
        {
            "floor": partial(bare_points, whole),
            "whole": lambda: assess_many(card, whole).frame(),
            "holed": lambda: assess_many(card, holed).frame(),
        },
        ROUNDS,
    )
    lines = ["| what | median | floor (points alone, in floats) | allowed |", "| --- | --- | --- | --- |"]
    for name, what in (("whole", "complete data"), ("holed", "3 % of the cells empty")):
        row = f"| 100,000 firms against sme115, {what} | {shown(times[name])} |"
        lines.append(f"{row} {shown(times['floor'])} | {ALLOWED:g} s |")
    return "\n".join(lines)


def firms(missing: float) -> pl.DataFrame:
    """Return random firms with every input of sme115, some cells empty."""
    rng = np.random.default_rng(7)
    employees = rng.integers(5, 600, FIRMS)
    columns: dict[str, pl.Series] = {
        "employees": pl.Series(employees),
        "tech_staff": pl.Series((employees * rng.uniform(0, 0.5, FIRMS)).astype(np.int64)),
        "ip_class1": pl.Series(rng.integers(0, 3, FIRMS)),
        "ip_class2": pl.Series(rng.integers(0, 7, FIRMS)),
    }
    for name in ("revenue", "assets", "cost_total", "rd_expense"):
        columns[name] = pl.Series(rng.uniform(0, 9_000, FIRMS).round(2))
    for name in FLAGS:
        columns[name] = pl.Series(rng.uniform(size=FIRMS) < (0.95 if name == FLAGS[0] else 0.05))
    if missing:
        columns = {
            name: pl.select(
                pl.when(pl.Series(rng.uniform(size=FIRMS) >= missing)).then(column).otherwise(None)
            ).to_series()
            for name, column in columns.items()
        }
    return pl.DataFrame(columns)


def bare_points(frame: pl.DataFrame) -> pl.DataFrame:
    """Sum the points of the three items in floats, with no gate, no reason and no exactness."""
    staff = _points(pl.col("tech_staff") / pl.col("employees"), STAFF)
    research = pl.max_horizontal(
        _points(pl.col("rd_expense") / pl.col("revenue"), SALES),
        _points(pl.col("rd_expense") / pl.col("cost_total"), COSTS),
    )
    rights = pl.when(pl.col("ip_class1") >= 1).then(30).otherwise((pl.col("ip_class2") * 6).clip(0, 24))
    return frame.select((staff + research + rights).alias("total"))


def _points(value: pl.Expr, brackets: list[tuple[float, int]]) -> pl.Expr:
    points = pl.lit(0)
    for least, own in reversed(brackets):
        points = pl.when(value >= least).then(own).otherwise(points)
    return points
