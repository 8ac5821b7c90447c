"""How it goes: stages, moves, and several offices at once."""

from __future__ import annotations

from collections.abc import Iterator

from quheng.bilingual import Text
from quheng.ledger.guide.section import Section
from quheng.ledger.guide.titles import NOTHING, Titles, joined, sentences
from quheng.ledger.programmes.condition_words import condition_words
from quheng.ledger.programmes.declared import CREATED, Move

KINDS = {
    "intake": Text(zh="受理", en="intake"),
    "work": Text(zh="办理", en="work"),
    "wait": Text(zh="等待", en="wait"),
    "final": Text(zh="办结", en="closed"),
}


def moves_section(titles: Titles) -> Section:
    """Return what can be done in each stage, by whom, on what conditions, and where it leads."""
    rows = []
    for stage in titles.programme.declared.stages:
        kind = KINDS[stage.kind]
        here = Text(zh=f"{stage.title.zh}（{kind.zh}）", en=f"{stage.title.en} ({kind.en})")
        moves = titles.programme.moves_from(stage.id)
        rows += [
            (
                here,
                move.title,
                titles.roles(move.who),
                sentences(_conditions(move, stage.id, titles)),
                _leads_to(move, titles),
            )
            for move in moves
        ]
        if not moves:
            rows.append((here, NOTHING, NOTHING, NOTHING, NOTHING))
    heads = (
        Text(zh="环节", en="Stage"),
        Text(zh="可以办理", en="What can be done"),
        Text(zh="由谁", en="By whom"),
        Text(zh="条件", en="On condition that"),
        Text(zh="转到", en="Leads to"),
    )
    return Section(Text(zh="怎样办理", en="How it goes"), heads, tuple(rows))


def _leads_to(move: Move, titles: Titles) -> Text:
    stage = titles.stage(move.to)
    if move.hands_to is None:
        return stage
    to = Text(zh="受理单位", en="who received it")
    if move.hands_to != CREATED:
        to = titles.programme.fields[move.hands_to].title
    return Text(zh=f"{stage.zh}（交{to.zh}）", en=f"{stage.en} (with: {to.en})")


def _conditions(move: Move, stage: str, titles: Titles) -> Iterator[Text]:
    programme = titles.programme
    if move.when:
        yield condition_words(programme.conditions["moves", move.id].tree, programme)
    needed = () if move.incomplete else programme.required_in(stage)
    required = joined(field.title for field in needed if field.when is None)
    if any(field.when for field in needed):
        yield Text(zh="本件所问的必填项均已填写", en="all that this case is asked for filled in")
    if required != NOTHING:
        yield Text(zh=f"已填写{required.zh}", en=f"filled in: {required.en}")
    needs = move.needs
    for name in needs.materials:
        title = programme.materials[name].title
        yield Text(zh=f"附有{title.zh}", en=f"{title.en} attached")
    if needs.asked_materials:
        yield Text(zh="所需材料齐全", en="every document that is asked for attached")
    if needs.named_in:
        titles_of = joined(programme.fields[name].title for name in needs.named_in)
        yield Text(zh=f"由{titles_of.zh}本人办理", en=f"by the person of {titles_of.en}")
    for name in needs.different_from:
        title = titles.event(name)
        yield Text(zh=f"与“{title.zh}”不是同一人", en=f"not by the person of “{title.en}”")
    for within in needs.within:
        title = programme.fields[within.field].title
        low = "" if within.at_least is None else f"≥ {within.at_least}"
        high = "" if within.at_most is None else f"≤ {within.at_most}"
        span = " ".join(part for part in (low, high) if part)
        yield Text(zh=f"{title.zh} {span}", en=f"{title.en} {span}")
    for name in needs.parts:
        title = programme.parts[name].title
        yield Text(zh=f"{title.zh}已齐并同意", en=f"{title.en}: all in and agreed")
    for name in needs.checklists:
        title = programme.checklists[name].title
        yield Text(zh=f"{title.zh}已逐项填写", en=f"{title.en}: every item marked")
    for name in needs.closed_links:
        title = programme.links[name].title
        yield Text(zh=f"{title.zh}均已办结", en=f"{title.en}: all closed")
    for name in needs.notices:
        title = programme.notices[name].title
        yield Text(
            zh=f"{title.zh}期满，异议均已答复且不成立",
            en=f"{title.en}: over, every objection answered, none upheld",
        )
    if move.wants_reason:
        yield Text(zh="写明理由", en="a reason is written")


def parts_section(titles: Titles) -> Section:
    """Return how several offices answer at once."""
    ways = {
        "all_agree": Text(zh="全部同意方可", en="all must agree"),
        "lead": Text(zh="答复齐后由牵头人决定", en="when all have answered, the lead decides"),
    }
    rows = [
        (
            parts.title,
            titles.stage(parts.stage),
            titles.programme.fields[parts.departments].title,
            titles.roles(parts.who),
            ways[parts.decide],
            titles.roles(parts.lead),
        )
        for parts in titles.programme.declared.parts
    ]
    heads = (
        Text(zh="会办", en="Joint handling"),
        Text(zh="环节", en="Stage"),
        Text(zh="哪些单位", en="Which offices"),
        Text(zh="由谁答复", en="Who answers"),
        Text(zh="怎样决定", en="How it is decided"),
        Text(zh="牵头", en="Led by"),
    )
    return Section(Text(zh="几个单位一起办", en="Several offices at once"), heads, tuple(rows))
