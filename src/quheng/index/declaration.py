"""`index.yaml`: the whole declaration of an index."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared, validated
from quheng.index.framework import Pillar, Variable
from quheng.index.method import Method
from quheng.index.panel_rule import PanelRule
from quheng.index.tree import Tree
from quheng.index.uncertain import Robustness
from quheng.index.universe import Universe

RESERVED_COLUMNS = ("unit", "name", "rank", "score", "rank_p05", "rank_p50", "rank_p95")
"""Columns of the ranking beside those of the pillars."""


class PlaceCheck(Declared):
    """Published places to set beside ours: a check, never a target.

    Parameters
    ----------
    title, source
        What was published, and where.
    places
        The published rank of each unit.
    """

    title: Text
    source: Text
    places: dict[str, Annotated[int, Field(ge=1)]]


class IndexDeclaration(Declared):
    """An index as its folder declares it.

    Parameters
    ----------
    index
        Its code: lower-case letters, digits and hyphens.
    title
        Its name.
    note
        What it is, and what it is not.
    unit
        What one unit is called.
    universe
        Who takes part.
    denominators
        Variables that indicators are divided by.
    framework
        The pillars.
    method
        The rule of each step.
    panel
        Which periods, and on which scale, where there are many.
    robustness
        The uncertainty study.
    checks
        Published places beside ours.
    """

    index: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9\-]*$")]
    title: Text
    note: Text | None = None
    unit: Text = Text(zh="评价对象", en="unit")
    universe: Universe = Universe()
    denominators: tuple[Variable, ...] = ()
    framework: tuple[Pillar, ...] = Field(min_length=1)
    method: Method = Method()
    panel: PanelRule = PanelRule()
    robustness: Robustness = Robustness()
    checks: tuple[PlaceCheck, ...] = ()

    @cached_property
    def tree(self) -> Tree:
        """The framework laid out for computing."""
        return Tree.of(self.index, self.title, self.framework)

    @property
    def variables(self) -> tuple[Variable, ...]:
        """All that observations may speak of: indicators, then denominators."""
        return (*self.tree.indicators, *self.denominators)

    @model_validator(mode="after")
    def _codes_are_unique(self) -> IndexDeclaration:
        codes = Counter([*self.tree.columns, *(variable.code for variable in self.denominators)])
        for code, times in codes.items():
            if times > 1:
                raise ContradictionError(
                    Text(
                        zh=f"代码 {code} 用了 {times} 次",
                        en=f"the code {code} is used {times} times",
                    ),
                    Text(
                        zh="指标、一级指标、指数和分母的代码不得相同",
                        en="no indicator, pillar, index or denominator may share a code",
                    ),
                )
        return self

    @model_validator(mode="after")
    def _codes_are_free(self) -> IndexDeclaration:
        for node in self.tree.nodes:
            if node.code in RESERVED_COLUMNS:
                raise ContradictionError(
                    Text(
                        zh=f"一级指标的代码不能用 {node.code}",
                        en=f"a pillar cannot have the code {node.code}",
                    ),
                    Text(
                        zh=f"以下列名已有用途：{'、'.join(RESERVED_COLUMNS)}",
                        en=f"these columns have a meaning of their own: {', '.join(RESERVED_COLUMNS)}",
                    ),
                )
        return self

    @model_validator(mode="after")
    def _denominators_are_declared(self) -> IndexDeclaration:
        known = {variable.code for variable in self.variables}
        for indicator in self.tree.indicators:
            if indicator.denominate and indicator.denominate.by not in known:
                raise ContradictionError(
                    Text(
                        zh=f"{indicator.code} 的分母 {indicator.denominate.by} 未声明",
                        en=f"{indicator.code} is divided by {indicator.denominate.by}, which is not declared",
                    ),
                    Text(zh="请写入 denominators", en="declare it under `denominators`"),
                )
        return self

    @model_validator(mode="after")
    def _weights_hold(self) -> IndexDeclaration:
        for node in self.tree.nodes:
            self.method.weight_rule(node).check(node)
        return self


def read_declaration(text: str, file: str = "index.yaml") -> IndexDeclaration:
    """Read the text of an `index.yaml`.

    Raises
    ------
    DeclarationError
        With every problem found, each with its line and field.
    """
    return validated(IndexDeclaration, text, file)
