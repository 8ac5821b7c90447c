"""What lies outside the file is there and fits: the scorecard of eligibility, the programmes of links."""

from __future__ import annotations

from collections.abc import Iterator

from quheng.bilingual import Text
from quheng.errors import Problem, QuhengError
from quheng.ledger.programmes.checks.draft import Draft, allowed
from quheng.ledger.programmes.declared import Eligibility, Link, ProgrammeDeclaration
from quheng.scorecard import Scorecard, load


def load_scorecards(draft: Draft) -> tuple[dict[str, Scorecard], tuple[Problem, ...]]:
    """Return the scorecards of eligibility by name, and what is wrong with them or their inputs."""
    eligibility = draft.declared.eligibility
    if eligibility is None:
        return {}, ()
    cards: dict[str, Scorecard] = {}
    problems: list[Problem] = []
    for name in eligibility.scorecards:
        try:
            cards[name] = load(name)
        except QuhengError as error:
            problems += (
                draft.problem(problem.what, ("eligibility", "scorecard"), problem.remedy)
                for problem in error.problems
            )
    for name, card in cards.items():
        problems += _inputs(draft, eligibility, name, card)
    return cards, tuple(problems)


def _inputs(draft: Draft, eligibility: Eligibility, name_of_card: str, card: Scorecard) -> list[Problem]:
    problems = []
    fields = {field.id: field for field in draft.declared.fields}
    kinds = {name: one.kind for version in card.all_versions for name, one in version.inputs.items()}
    for name, field in eligibility.inputs.items():
        path = ("eligibility", "inputs", name)
        if name not in card.input_names:
            problems.append(
                draft.problem(
                    Text(
                        zh=f"评价表 {name_of_card} 没有输入项 {name}",
                        en=f"the scorecard {name_of_card} has no input {name}",
                    ),
                    path,
                    allowed(card.input_names),
                )
            )
        elif name in kinds and field in fields and not kinds[name].fits(fields[field].kind):
            wanted, found = kinds[name].speak(), fields[field].kind.speak()
            problems.append(
                draft.problem(
                    Text(
                        zh=f"输入项 {name} 应为{wanted.zh}，字段 {field} 却是{found.zh}",
                        en=f"the input {name} is {wanted.en}, the field {field} is {found.en}",
                    ),
                    path,
                    Text(zh="请换一个字段，或更正其类型", en="name another field, or mend its type"),
                )
            )
    return problems


def check_links(draft: Draft) -> Iterator[Problem]:
    """Yield links to programmes that are not there, or that cannot take what is copied."""
    known = {**draft.others, draft.declared.programme: draft.declared}
    for link in draft.declared.links:
        target = known.get(link.programme)
        if target is None:
            yield draft.problem(
                Text(zh=f"没有服务事项 {link.programme}", en=f"there is no programme {link.programme}"),
                ("links", link.id, "programme"),
                allowed(sorted(known)),
            )
        else:
            yield from _copies(draft, link, target)


def _copies(draft: Draft, link: Link, target: ProgrammeDeclaration) -> Iterator[Problem]:
    theirs = {field.id: field for field in target.fields}
    ours = {field.id: field for field in draft.declared.fields}
    for name, own in link.copies.items():
        path = ("links", link.id, "copies", name)
        if name not in theirs:
            yield draft.problem(
                Text(
                    zh=f"服务事项 {link.programme} 没有字段 {name}",
                    en=f"the programme {link.programme} has no field {name}",
                ),
                path,
                allowed(sorted(theirs)),
            )
        elif own in ours and not theirs[name].kind.fits(ours[own].kind):
            wanted, found = theirs[name].kind.speak(), ours[own].kind.speak()
            yield draft.problem(
                Text(
                    zh=f"对方字段 {name} 应为{wanted.zh}，本方 {own} 却是{found.zh}",
                    en=f"their field {name} is {wanted.en}, our {own} is {found.en}",
                ),
                path,
                Text(zh="请换一个字段", en="name another field"),
            )
