"""The catalogue of a programme that bundles items of several departments: one thing, one form, once.

Every field and every material stands once in the catalogue; an item names those that it needs, a bundle the
items that it takes. So each is asked once in a bundle, and goes to every department that needs it.
"""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from quheng.bilingual import Text
from quheng.calendars import Budget
from quheng.declarations import ContradictionError, Declared
from quheng.ledger.programmes.declared.entry import Entry
from quheng.ledger.programmes.declared.fields import DeclaredField
from quheng.ledger.programmes.declared.material import Material
from quheng.ledger.programmes.declared.names import Identifier, ProgrammeName

Term = Literal["legal", "promised"]

OrganisationCode = Annotated[str, StringConstraints(pattern=r"^\S+$", max_length=64)]


class CatalogueItem(Entry):
    """What one department does.

    Parameters
    ----------
    department
        The code of the organisation that does it.
    legal, promised
        The working days that the law gives, and those that are promised: never more.
    fields, materials
        What it needs, by the ids of the catalogue.
    basis
        The rule that it rests on.
    """

    department: OrganisationCode
    legal: Budget
    promised: Budget
    fields: tuple[Identifier, ...] = ()
    materials: tuple[Identifier, ...] = ()
    basis: Text | None = None

    @model_validator(mode="after")
    def _promises_no_more_than_the_law_gives(self) -> CatalogueItem:
        for budget in (self.legal, self.promised):
            if budget.unit != "workday":
                raise ContradictionError(
                    Text(
                        zh=f"事项的时限应以工作日计，却是{budget.title.zh}",
                        en=f"an item's time is counted in working days, not {budget.title.en}",
                    ),
                    Text(zh="请写 5 工作日", en="write 5 workdays"),
                )
        if self.promised.n > self.legal.n:
            raise ContradictionError(
                Text(
                    zh=f"承诺时限{self.promised.title.zh}长于法定时限{self.legal.title.zh}",
                    en=f"the promised {self.promised.title.en} are more than the legal {self.legal.title.en}",
                ),
                Text(zh="请更正其一", en="mend one of them"),
            )
        return self


class Bundle(Entry):
    """One thing as people call it: the items that it takes.

    Parameters
    ----------
    tier
        Whose list it is on, such as the national or the local one.
    lead
        The department that leads.
    items
        What it takes.
    """

    tier: Identifier
    lead: OrganisationCode
    items: tuple[Identifier, ...] = Field(min_length=2)


class Catalogue(Declared):
    """Items of several departments, and the bundles made of them.

    Parameters
    ----------
    catalogue, title
        Its name.
    tiers
        The lists that bundles stand on, with their titles.
    fields, materials
        Each once, whatever needs it.
    items
        What each department does.
    bundles
        What people ask for.
    """

    catalogue: ProgrammeName
    title: Text
    tiers: dict[Identifier, Text] = Field(min_length=1)
    fields: tuple[DeclaredField, ...] = ()
    materials: tuple[Material, ...] = ()
    items: tuple[CatalogueItem, ...] = Field(min_length=1)
    bundles: tuple[Bundle, ...] = Field(min_length=1)

    def bundle(self, name: str) -> Bundle | None:
        """Return a bundle by its id."""
        return next((bundle for bundle in self.bundles if bundle.id == name), None)

    def items_of(self, bundle: str, department: str | None = None) -> tuple[CatalogueItem, ...]:
        """Return the items of a bundle, of one department where it is named."""
        found = self.bundle(bundle)
        taken = found.items if found else ()
        return tuple(
            item for item in self.items if item.id in taken and department in (None, item.department)
        )

    def departments_of(self, bundle: str) -> tuple[str, ...]:
        """Return the departments that a bundle asks, each once, in the order of the items."""
        return tuple(dict.fromkeys(item.department for item in self.items_of(bundle)))

    def budget_of(self, bundle: str, department: str, term: Term) -> Budget | None:
        """Return the longest time that the department's items in a bundle take; None where it has none."""
        budgets = [getattr(item, term) for item in self.items_of(bundle, department)]
        return max(budgets, key=lambda budget: budget.n) if budgets else None

    def bundles_needing(self, section: Literal["fields", "materials"], name: str) -> tuple[str, ...]:
        """Return the bundles of which an item needs a field or a material."""
        needing = {item.id for item in self.items if name in getattr(item, section)}
        return tuple(bundle.id for bundle in self.bundles if needing.intersection(bundle.items))

    @property
    def offered(self) -> Counter[str]:
        """How many bundles each tier offers: the 30 + 10 of “30 + 10 items”."""
        return Counter(bundle.tier for bundle in self.bundles)
