"""What Open311 stands for must be there, of the right type, and enough for a case."""

from __future__ import annotations

from collections.abc import Iterator

from quheng.bilingual import Text
from quheng.errors import Problem
from quheng.ledger.programmes.checks.draft import Draft, allowed
from quheng.ledger.programmes.declared import Open311
from quheng.scorecard.places import Path

HERE = "open311"

TYPES: dict[str, tuple[str, ...]] = {
    "service": ("choice",),
    "description": ("text",),
    "address": ("text",),
    "phone": ("phone",),
    "name": ("text",),
}
"""Which types of field a parameter can stand for."""

ASKED = ("text", "integer", "decimal", "boolean", "choice", "date")
"""Which types of field a client of Open311 can ask for."""


def check_open311(draft: Draft) -> Iterator[Problem]:
    """Yield what keeps a programme from being used through Open311."""
    open311 = draft.declared.open311
    if open311 is None:
        return
    channels = draft.declared.intake.channels
    if open311.channel not in channels:
        what = Text(zh=f"没有渠道 {open311.channel}", en=f"there is no channel {open311.channel}")
        yield draft.problem(what, (HERE, "channel"), allowed(sorted(channels)))
    for name, types in TYPES.items():
        field = getattr(open311, name)
        if field is not None:
            yield from _typed(draft, field, types, (HERE, name))
    for place, field in enumerate(open311.attributes):
        yield from _typed(draft, field, ASKED, (HERE, "attributes", place))
    yield from _enough(draft, open311)


def _typed(draft: Draft, name: str, types: tuple[str, ...], path: Path) -> Iterator[Problem]:
    fitting = sorted(one.id for one in draft.declared.fields if one.type in types)
    if name not in fitting:
        kinds = ", ".join(types)
        yield draft.problem(
            Text(zh=f"没有 {kinds} 类型的字段 {name}", en=f"there is no field {name} of type {kinds}"),
            path,
            allowed(fitting),
        )


def _enough(draft: Draft, open311: Open311) -> Iterator[Problem]:
    """Yield what the first stage requires and no client of Open311 could give."""
    first = next((stage.id for stage in draft.declared.stages if stage.kind == "intake"), None)
    given = {getattr(open311, name) for name in TYPES} | set(open311.attributes)
    lacking = [
        one.id
        for one in draft.declared.fields
        if first in one.required and one.id not in given and one.derive is None and one.when is None
    ]
    if lacking:
        names = ", ".join(lacking)
        yield draft.problem(
            Text(zh=f"受理必填的 {names} 无从填写", en=f"nobody can give what intake requires: {names}"),
            (HERE,),
            Text(zh="请列入 attributes", en="put it among the attributes"),
        )
