"""A published rule, ready to assess subjects: one or many, on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from quheng.bilingual import Text, listed
from quheng.declarations import read_yaml, validated
from quheng.errors import DataError, DeclarationError, NotFoundError, Problem, Where
from quheng.library import library_file
from quheng.scorecard.assessment import Assessment, Reason
from quheng.scorecard.conclude import assess_inputs
from quheng.scorecard.declared import ScorecardDeclaration
from quheng.scorecard.expressions import GIVEN
from quheng.scorecard.inputs import is_missing, read_inputs
from quheng.scorecard.levers import Change, smallest_changes
from quheng.scorecard.merge import laid_over, unmatched
from quheng.scorecard.places import Places
from quheng.scorecard.version import Version, compile_version

MAX_EXTENDS = 8
"""How many rules may extend one another."""


@dataclass(frozen=True)
class Scorecard:
    """A rule with its versions.

    Parameters
    ----------
    name, title
        What it is called.
    versions
        Its versions, the earliest first; they do not overlap.
    others
        Where an input chooses: the scorecard for each of its values.
    chosen_by, otherwise
        That input, and the value that holds without it.
    """

    name: str
    title: Text
    versions: tuple[Version, ...]
    others: Mapping[str, Scorecard]
    chosen_by: str | None = None
    otherwise: str | None = None

    def version_on(self, on: date | None = None) -> Version | None:
        """Return the version in force on a day, the latest without one; None where none is."""
        if on is None:
            return self.versions[-1] if self.versions else None
        return next((one for one in self.versions if one.declared.valid.holds(on)), None)

    def assess(self, inputs: Mapping[str, Any], on: date | None = None) -> Assessment:
        """Assess one subject.

        Parameters
        ----------
        inputs
            Its values by the names of the inputs. A key that is absent or null is unknown: never 0, never
            false. Numbers are read exactly, floats by their shortest decimal.
        on
            The day whose version of the rule holds; by default the day that the input named in `version_by`
            gives, else the latest version.

        Raises
        ------
        DataError
            With every input that is unknown, of the wrong type or out of range.
        """
        version = self.version_of(inputs, on)
        if isinstance(version, Assessment):
            return version
        return replace(assess_inputs(version, self._read(version, inputs)), scorecard=self.name)

    def levers(self, inputs: Mapping[str, Any], on: date | None = None) -> tuple[Change, ...]:
        """Return the smallest changes that turn a fail into a pass; see `smallest_changes`.

        Raises
        ------
        DataError
            As `assess`.
        """
        version = self.version_of(inputs, on)
        if isinstance(version, Assessment) or version.is_template:
            return ()
        return smallest_changes(version, self._read(version, inputs))

    def _read(self, version: Version, inputs: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of the inputs, without those that only chose the version."""
        rest = {
            key: value for key, value in inputs.items() if key in version.inputs or key not in self.choosers
        }
        values, given, problems = read_inputs(version.inputs, rest)
        if problems:
            raise DataError(problems)
        return {**values, GIVEN: given}

    def version_of(self, inputs: Mapping[str, Any], on: date | None = None) -> Version | Assessment:
        """Return the version that holds for a subject; an assessment where none is in force.

        Raises
        ------
        DataError
            Where the input that chooses cannot be read.
        """
        if self.chosen_by is not None:
            return self._chosen(inputs.get(self.chosen_by)).version_of(inputs, on)
        by = self.versions[-1].declared.version_by
        if on is None and by is not None and not is_missing(inputs.get(by)):
            values, _, problems = read_inputs({by: self.versions[-1].inputs[by]}, {by: inputs[by]})
            if problems:
                raise DataError(problems)
            on = values[by] if isinstance(values[by], date) else date(values[by], 12, 31)
        return self.version_on(on) or _not_in_force(self, on)

    def _chosen(self, value: Any) -> Scorecard:
        name = str(self.otherwise if is_missing(value) else value)
        if name in self.others:
            return self.others[name]
        names = listed(self.others)
        raise DataError(
            Problem(
                Text(zh=f"{value!r} 不是可选的规定", en=f"{value!r} is not one of the rules"),
                Where(field=self.chosen_by),
                Text(zh=f"可用：{names.zh}", en=f"allowed: {names.en}"),
            )
        )

    @cached_property
    def all_versions(self) -> tuple[Version, ...]:
        """Its versions, and those of the scorecards that it hands on to."""
        return (*self.versions, *(one for card in self.others.values() for one in card.all_versions))

    @cached_property
    def choosers(self) -> tuple[str, ...]:
        """The inputs that choose a scorecard or a version."""
        own = (self.chosen_by, *(one.declared.version_by for one in self.versions))
        others = (name for card in self.others.values() for name in card.choosers)
        return tuple(dict.fromkeys(name for name in (*own, *others) if name))

    @cached_property
    def input_names(self) -> tuple[str, ...]:
        """Every input that it may be given, in any version."""
        names = (name for version in self.all_versions for name in version.inputs)
        return tuple(dict.fromkeys((*([self.chosen_by] if self.chosen_by else []), *names)))


def _not_in_force(card: Scorecard, on: date | None) -> Assessment:
    spans = "；".join(one.declared.valid.speak().zh for one in card.versions)
    spans_en = "; ".join(one.declared.valid.speak().en for one in card.versions)
    reason = Reason(
        card.name,
        "undecided",
        Text(
            zh=f"{on} 没有有效的版本（有效期：{spans}）",
            en=f"no version is in force on {on} (in force: {spans_en})",
        ),
    )
    return Assessment(card.name, "", "needs_review", None, {}, {}, (), None, (reason,), ())


def load(name: str | Path) -> Scorecard:
    """Load a scorecard: the path of a file, or the name of one in the library.

    Raises
    ------
    NotFoundError
        Where there is no such file and no such name.
    DeclarationError
        With everything that is wrong in it, each with file and line.
    """
    return _Loader().load(_path(name))


def scorecard_names() -> tuple[str, ...]:
    """Return the names of the scorecards in the library, sorted."""
    return tuple(sorted(found.stem for found in library_file("scorecards").glob("*.yaml")))


def _path(name: str | Path, beside: Path | None = None) -> Path:
    """Return the file of a name: beside the file that speaks of it, or in the library."""
    path = Path(name)
    if path.suffix in (".yaml", ".yml"):
        return path
    for folder in (beside, library_file("scorecards")):
        if folder is not None and (folder / f"{name}.yaml").is_file():
            return folder / f"{name}.yaml"
    names = listed(scorecard_names())
    raise NotFoundError(
        Problem(
            Text(zh=f"没有评价表 {name}", en=f"there is no scorecard {name}"),
            Where(),
            Text(
                zh=f"可用：{names.zh}；或写 .yaml 文件的路径",
                en=f"there are {names.en}; or give a .yaml file",
            ),
        )
    )


class _Loader:
    """Load a file and those it extends or hands on to, once each, and notice circles."""

    def __init__(self) -> None:
        self.loading: list[Path] = []

    def load(self, path: Path) -> Scorecard:
        declared, places = self._whole(path)
        if declared.choose is not None:
            others = {
                value: self.load(_path(name, path.parent)) for value, name in declared.choose.among.items()
            }
            return Scorecard(
                declared.scorecard, declared.title, (), others, declared.choose.by, declared.choose.otherwise
            )
        bodies = [laid_over(declared, one) for one in declared.versions] or [declared]
        for one in declared.versions:
            _all_removed(declared, one, places)
        _no_overlap(bodies, places)
        versions = tuple(compile_version(body, places) for body in bodies)
        return Scorecard(declared.scorecard, declared.title, versions, {})

    def _whole(self, path: Path) -> tuple[ScorecardDeclaration, Places]:
        """Return the declaration laid over those it extends, and the files of all."""
        if path in self.loading or len(self.loading) >= MAX_EXTENDS:
            circle = " → ".join(one.name for one in (*self.loading, path))
            raise DeclarationError(
                Problem(
                    Text(zh=f"extends 绕成了圈：{circle}", en=f"`extends` goes in a circle: {circle}"),
                    Where(file=str(path)),
                )
            )
        self.loading.append(path)
        text = read_yaml(path)
        declared = validated(ScorecardDeclaration, text, str(path))
        places = Places(((str(path), text),))
        if declared.extends is not None:
            base, others = self._whole(_path(declared.extends, path.parent))
            places = Places((*places.files, *others.files))
            _all_removed(base, declared, places)
            declared = laid_over(base, declared).model_copy(
                update={
                    "scorecard": declared.scorecard,
                    "title": declared.title,
                    "extends": declared.extends,
                    "versions": declared.versions or base.versions,
                }
            )
        self.loading.pop()
        return declared, places


def _all_removed(base: ScorecardDeclaration, over: Any, places: Places) -> None:
    strange = unmatched(base, over)
    if strange:
        names = listed(strange)
        raise DeclarationError(
            Problem(
                Text(
                    zh=f"remove 所列的 {names.zh} 并不存在",
                    en=f"`remove` names {names.en}, which is not there",
                ),
                places.find(("remove",)),
            )
        )


def _no_overlap(bodies: list[ScorecardDeclaration], places: Places) -> None:
    """Hold that on each day one version is in force at most; the versions stand in order of time."""
    for position, (earlier, later) in enumerate(pairwise(bodies)):
        end, begin = earlier.valid.to, later.valid.from_
        if end is None or begin is None or end >= begin:
            raise DeclarationError(
                Problem(
                    Text(
                        zh=f"两个版本的有效期重叠：{earlier.valid.speak().zh} 与 {later.valid.speak().zh}",
                        en=f"two versions overlap: {earlier.valid.speak().en} and {later.valid.speak().en}",
                    ),
                    places.find(("versions", position + 1, "valid")),
                    Text(
                        zh="请按时间先后排列，首尾不相重",
                        en="put them in order of time, none reaching into the next",
                    ),
                )
            )
