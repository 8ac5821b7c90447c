"""Rules of routing can be reached and lead to organisations; what makes cases similar can be equal."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from quheng.bilingual import Text
from quheng.errors import Problem
from quheng.ledger.programmes.checks.conditions import can_hold
from quheng.ledger.programmes.checks.draft import Draft, allowed
from quheng.ledger.programmes.declared import CREATED, SUBJECT
from quheng.ledger.programmes.programme import ConditionKey
from quheng.scorecard.expressions import Expression
from quheng.scorecard.places import Path

COMPARED = ("text", "phone", "identity_number", "credit_code", "choice")
"""The types of field whose equal values say that two cases may be about one thing."""


def check_routing(draft: Draft, conditions: dict[ConditionKey, Expression]) -> Iterator[Problem]:
    """Yield rules that name no organisation, that never hold, and those behind one that always holds."""
    fields: dict[str, str] = {field.id: field.type for field in draft.declared.fields}
    named = [name for name, kind in fields.items() if kind == "organisation"]
    always: int | None = None
    for place, rule in enumerate(draft.declared.routing):
        here: Path = ("routing", place)
        if rule.field is not None and rule.field not in named:
            yield _no_organisation(draft, rule.field, (*here, "field"), named, fields)
        if rule.of is not None and rule.of not in (CREATED, *named):
            yield _no_organisation(draft, rule.of, (*here, "of"), [CREATED, *named], fields)
        condition = conditions.get(("routing", place))
        if condition is not None and not can_hold(condition, draft.declared):
            yield draft.problem(
                Text(
                    zh=f"第 {place + 1} 条派单规则的条件永远不成立",
                    en=f"the condition of rule {place + 1} of routing never holds",
                ),
                (*here, "if"),
                Text(zh="请更正条件，或删去该规则", en="mend the condition, or remove the rule"),
            )
        if always is not None:
            yield draft.problem(
                Text(
                    zh=f"第 {place + 1} 条派单规则永远轮不到：第 {always + 1} 条总是成立",
                    en=f"rule {place + 1} of routing is never reached: rule {always + 1} always holds",
                ),
                here,
                Text(zh="请把没有条件的规则放在最后", en="put the rule without a condition last"),
            )
        elif rule.if_ is None and rule.to is not None:
            always = place


def check_similar(draft: Draft) -> Iterator[Problem]:
    """Yield names that are no field, and fields whose equal values say nothing."""
    if draft.declared.similar is None:
        return
    fields = {field.id: field.type for field in draft.declared.fields}
    fitting = [SUBJECT, *(name for name, kind in fields.items() if kind in COMPARED)]
    path: Path = ("similar", "by")
    for name in draft.declared.similar.by:
        if name == SUBJECT and not draft.declared.intake.subject:
            yield draft.problem(
                Text(
                    zh="本服务事项的办件没有对象，不能按 subject 查重",
                    en="the cases of this programme are about nobody: they cannot be similar by subject",
                ),
                path,
                Text(zh="请删去 subject，或写 intake.subject", en="remove subject, or write intake.subject"),
            )
        elif name not in fitting:
            kind = fields.get(name)
            what = Text(zh=f"没有名为 {name} 的字段", en=f"there is no field {name}")
            if kind is not None:
                what = Text(
                    zh=f"字段 {name} 的类型是 {kind}，不能用来查重",
                    en=f"the field {name} has the type {kind}: equal values do not make cases similar",
                )
            yield draft.problem(what, path, _choice(name, fitting))


def check_migration(draft: Draft) -> Iterator[Problem]:
    """Yield stages and fields that a migration leads to and that are not here; publishing finds the rest."""
    migration = draft.declared.migrate
    if migration is None:
        return
    stages = {stage.id: stage.kind for stage in draft.declared.stages}
    for old, new in migration.stages.items():
        path: Path = ("migrate", "stages", old)
        if new not in stages:
            what = Text(zh=f"没有名为 {new} 的环节", en=f"there is no stage {new}")
            yield draft.problem(what, path, _choice(new, list(stages)))
        elif stages[new] == "final":
            yield draft.problem(
                Text(
                    zh=f"迁移不能把办件迁到办结环节 {new}",
                    en=f"a migration cannot lead to the final stage {new}: a case is closed by a move",
                ),
                path,
                Text(zh="请写未办结的环节", en="name a stage that is not final"),
            )
    names = [field.id for field in draft.declared.fields]
    for old, new in migration.fields.items():
        if new not in names:
            what = Text(zh=f"没有名为 {new} 的字段", en=f"there is no field {new}")
            yield draft.problem(what, ("migrate", "fields", old), _choice(new, names))


def _no_organisation(
    draft: Draft, name: str, path: Path, fitting: Collection[str], fields: dict[str, str]
) -> Problem:
    kind = fields.get(name)
    what = Text(zh=f"没有名为 {name} 的字段", en=f"there is no field {name}")
    if kind is not None:
        what = Text(zh=f"字段 {name} 的类型是 {kind}", en=f"the field {name} has the type {kind}")
    return draft.problem(what, path, _choice(name, fitting))


def _choice(name: str, known: Collection[str]) -> Text:
    near = difflib.get_close_matches(name, list(known), n=1)
    choice = allowed(sorted(known))
    return Text(
        zh=(f"是否应为 {near[0]}？" if near else "") + choice.zh,
        en=(f"did you mean {near[0]}? " if near else "") + choice.en,
    )
