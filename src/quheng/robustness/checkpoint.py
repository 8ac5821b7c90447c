"""Keep what a study has done so far, so that a stopped one goes on from its last block."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from quheng.index.arrays import Integers
from quheng.index.uncertain import Robustness
from quheng.robustness.plan import Plan
from quheng.version import __version__


@dataclass(frozen=True)
class Checkpoint:
    """A file that belongs to one study; one of another study is not read, and is overwritten.

    Parameters
    ----------
    path
        The file.
    digest
        Of all that decides the result.
    """

    path: Path
    digest: str

    @classmethod
    def of(cls, path: Path, plan: Plan, wanted: Robustness) -> Checkpoint:
        """Return the checkpoint of a study at `path`."""
        digest = hashlib.sha256(f"{__version__} {wanted.model_dump_json()}".encode())
        digest.update(json.dumps([plan.tree.columns, [node.children for node in plan.tree.nodes]]).encode())
        for scaled in plan.scaled:
            digest.update(scaled.values.tobytes())
            digest.update(b"" if scaled.present is None else scaled.present.tobytes())
        rules = (plan.pillar_rules, plan.index_rules, plan.rank, plan.filling and plan.filling.rule)
        digest.update(repr(rules).encode() + (b"" if plan.kept is None else plan.kept.tobytes()))
        if plan.upstream is not None:
            digest.update(plan.upstream.fingerprint)
        for code, weights in plan.weights.items():
            digest.update(code.encode() + weights.tobytes())
        return cls(path, digest.hexdigest())

    def read(self) -> tuple[set[int], Integers] | None:
        """Return the first replicates of the blocks done and their histogram, None where there is none."""
        try:
            with self.path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
                if str(kept["digest"]) != self.digest:
                    return None
                return set(kept["done"].tolist()), kept["histogram"]
        except (OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile):
            return None

    def write(self, done: set[int], histogram: Integers) -> None:
        """Keep the blocks done and their histogram; a write that is cut short leaves the earlier one."""
        draft = self.path.with_name(f"{self.path.name}.draft")
        starts = np.array(sorted(done), dtype=np.int64)
        with draft.open("wb") as file:
            np.savez(file, digest=self.digest, done=starts, histogram=histogram)
        draft.replace(self.path)

    def remove(self) -> None:
        """Remove the file: the study is complete."""
        self.path.unlink(missing_ok=True)
