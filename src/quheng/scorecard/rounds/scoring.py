"""Score and rank: the rule's points or the experts' mean, exact; ties ruled by declared keys."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby
from typing import Any

from quheng.bilingual import Text
from quheng.errors import DataError, Problem, Where
from quheng.scorecard.exact import read_number
from quheng.scorecard.rounds.declared import Marks, RoundDeclaration, Tie
from quheng.scorecard.rounds.rulings import Ruling, all_were_asked_for, rulings_of
from quheng.scorecard.rounds.stage import Candidate, Sorter, Stage, score_text

MarksGiven = Mapping[str, Mapping[str, Any]]
"""The marks of each applicant by expert."""


def mean_mark(marks: Sequence[Fraction], rule: Marks) -> Fraction:
    """Return the mean of marks without the highest and the lowest that are dropped, exact.

    Parameters
    ----------
    marks
        At least `rule.least` of them.
    rule
        How many of the highest and of the lowest are dropped; of equal ones any.
    """
    kept = sorted(marks)[rule.drop_lowest : len(marks) - rule.drop_highest]
    return sum(kept, Fraction(0)) / len(kept)


def score(
    declared: RoundDeclaration, before: Stage, marks: MarksGiven | None = None, rulings: Iterable[Ruling] = ()
) -> Stage:
    """Give each candidate its score; below the least it is out, and without a certain one it goes to review.

    Raises
    ------
    DataError
        Where a mark is no number or out of range, where marks are given to one who is not there, or where a
        ruling is on one who does not wait or gives no score.
    """
    sorter = Sorter("score")
    ruled = rulings_of(rulings, "score")
    if declared.score is None:
        for candidate in before.on:
            sorter.send(candidate, "on", Text(zh="不评分", en="there is no score"))
        stage = sorter.stage()
        all_were_asked_for(ruled, (), stage)
        return stage
    given = marks or {}
    _are_candidates(given, before)
    used = []
    for candidate in before.on:
        if declared.score.by == "marks":
            found, why = _by_marks(given.get(candidate.id, {}), declared.score.marks, candidate.id)
        else:
            found, why = _by_total(candidate)
        if found is None and candidate.id in ruled:
            used.append(candidate.id)
            ruling = ruled[candidate.id]
            if not ruling.goes_on:
                sorter.send(candidate, "out", ruling.text)
                continue
            found, why = _ruled_score(ruling), ruling.text
        if found is None:
            sorter.send(candidate, "review", why)
            continue
        scored = replace(candidate, score=found)
        if declared.score.least is not None and found < declared.score.least:
            least = score_text(declared.score.least)
            below = Text(zh=f"{why.zh}，低于最低分 {least}", en=f"{why.en}, below the least score {least}")
            sorter.send(scored, "out", below)
        else:
            sorter.send(scored, "on", why)
    stage = sorter.stage()
    all_were_asked_for(ruled, used, stage)
    return stage


def _by_total(candidate: Candidate) -> tuple[Fraction | None, Text]:
    total = candidate.assessment.total if candidate.assessment else None
    if total is None:
        return None, Text(zh="没有总分", en="there is no total")
    if total.holes:
        return None, Text(
            zh="；".join(why.zh for why in total.holes), en="; ".join(why.en for why in total.holes)
        )
    if total.low != total.high:
        low, high = score_text(total.low), score_text(total.high)
        return None, Text(
            zh=f"总分在 {low} 与 {high} 之间，须核定", en=f"the total lies between {low} and {high}"
        )
    value = Fraction(total.low)
    return value, Text(zh=f"总分 {score_text(value)}", en=f"total {score_text(value)}")


def _by_marks(given: Mapping[str, Any], rule: Marks, applicant: str) -> tuple[Fraction | None, Text]:
    marks = [_mark(value, rule, applicant, expert) for expert, value in given.items() if value is not None]
    if len(marks) < rule.least:
        return None, Text(
            zh=f"有 {len(marks)} 个专家打分，至少须 {rule.least} 个",
            en=f"there are {len(marks)} marks, and {rule.least} are needed",
        )
    found = mean_mark(marks, rule)
    zh = en = ""
    if rule.drop_highest + rule.drop_lowest:
        zh = f"，去掉 {rule.drop_highest} 个最高分、{rule.drop_lowest} 个最低分"
        en = f" ({rule.drop_highest} highest and {rule.drop_lowest} lowest dropped)"
    return found, Text(
        zh=f"{len(marks)} 位专家打分{zh}，平均 {score_text(found)}",
        en=f"mean of {len(marks)} marks{en}: {score_text(found)}",
    )


def _mark(value: Any, rule: Marks, applicant: str, expert: str) -> Fraction:
    number = read_number(value)
    if number is None or not rule.low <= number <= rule.high:
        low, high = score_text(rule.low), score_text(rule.high)
        raise DataError(
            Problem(
                Text(
                    zh=f"{expert} 给 {applicant} 打的 {value!r} 不是可打的分",
                    en=f"{expert} gave {applicant} {value!r}",
                ),
                Where(field="marks"),
                Text(zh=f"应为 {low} 至 {high} 的数", en=f"it must be a number from {low} to {high}"),
            )
        )
    return Fraction(number)


def _ruled_score(ruling: Ruling) -> Fraction:
    if ruling.score is None:
        raise DataError(
            Problem(
                Text(
                    zh=f"对 {ruling.applicant} 的核定没有写分数",
                    en=f"the ruling on {ruling.applicant} gives no score",
                ),
                Where(field="rulings (score)"),
                Text(zh="请写 score", en="give `score`"),
            )
        )
    return Fraction(ruling.score)


def _are_candidates(given: MarksGiven, before: Stage) -> None:
    known = {one.id for one in before.on}
    strange = sorted(set(given) - known)
    if strange:
        raise DataError(
            Problem(
                Text(
                    zh=f"给 {name} 打了分，但其不在评分之列", en=f"{name} has marks, and is not to be scored"
                ),
                Where(field="marks"),
                Text(zh="请核对编号", en="check the id"),
            )
            for name in strange
        )


def rank(declared: RoundDeclaration, before: Stage) -> Stage:
    """Rank by score, the highest first; ties are ruled by the declared keys, in order.

    A key that is not known of one of those tied decides nothing between them. Those whom no key parts share a
    rank, and the next rank leaves as many out (1, 2, 2, 4).
    """
    sorter = Sorter("rank")
    if declared.score is None:
        for candidate in before.on:
            sorter.send(candidate, "on", Text(zh="不排名", en="there are no ranks"))
        return sorter.stage()
    ordered = sorted(before.on, key=lambda one: (-_score(one), one.id))
    place = 1
    for points, tied in groupby(ordered, key=_score):
        for group, decided in _parted(list(tied), declared.ties, declared.round):
            for candidate in group:
                sorter.send(replace(candidate, rank=place), "on", _ranked(place, points, decided, len(group)))
            place += len(group)
    return sorter.stage()


def _score(candidate: Candidate) -> Fraction:
    assert candidate.score is not None
    return candidate.score


def _parted(
    tied: list[Candidate], ties: Sequence[Tie], name: str
) -> list[tuple[list[Candidate], tuple[Text, ...]]]:
    """Part those of equal score: groups in order, each with the keys that parted it from the others."""
    if len(tied) == 1 or not ties:
        return [(tied, ())]
    tie, *others = ties
    keys = [_key(one, tie, name) for one in tied]
    title = _title(tie)
    if any(key is None for key in keys) or len(set(map(type, keys))) > 1:
        note = Text(
            zh=f"{title.zh}不明，不能据以区分", en=f"{title.en} is not known of all, and decides nothing"
        )
        return [(group, (note, *decided)) for group, decided in _parted(tied, others, name)]
    ordered = sorted(zip(keys, tied, strict=True), key=lambda pair: pair[0], reverse=_descends(tie))
    groups = [[one for _, one in part] for _, part in groupby(ordered, key=lambda pair: pair[0])]
    if len(groups) == 1:
        return _parted(tied, others, name)
    note = Text(zh=f"并列按{title.zh}区分", en=f"the tie is ruled by {title.en}")
    return [(part, (note, *decided)) for group in groups for part, decided in _parted(group, others, name)]


def _descends(tie: Tie) -> bool:
    return tie.by not in ("applied", "lot") and tie.order == "more"


def _key(candidate: Candidate, tie: Tie, name: str) -> Any:
    if tie.by == "lot":
        return lot(tie.seed or "", name, candidate.id)
    if tie.by == "applied":
        applied = candidate.application.applied
        return None if applied is None else applied.isoformat()
    value = candidate.key(tie.by)
    if isinstance(value, bool):
        return Fraction(value)
    number = read_number(value)
    return value if number is None else Fraction(number)


def lot(seed: str, name: str, applicant: str) -> str:
    r"""Return the lot of an applicant: the SHA-256 of seed, round and id, a line each; the least goes first.

    Anybody can draw it again: `printf 'SEED\nROUND\nID' | sha256sum`.
    """
    return hashlib.sha256(f"{seed}\n{name}\n{applicant}".encode()).hexdigest()


def _title(tie: Tie) -> Text:
    match tie.by:
        case "applied":
            return Text(zh="申报先后", en="the earlier application")
        case "lot":
            return Text(zh=f"抽签（种子 {tie.seed}）", en=f"lot (seed {tie.seed})")
        case _:
            more = Text(zh="较高", en="more") if tie.order == "more" else Text(zh="较低", en="less")
            return Text(zh=f" {tie.by} {more.zh}者在先", en=f"{more.en} of {tie.by}")


def _ranked(place: int, points: Fraction, decided: tuple[Text, ...], together: int) -> Text:
    zh = [f"第 {place} 名，得分 {score_text(points)}", *(note.zh for note in decided)]
    en = [f"rank {place}, score {score_text(points)}", *(note.en for note in decided)]
    if together > 1:
        zh.append(f"{together} 个并列，规则未能区分")
        en.append(f"{together} share it: no rule parts them")
    return Text(zh="；".join(zh), en="; ".join(en))
