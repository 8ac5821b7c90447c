"""Catalogues: read from their files, and made part of the programme that uses them.

A programme with a catalogue has four more fields: `bundle`, what people ask for; and, following from it,
`tier`, `departments` and `leading`. Then come the fields and materials of the catalogue, each asked where the
bundle needs it. What is published holds the catalogue whole, so that it is frozen with the programme.
"""

from __future__ import annotations

import re
from pathlib import Path

from quheng.bilingual import Text
from quheng.declarations import read_yaml, validated
from quheng.ledger.programmes.declared import (
    Catalogue,
    ChoiceField,
    Derivation,
    Material,
    OrganisationField,
    ProgrammeDeclaration,
)
from quheng.ledger.programmes.declared.fields import DeclaredField
from quheng.library import library_file

FOLDER = "catalogues"

BUNDLE = "bundle"
TIER = "tier"
DEPARTMENTS = "departments"
LEADING = "leading"

NAMED = re.compile(r"^catalogue: *([a-z0-9-]+) *(#.*)?$", re.MULTILINE)


def catalogue_file(name: str, beside: Path) -> Path:
    """Return the file of a catalogue: in `catalogues` beside the programme, else that of the library."""
    near = beside / FOLDER / f"{name}.yaml"
    return near if near.is_file() else library_file("programmes", FOLDER, f"{name}.yaml")


def read_catalogue(path: Path) -> tuple[Catalogue, str]:
    """Return a catalogue and its text.

    Raises
    ------
    NotFoundError, DeclarationError
        Where there is no such file, or with all that is wrong in it.
    """
    text = read_yaml(path)
    return validated(Catalogue, text, str(path)), text


def self_contained(text: str, file: str) -> str:
    """Return the text of a programme with its catalogue in place of the catalogue's name."""
    named = NAMED.search(text)
    if named is None:
        return text
    content = read_yaml(catalogue_file(named[1], Path(file).parent))
    indented = "".join(f"  {line}" if line.strip() else line for line in content.splitlines(keepends=True))
    return f"{text[: named.start()]}catalogue:\n{indented.rstrip()}{text[named.end() :]}"


def with_catalogue(declared: ProgrammeDeclaration, catalogue: Catalogue) -> ProgrammeDeclaration:
    """Return a programme with the form that its catalogue makes."""
    fields = (*_own_fields(declared, catalogue), *(_asked(one, catalogue) for one in catalogue.fields))
    materials = tuple(_wanted(one, catalogue) for one in catalogue.materials)
    return declared.model_copy(
        update={
            "catalogue": catalogue,
            "fields": (*fields, *declared.fields),
            "materials": (*materials, *declared.materials),
        }
    )


def _own_fields(declared: ProgrammeDeclaration, catalogue: Catalogue) -> tuple[DeclaredField, ...]:
    first = tuple(stage.id for stage in declared.stages if stage.kind == "intake")
    bundles = catalogue.bundles
    return (
        ChoiceField(
            id=BUNDLE,
            type="choice",
            title=catalogue.title,
            choices={one.id: one.title for one in bundles},
            sensitivity="public",
            required=first,
            visible=first,
        ),
        ChoiceField(
            id=TIER,
            type="choice",
            title=Text(zh="所属清单", en="List"),
            choices=catalogue.tiers,
            sensitivity="public",
            derive=Derivation(by=BUNDLE, table={one.id: one.tier for one in bundles}),
        ),
        OrganisationField(
            id=DEPARTMENTS,
            type="organisations",
            title=Text(zh="办理部门", en="Departments"),
            sensitivity="public",
            derive=Derivation(
                by=BUNDLE, table={one.id: list(catalogue.departments_of(one.id)) for one in bundles}
            ),
        ),
        OrganisationField(
            id=LEADING,
            type="organisation",
            title=Text(zh="牵头部门", en="Department that leads"),
            sensitivity="public",
            derive=Derivation(by=BUNDLE, table={one.id: one.lead for one in bundles}),
        ),
    )


def _asked(field: DeclaredField, catalogue: Catalogue) -> DeclaredField:
    """Return a field of the catalogue, asked where a bundle needs it."""
    return field.model_copy(update={"when": _in_bundles(catalogue.bundles_needing("fields", field.id))})


def _wanted(material: Material, catalogue: Catalogue) -> Material:
    """Return a material of the catalogue, asked for where a bundle needs it."""
    return material.model_copy(
        update={"when": _in_bundles(catalogue.bundles_needing("materials", material.id))}
    )


def _in_bundles(bundles: tuple[str, ...]) -> str:
    names = ", ".join(f'"{name}"' for name in bundles)
    return f"{BUNDLE} in [{names}]" if bundles else "false"
