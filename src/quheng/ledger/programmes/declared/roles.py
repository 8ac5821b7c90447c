"""`roles.yaml`: the roles of the house, and which kinds of organisation hold them."""

from __future__ import annotations

from pydantic import Field, model_validator

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared
from quheng.ledger.programmes.declared.entry import Entry
from quheng.ledger.programmes.declared.names import OrganisationKind
from quheng.ledger.programmes.declared.oversight import Oversight


class Role(Entry):
    """What somebody is there for.

    Parameters
    ----------
    duty
        What the role does, in a sentence.
    held_by
        The kinds of organisation whose people hold it; for the public none, and `public` is true.
    public
        Whether it is the applicant, who is no member of any organisation.
    oversees
        What it oversees where it is held: see `Oversight`.
    second_factor
        Whether whoever holds it must sign in with a second factor.
    """

    duty: Text
    held_by: tuple[OrganisationKind, ...] = ()
    public: bool = False
    oversees: tuple[Oversight, ...] = ()
    second_factor: bool = False

    @property
    def is_held(self) -> bool:
        """Whether anybody can have it."""
        return bool(self.held_by) or self.public


class Roles(Declared):
    """The roles of the house, each once."""

    roles: tuple[Role, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_stands_once(self) -> Roles:
        names = [role.id for role in self.roles]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ContradictionError(
                Text(zh=f"角色 {twice[0]} 写了两次", en=f"the role {twice[0]} stands twice"),
                Text(zh="请删去一处", en="remove one"),
            )
        return self

    def find(self, name: str) -> Role | None:
        """Return the role of a name."""
        return next((role for role in self.roles if role.id == name), None)

    def overseeing(self, what: Oversight) -> frozenset[str]:
        """Return the roles that oversee something."""
        return frozenset(role.id for role in self.roles if what in role.oversees)
