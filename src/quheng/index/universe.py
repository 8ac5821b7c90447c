"""The universe: which units take part, and the reason of each that does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pydantic import RootModel, model_validator

from quheng.bilingual import Text, listed
from quheng.declarations import ContradictionError, Declared, read_yaml, validated
from quheng.errors import DeclarationError, Problem, Where
from quheng.library import library_file
from quheng.observations.place import Level, level_of

LEVEL_TITLES = {
    "province": Text(zh="省级", en="province"),
    "city": Text(zh="地级", en="city"),
    "district": Text(zh="县级", en="district"),
}


class ExcludedUnits(Declared):
    """Units left out by name.

    Parameters
    ----------
    units
        Their codes.
    reason
        Why.
    """

    units: tuple[str, ...]
    reason: Text


class NamedExclusion(Declared):
    """A rule of the library that indices name by its code.

    Parameters
    ----------
    code, title
        Its names.
    reason
        Why a unit that it matches is not ranked.
    note
        What is to be known of the rule itself.
    prefixes, units
        The beginnings of codes, or the whole codes, that it matches.
    """

    code: str
    title: Text
    reason: Text
    note: Text | None = None
    prefixes: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    def among(self, units: tuple[str, ...]) -> list[str]:
        """Return the units that the rule leaves out."""
        named = set(self.units)
        if not self.prefixes:
            return [unit for unit in units if unit in named]
        return [unit for unit in units if unit.startswith(self.prefixes) or unit in named]


class Universe(Declared):
    """Who takes part: all units but the excluded ones.

    Parameters
    ----------
    level
        The level of the places that take part, by their code of GB/T 2260; by default any unit does.
    exclude
        Codes of named rules, and lists of units with their reason.
    """

    level: Level | None = None
    exclude: tuple[str | ExcludedUnits, ...] = ()


@dataclass(frozen=True)
class Exclusion:
    """One unit that is not ranked.

    Parameters
    ----------
    unit
        Its code.
    rule
        The code of the rule: a named one, `listed`, `coverage`, `zeros` or `no-score`.
    reason
        In words.
    """

    unit: str
    rule: str
    reason: Text


class _NamedExclusions(RootModel[tuple[NamedExclusion, ...]]):
    @model_validator(mode="after")
    def _codes_are_unique(self) -> _NamedExclusions:
        codes = [rule.code for rule in self.root]
        if len(set(codes)) < len(codes):
            raise ContradictionError(Text(zh="规则代码重复", en="two rules have one code"))
        return self


@cache
def named_exclusions() -> dict[str, NamedExclusion]:
    """Return the library's named rules, read once."""
    path = library_file("places", "rules.yaml")
    rules = validated(_NamedExclusions, read_yaml(path), "library/places/rules.yaml")
    return {rule.code: rule for rule in rules.root}


def exclusions(universe: Universe, units: Iterable[str]) -> tuple[Exclusion, ...]:
    """Return the units that the universe leaves out, in their order, each by the first rule that matches.

    Parameters
    ----------
    universe
        The rules.
    units
        The codes of all units.

    Raises
    ------
    DeclarationError
        Where a named rule is unknown, or a listed unit is not among the units.
    """
    units = tuple(units)
    rules = [_as_rule(rule) for rule in universe.exclude]
    known = set(units)
    stray = [
        unit
        for rule in universe.exclude
        if isinstance(rule, ExcludedUnits)
        for unit in rule.units
        if unit not in known
    ]
    if stray:
        raise DeclarationError(
            Problem(
                Text(zh=f"未知的评价对象 {unit}", en=f"unknown unit {unit}"),
                Where(file="index.yaml", field="universe.exclude"),
                Text(zh="请检查代码，并加引号", en="check the code, and put it in quotes"),
            )
            for unit in stray
        )
    first: dict[str, NamedExclusion] = {}
    if universe.level:
        rules.insert(0, _other_levels(universe.level, units))
    for rule in rules:
        for unit in rule.among(units):
            first.setdefault(unit, rule)
    return tuple(
        Exclusion(unit=unit, rule=first[unit].code, reason=first[unit].reason)
        for unit in units
        if unit in first
    )


def _other_levels(level: Level, units: tuple[str, ...]) -> NamedExclusion:
    """Return a rule that leaves out the units whose code is not that of a place of the level."""
    title = LEVEL_TITLES[level]
    return NamedExclusion(
        code="level",
        title=Text(zh="层级", en="level"),
        reason=Text(zh=f"代码不是{title.zh}的区划代码", en=f"its code is not that of a {title.en}"),
        units=tuple(unit for unit in units if level_of(unit) != level),
    )


def _as_rule(rule: str | ExcludedUnits) -> NamedExclusion:
    if isinstance(rule, ExcludedUnits):
        title = Text(zh="名单", en="listed")
        return NamedExclusion(code="listed", title=title, reason=rule.reason, units=rule.units)
    known = named_exclusions()
    if rule in known:
        return known[rule]
    allowed = listed(sorted(known))
    raise DeclarationError(
        Problem(
            Text(zh=f"未知的规则 {rule}", en=f"unknown rule {rule}"),
            Where(file="index.yaml", field="universe.exclude"),
            Text(
                zh=f"可用：{allowed.zh}；或写 {{units: [...], reason: ...}}",
                en=f"allowed: {allowed.en}; or write {{units: [...], reason: ...}}",
            ),
        )
    )
