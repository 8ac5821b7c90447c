"""Programmes: kinds of service work, declared in YAML, checked as a whole, published in versions."""

from quheng.ledger.programmes.declared import ProgrammeDeclaration, Roles
from quheng.ledger.programmes.load import (
    check_files,
    load_programme,
    load_roles,
    parse_programme,
    programme_names,
    reopen_programme,
    shipped_programmes,
)
from quheng.ledger.programmes.programme import Programme
from quheng.ledger.programmes.versions import Version, in_force, last_day, publish

__all__ = [
    "Programme",
    "ProgrammeDeclaration",
    "Roles",
    "Version",
    "check_files",
    "in_force",
    "last_day",
    "load_programme",
    "load_roles",
    "parse_programme",
    "programme_names",
    "publish",
    "reopen_programme",
    "shipped_programmes",
]
