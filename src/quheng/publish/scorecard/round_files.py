"""Write a round that was held: a table for each stage, the log, the notice, and all as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from quheng.publish.scorecard.results import without_formulas
from quheng.scorecard.rounds import Held


def write_round(held: Held, folder: Path | str) -> None:
    """Write `1-apply.csv`, `2-check.csv`, ..., `log.csv`, and `round.json`; the same round, the same bytes.

    Parameters
    ----------
    held
        What `Round.hold` gives.
    folder
        Where to; it is made where it is not there.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    tables = {f"{at}-{stage.name}": stage.frame() for at, stage in enumerate(held.stages, 1)}
    for name, table in {**tables, "log": held.log_frame()}.items():
        (folder / f"{name}.csv").write_bytes(without_formulas(table).write_csv().encode())
    text = json.dumps(held.as_dict(), ensure_ascii=False, indent=1)
    (folder / "round.json").write_bytes(f"{text}\n".encode("utf-8", "replace"))
