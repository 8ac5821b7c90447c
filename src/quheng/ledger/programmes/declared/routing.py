"""Where a case goes: ordered rules, of which the first that certainly holds names the organisation."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared
from quheng.ledger.programmes.declared.names import Cel, Identifier, OrganisationKind

OrganisationCode = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]


class RouteRule(Declared):
    """One rule of routing.

    A move that hands the case to the organisation in an empty field fills that field by the first rule that
    holds. What a person fills in goes before every rule.

    Parameters
    ----------
    if_
        CEL over the fields and facts (`if` in the file); without it always. What cannot be told does not
        hold.
    to
        The code of an organisation of the register.
    field
        Or: the organisation in this field.
    nearest, of
        Or: the nearest organisation of a kind, upwards from the one in the field `of` (`created` for the one
        that received the case): the street of a community, the district of a street.
    """

    if_: Cel | None = Field(default=None, alias="if")
    to: OrganisationCode | None = None
    field: Identifier | None = None
    nearest: OrganisationKind | None = None
    of: Identifier | None = None

    @model_validator(mode="after")
    def _leads_to_one_place(self) -> RouteRule:
        ways = [name for name in ("to", "field", "nearest") if getattr(self, name) is not None]
        if len(ways) != 1:
            found = ", ".join(ways) or "—"
            raise ContradictionError(
                Text(
                    zh=f"一条派单规则应恰有一个去向，这里有：{found}",
                    en=f"a rule leads to exactly one place; here stands: {found}",
                ),
                Text(zh="请写 to、field、nearest 之一", en="write one of to, field and nearest"),
            )
        if (self.nearest is None) != (self.of is None):
            raise ContradictionError(
                Text(zh="nearest 与 of 须同时写", en="nearest and of go together"),
                Text(
                    zh="例如 nearest: street, of: area",
                    en="for instance nearest: street, of: area",
                ),
            )
        return self
