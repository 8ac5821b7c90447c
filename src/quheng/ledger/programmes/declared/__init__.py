"""The declared models of a programme: what `library/programmes/*.yaml` may say."""

from quheng.ledger.programmes.declared.cadences import Cadence
from quheng.ledger.programmes.declared.catalogue import Bundle, Catalogue, CatalogueItem
from quheng.ledger.programmes.declared.checklists import SEVERITIES, Checklist, Item, Severity, SeverityCase
from quheng.ledger.programmes.declared.clocks import BudgetCase, Clock, Extension
from quheng.ledger.programmes.declared.contents import (
    ACTS,
    Act,
    Eligibility,
    EligibilityCase,
    Intake,
    Link,
)
from quheng.ledger.programmes.declared.derivation import Derivation
from quheng.ledger.programmes.declared.entries import WHO, Column, EntriesField
from quheng.ledger.programmes.declared.entry import Article, Basis, Entry
from quheng.ledger.programmes.declared.fields import (
    AccountField,
    BooleanField,
    ChoiceField,
    DateField,
    DeclaredField,
    IdentifierField,
    MonthField,
    NumberField,
    OrganisationField,
    TextField,
)
from quheng.ledger.programmes.declared.figures import Counted, Figure, Ranking, Repeat, Rise, RowsSummed
from quheng.ledger.programmes.declared.flow import CREATED, Move, Needs, Parts, Stage, StageKind, Within
from quheng.ledger.programmes.declared.material import Material
from quheng.ledger.programmes.declared.migration import Migration
from quheng.ledger.programmes.declared.names import (
    PERSONAL,
    SENSITIVITIES,
    OrganisationKind,
    Sensitivity,
)
from quheng.ledger.programmes.declared.notices import Notice
from quheng.ledger.programmes.declared.open311 import Open311
from quheng.ledger.programmes.declared.oversight import Oversight
from quheng.ledger.programmes.declared.programme import ProgrammeDeclaration, Valid
from quheng.ledger.programmes.declared.public import Public
from quheng.ledger.programmes.declared.roles import Role, Roles
from quheng.ledger.programmes.declared.routing import RouteRule
from quheng.ledger.programmes.declared.similar import SUBJECT, Similar

__all__ = [
    "ACTS",
    "CREATED",
    "PERSONAL",
    "SENSITIVITIES",
    "SEVERITIES",
    "SUBJECT",
    "WHO",
    "AccountField",
    "Act",
    "Article",
    "Basis",
    "BooleanField",
    "BudgetCase",
    "Bundle",
    "Cadence",
    "Catalogue",
    "CatalogueItem",
    "Checklist",
    "ChoiceField",
    "Clock",
    "Column",
    "Counted",
    "DateField",
    "DeclaredField",
    "Derivation",
    "Eligibility",
    "EligibilityCase",
    "EntriesField",
    "Entry",
    "Extension",
    "Figure",
    "IdentifierField",
    "Intake",
    "Item",
    "Link",
    "Material",
    "Migration",
    "MonthField",
    "Move",
    "Needs",
    "Notice",
    "NumberField",
    "Open311",
    "OrganisationField",
    "OrganisationKind",
    "Oversight",
    "Parts",
    "ProgrammeDeclaration",
    "Public",
    "Ranking",
    "Repeat",
    "Rise",
    "Role",
    "Roles",
    "RouteRule",
    "RowsSummed",
    "Sensitivity",
    "Severity",
    "SeverityCase",
    "Similar",
    "Stage",
    "StageKind",
    "TextField",
    "Valid",
    "Within",
]
