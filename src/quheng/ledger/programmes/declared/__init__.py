"""The declared models of a programme: what `library/programmes/*.yaml` may say."""

from quheng.ledger.programmes.declared.clocks import BudgetCase, Clock, Extension
from quheng.ledger.programmes.declared.contents import (
    ACTS,
    Act,
    Checklist,
    Counted,
    Eligibility,
    Figure,
    Intake,
    Item,
    Link,
    Material,
)
from quheng.ledger.programmes.declared.entry import Article, Basis, Entry
from quheng.ledger.programmes.declared.fields import (
    BooleanField,
    ChoiceField,
    DateField,
    DeclaredField,
    IdentifierField,
    NumberField,
    OrganisationField,
    TextField,
)
from quheng.ledger.programmes.declared.flow import CREATED, Move, Needs, Parts, Stage, StageKind, Within
from quheng.ledger.programmes.declared.names import (
    PERSONAL,
    SENSITIVITIES,
    OrganisationKind,
    Sensitivity,
)
from quheng.ledger.programmes.declared.programme import ProgrammeDeclaration, Valid
from quheng.ledger.programmes.declared.roles import Role, Roles

__all__ = [
    "ACTS",
    "CREATED",
    "PERSONAL",
    "SENSITIVITIES",
    "Act",
    "Article",
    "Basis",
    "BooleanField",
    "BudgetCase",
    "Checklist",
    "ChoiceField",
    "Clock",
    "Counted",
    "DateField",
    "DeclaredField",
    "Eligibility",
    "Entry",
    "Extension",
    "Figure",
    "IdentifierField",
    "Intake",
    "Item",
    "Link",
    "Material",
    "Move",
    "Needs",
    "NumberField",
    "OrganisationField",
    "OrganisationKind",
    "Parts",
    "ProgrammeDeclaration",
    "Role",
    "Roles",
    "Sensitivity",
    "Stage",
    "StageKind",
    "TextField",
    "Valid",
    "Within",
]
