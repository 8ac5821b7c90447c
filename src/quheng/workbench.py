"""The workbench: an open index and its editions, with the verbs of every room at hand."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import fields
from pathlib import Path

from quheng.index import Edition, IndexDeclaration, Inputs, build, find_index, read_inputs
from quheng.robustness import Study, uncertainty
from quheng.robustness.run import Progress


class OpenEdition(Edition):
    """An edition that can be studied and published."""

    @classmethod
    def of(cls, edition: Edition) -> OpenEdition:
        """Open an edition."""
        return cls(**{field.name: getattr(edition, field.name) for field in fields(Edition)})

    def uncertainty(
        self,
        replicates: int | None = None,
        *,
        seed: int | None = None,
        workers: int = 1,
        executor: Executor | None = None,
        progress: Progress | None = None,
    ) -> Study:
        """Study how sure the ranks are.

        Parameters
        ----------
        replicates, seed
            By default those that the index declares.
        workers
            The number of threads, where no executor is given; the result does not depend on it.
        executor
            Runs the work, anything with the interface of `concurrent.futures.Executor`.
        progress
            Called with the number of replicates done and the number of all.
        """
        plan = self.inputs.declaration.robustness
        given = {"replicates": replicates, "seed": seed}
        plan = plan.model_validate(
            dict(plan) | {name: value for name, value in given.items() if value is not None}
        )
        return uncertainty(self, plan, workers=workers, executor=executor, progress=progress)

    def write(self, folder: str | Path, study: Study | None = None) -> None:
        """Write tables, workbook, report and record into a folder: whole, or not at all.

        Parameters
        ----------
        folder
            Missing, empty, or holding an earlier edition, which is replaced.
        study
            The uncertainty study to publish with it.
        """
        from quheng.publish import write_edition  # charts and workbook cost nothing until they are wanted

        write_edition(self, study, Path(folder))


class OpenIndex:
    """An index that can be built.

    Parameters
    ----------
    inputs
        Its declaration, units, observations and sources.
    """

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs

    @property
    def declaration(self) -> IndexDeclaration:
        """What index.yaml says."""
        return self.inputs.declaration

    def build(self) -> OpenEdition:
        """Build the edition: every step kept, every unit ranked or listed with the reason."""
        return OpenEdition.of(build(self.inputs))

    def __repr__(self) -> str:
        tree = self.declaration.tree
        return (
            f"<Index {self.declaration.index}: {self.inputs.units.height} units, "
            f"{len(tree.indicators)} indicators in {len(tree.pillars)} pillars>"
        )


def open_index(index: str | Path) -> OpenIndex:
    """Open an index.

    Parameters
    ----------
    index
        A folder that has an index.yaml, or the name of an index in the library.

    Raises
    ------
    QuhengError
        With every problem found, each with its file, row or line, and what to do.
    """
    return OpenIndex(read_inputs(find_index(index)))
