"""Read programmes and roles from files, and check them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from quheng.bilingual import Text, listed
from quheng.declarations import read_yaml, validated
from quheng.errors import DeclarationError, NotFoundError, Problem, QuhengError, Where
from quheng.ledger.programmes.catalogues import catalogue_file, read_catalogue, with_catalogue
from quheng.ledger.programmes.checks import Draft, compile_programme
from quheng.ledger.programmes.checks.conditions import compile_conditions
from quheng.ledger.programmes.checks.references import load_scorecards
from quheng.ledger.programmes.declared import ProgrammeDeclaration, Roles
from quheng.ledger.programmes.programme import Programme
from quheng.library import library_file
from quheng.scorecard.places import Places

ROLES_FILE = "roles.yaml"


def programme_names() -> tuple[str, ...]:
    """Return the names of the programmes that ship, sorted."""
    files = library_file("programmes").glob("*.yaml")
    return tuple(sorted(file.stem for file in files if file.name != ROLES_FILE))


def load_roles(path: Path | None = None) -> Roles:
    """Read the roles of the house; by default those that ship.

    Raises
    ------
    NotFoundError, DeclarationError
        Where there is no such file, or with all that is wrong in it.
    """
    if path is not None:
        return validated(Roles, read_yaml(path), str(path))
    return _shipped_roles()


def load_programme(name: str | Path) -> Programme:
    """Return a programme: the path of a file, or the name of one that ships.

    Raises
    ------
    NotFoundError
        Where there is no such file and no such name.
    DeclarationError
        With everything that is wrong, each with file and line.
    """
    path = _path(name)
    return parse_programme(read_yaml(path), str(path), roles_beside(path), shipped_programmes())


def parse_programme(
    text: str,
    file: str,
    roles: Roles | None = None,
    others: Mapping[str, ProgrammeDeclaration] | None = None,
) -> Programme:
    """Return the programme that a text declares.

    Parameters
    ----------
    text
        The YAML document.
    file
        Its name, for messages.
    roles
        The roles of the house; by default those that ship.
    others
        The programmes that its links may lead to.

    Raises
    ------
    DeclarationError
        With everything that is wrong, each with file and line.
    """
    declared, places = declare(text, file)
    draft = Draft(declared, places, roles or load_roles(), others or {})
    programme, problems = compile_programme(draft)
    if problems:
        raise DeclarationError(problems)
    return programme


def declare(text: str, file: str) -> tuple[ProgrammeDeclaration, Places]:
    """Return what a text declares, the form of its catalogue included, and where its lines stand.

    Raises
    ------
    NotFoundError, DeclarationError
        Where the catalogue is not there, or with all that is not well-formed.
    """
    declared = validated(ProgrammeDeclaration, text, file)
    if declared.catalogue is None:
        return declared, Places(((file, text),))
    if not isinstance(declared.catalogue, str):
        return with_catalogue(declared, declared.catalogue), Places(((file, text),))
    beside = catalogue_file(declared.catalogue, Path(file).parent)
    catalogue, content = read_catalogue(beside)
    return with_catalogue(declared, catalogue), Places(((file, text), (str(beside), content)))


def reopen_programme(text: str, file: str) -> Programme:
    """Return a programme that was checked when it was published; it is not checked as a whole again.

    What was published stays usable when the checks become stricter, or a programme that it links to changes.

    Raises
    ------
    DeclarationError
        Where the text cannot be read, or a condition cannot be compiled.
    """
    declared, places = declare(text, file)
    draft = Draft(declared, places, load_roles(), {})
    conditions, problems = compile_conditions(draft)
    if problems:
        raise DeclarationError(problems)
    return Programme(declared, conditions, load_scorecards(draft)[0])


def check_files(paths: Iterable[Path]) -> tuple[Problem, ...]:
    """Return all that is wrong with some files, which may link to one another and to those that ship."""
    found: dict[Path, ProgrammeDeclaration] = {}
    problems: list[Problem] = []
    texts: dict[Path, str] = {}
    places: dict[Path, Places] = {}
    for path in paths:
        try:
            texts[path] = read_yaml(path)
            found[path], places[path] = declare(texts[path], str(path))
        except QuhengError as error:
            problems += error.problems
    others = {**shipped_programmes(), **{declared.programme: declared for declared in found.values()}}
    for path, declared in found.items():
        try:
            roles = roles_beside(path)
        except QuhengError as error:
            problems += [problem for problem in error.problems if problem not in problems]
            continue
        draft = Draft(declared, places[path], roles, others)
        problems += compile_programme(draft)[1]
    return tuple(problems)


def roles_beside(path: Path) -> Roles:
    """Return the roles of the file roles.yaml in a file's folder; those that ship where there is none."""
    beside = path.parent / ROLES_FILE
    return load_roles(beside) if beside.is_file() else load_roles()


@cache
def _shipped_roles() -> Roles:
    file = library_file("programmes", ROLES_FILE)
    return validated(Roles, read_yaml(file), str(file))


@cache
def shipped_programmes() -> dict[str, ProgrammeDeclaration]:
    """Return what the programmes that ship declare, by name."""
    files = [library_file("programmes", f"{name}.yaml") for name in programme_names()]
    declared = [declare(read_yaml(file), str(file))[0] for file in files]
    return {one.programme: one for one in declared}


def _path(name: str | Path) -> Path:
    path = Path(name)
    if path.suffix in (".yaml", ".yml"):
        return path
    shipped = library_file("programmes", f"{name}.yaml")
    if str(name) in programme_names():
        return shipped
    near = difflib.get_close_matches(str(name), programme_names(), n=1)
    names = listed(programme_names())
    raise NotFoundError(
        Problem(
            Text(zh=f"没有服务事项 {name}", en=f"there is no programme {name}"),
            Where(),
            Text(
                zh=(f"是否应为 {near[0]}？" if near else "") + f"可用：{names.zh}；或写 .yaml 文件的路径",
                en=(f"did you mean {near[0]}? " if near else "")
                + f"there are {names.en}; or give a .yaml file",
            ),
        )
    )
