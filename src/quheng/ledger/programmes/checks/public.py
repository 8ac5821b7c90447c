"""What the public is asked and told must be there, and what it hands in must be received by somebody."""

from __future__ import annotations

from collections.abc import Iterator

from quheng.bilingual import Text
from quheng.errors import Problem
from quheng.ledger.programmes.checks.draft import Draft, allowed
from quheng.ledger.programmes.declared import Public

HERE = "public"


def check_public(draft: Draft) -> Iterator[Problem]:
    """Yield what keeps the public page of a programme from working."""
    public = draft.declared.public
    if public is not None:
        yield from _names(draft, public)
        yield from _phone(draft, public)
        yield from _both_sides(draft)


def _names(draft: Draft, public: Public) -> Iterator[Problem]:
    fields = sorted(field.id for field in draft.declared.fields)
    for key, names in (("asks", public.asks), ("phone", (public.phone,)), ("shows", public.shows)):
        for name in names:
            if name not in fields:
                what = Text(zh=f"没有名为 {name} 的字段", en=f"there is no field {name}")
                yield draft.problem(what, (HERE, key), allowed(fields))
    materials = sorted(material.id for material in draft.declared.materials)
    for name in public.attaches:
        if name not in materials:
            what = Text(zh=f"没有名为 {name} 的材料", en=f"there is no material {name}")
            yield draft.problem(what, (HERE, "attaches"), allowed(materials))
    if public.channel not in draft.declared.intake.channels:
        what = Text(zh=f"没有渠道 {public.channel}", en=f"there is no channel {public.channel}")
        yield draft.problem(what, (HERE, "channel"), allowed(tuple(draft.declared.intake.channels)))


def _phone(draft: Draft, public: Public) -> Iterator[Problem]:
    first = next((stage.id for stage in draft.declared.stages if stage.kind == "intake"), "")
    phone = next((field for field in draft.declared.fields if field.id == public.phone), None)
    if phone is None:
        return
    if phone.type != "phone" or phone.id not in public.asks or first not in phone.required:
        yield draft.problem(
            Text(
                zh=f"不能凭 {phone.id} 查询办件",
                en=f"a case cannot be followed by {phone.id}",
            ),
            (HERE, "phone"),
            Text(
                zh="应为 phone 类型的字段，列入 asks，受理时必填",
                en="it must be a field of type phone, stand in asks, and be required at intake",
            ),
        )


def _both_sides(draft: Draft) -> Iterator[Problem]:
    """Look for somebody who hands in, and somebody who takes in."""
    people = {role.id for role in draft.roles.roles if role.public}
    who = set(draft.declared.intake.who)
    if not who & people:
        what = Text(zh="intake.who 中没有公众", en="the public does not stand in intake.who")
        yield draft.problem(what, (HERE,), allowed(sorted(people)))
    if not who - people:
        yield draft.problem(
            Text(zh="intake.who 中只有公众，无人接收", en="the public alone stands in intake.who"),
            (HERE,),
            Text(zh="请增加受理的角色", en="add a role that takes cases in"),
        )
