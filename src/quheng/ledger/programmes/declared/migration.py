"""How open cases of an earlier version come over to this one."""

from __future__ import annotations

from pydantic import Field, model_validator

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared
from quheng.ledger.programmes.declared.names import Cel, Identifier


class Migration(Declared):
    """The migration of open cases; what the law gave them (clocks that run, their ends) stays as it is.

    Parameters
    ----------
    from_
        The number of the version that they keep now (`from` in the file).
    stages
        For each stage of theirs that is called otherwise here, ours; all others keep their names.
    fields
        The same for fields.
    drop
        Fields of theirs that are not here: their values are set aside, sealed, and come back by a revert.
    when
        CEL over their fields and facts: which cases come over; all by default.
    """

    from_: int = Field(alias="from", ge=1)
    stages: dict[Identifier, Identifier] = Field(default_factory=dict)
    fields: dict[Identifier, Identifier] = Field(default_factory=dict)
    drop: tuple[Identifier, ...] = ()
    when: Cel | None = None

    @model_validator(mode="after")
    def _each_value_goes_one_way(self) -> Migration:
        both = sorted(set(self.fields) & set(self.drop))
        targets = list(self.fields.values())
        twice = sorted({name for name in targets if targets.count(name) > 1})
        if both:
            raise ContradictionError(
                Text(zh=f"字段 {both[0]} 既改名又删除", en=f"the field {both[0]} is renamed and dropped"),
                Text(zh="请删去一处", en="remove one of the two"),
            )
        if twice:
            raise ContradictionError(
                Text(zh=f"两个字段都改名为 {twice[0]}", en=f"two fields are renamed to {twice[0]}"),
                Text(zh="每个字段只能有一个来源", en="a field has one source"),
            )
        return self
