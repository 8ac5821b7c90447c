"""Where a case goes: the rules in their order, and by what repeated requests are found."""

from __future__ import annotations

from quheng.bilingual import Text
from quheng.ledger.guide.section import Section
from quheng.ledger.guide.titles import Titles, joined
from quheng.ledger.programmes.condition_words import condition_words
from quheng.ledger.programmes.declared import CREATED, SUBJECT, RouteRule

KINDS = {
    "city": Text(zh="市", en="city"),
    "district": Text(zh="区县", en="district"),
    "street": Text(zh="街道乡镇", en="street"),
    "community": Text(zh="社区村", en="community"),
    "grid": Text(zh="网格", en="grid"),
    "department": Text(zh="部门", en="department"),
    "park": Text(zh="园区", en="park"),
    "window": Text(zh="窗口", en="window"),
}

ALWAYS = Text(zh="其余情形", en="in all other cases")


def routing_section(titles: Titles) -> Section:
    """Return the rules of routing."""
    programme = titles.programme
    rows = []
    for place, rule in enumerate(programme.declared.routing):
        condition = ALWAYS
        if rule.if_ is not None:
            condition = condition_words(programme.conditions["routing", place].tree, programme)
        rows.append((Text(zh=str(place + 1), en=str(place + 1)), condition, _target(rule, titles)))
    heads = (
        Text(zh="顺序", en="Order"),
        Text(zh="情形", en="Where"),
        Text(zh="派给", en="It goes to"),
    )
    return Section(Text(zh="派给谁", en="Where it goes, unless a person says otherwise"), heads, tuple(rows))


def similar_section(titles: Titles) -> Section:
    """Return by what repeated requests are found."""
    similar = titles.programme.declared.similar
    rows = []
    if similar is not None:
        fields = titles.programme.fields
        about = Text(zh="对象", en="the subject")
        by = joined(about if name == SUBJECT else fields[name].title for name in similar.by)
        rows.append((by, Text(zh=f"前后 {similar.days} 天", en=f"{similar.days} days before and after")))
    heads = (Text(zh="何者相同", en="The same"), Text(zh="期间", en="Within"))
    return Section(Text(zh="怎样查重", en="How repeated requests are found"), heads, tuple(rows))


def _target(rule: RouteRule, titles: Titles) -> Text:
    fields = titles.programme.fields
    if rule.field is not None:
        title = fields[rule.field].title
        return Text(zh=f"“{title.zh}”所填机构", en=f"the organisation in “{title.en}”")
    if rule.nearest is not None and rule.of is not None:
        start = Text(zh="受理机构", en="the organisation that received it")
        if rule.of != CREATED:
            title = fields[rule.of].title
            start = Text(zh=f"“{title.zh}”", en=f"the one in “{title.en}”")
        kind = KINDS[rule.nearest]
        return Text(zh=f"{start.zh}所在的{kind.zh}", en=f"the {kind.en} of {start.en}")
    return Text(zh=str(rule.to), en=str(rule.to))
