"""Several departments at once: answer for one's own; as the lead return, add, decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django import forms

from quheng.bilingual import Text
from quheng.ledger.cases.commands import AddPart, AnswerPart, Command, DecideParts, ReturnPart
from quheng.ledger.cases.state import PartsInHand
from quheng.ledger.programmes.declared import Parts
from quheng.web.staff.deeds.deed import REASON, Deed, area, choice, one_of
from quheng.web.staff.desk import Desk

ANSWERS = (("true", Text(zh="同意", en="agrees")), ("false", Text(zh="不同意", en="does not agree")))
AGREES = Text(zh="意见", en="Answer")


def in_hand(desk: Desk) -> Iterator[tuple[Parts, PartsInHand]]:
    """Yield the parts that are asked now."""
    for parts in desk.programme.declared.parts:
        asked = desk.case.parts.get(parts.id)
        if asked is not None and not asked.closed and desk.case.is_open and desk.case.stage == parts.stage:
            yield parts, asked


def _titled(desk: Desk, target: str, zh: str, en: str) -> Text:
    parts = desk.programme.parts.get(target.partition(":")[0])
    title = parts.title if parts else Text(zh=target or "—", en=target or "—")
    return Text(zh=f"{title.zh}：{zh}", en=f"{title.en}: {en}")


class AnswerDeed(Deed):
    """Answer for one's own organisation."""

    name = "answer"

    @classmethod
    def targets(cls, desk: Desk) -> Iterable[str]:
        """Yield the parts that wait for an answer of the organisation acted for."""
        asked = desk.reading.asked
        for parts, held in in_hand(desk):
            part = held.open.get(asked.organisation or "")
            if part is not None and not part.answered and asked.holds(*parts.who):
                yield parts.id

    @property
    def title(self) -> Text:
        """What it is called."""
        return _titled(self.desk, self.target, "本单位答复", "answer for your organisation")

    def declare(self) -> Mapping[str, forms.Field]:
        """Return yes or no, and the words."""
        return {
            "agrees": one_of(AGREES, ANSWERS),
            "answer": area(Text(zh="意见内容", en="In words"), 3),
        }

    def clean(self) -> dict[str, object]:
        """Ask for a yes or a no: neither stands for the other."""
        if self.cleaned_data.get("agrees") not in dict(ANSWERS):
            self.add_error("agrees", str(Text(zh="请选同意或不同意", en="say whether it agrees or not")))
        return self.cleaned_data

    def commands(self) -> Iterable[Command]:
        """Return the answer."""
        yield AnswerPart(self.target, self.text("agrees") == "true", self.text("answer"))


class ReturnDeed(Deed):
    """Send one answer back."""

    name = "return"

    @classmethod
    def targets(cls, desk: Desk) -> Iterable[str]:
        """Yield the answers that the lead may send back."""
        for parts, held in in_hand(desk):
            if desk.holds(*parts.lead):
                yield from (f"{parts.id}:{code}" for code, part in held.open.items() if part.answered)

    @property
    def title(self) -> Text:
        """What it is called."""
        name = self.desk.names.organisation(self.target.partition(":")[2])
        return _titled(self.desk, self.target, f"退回{name.zh}", f"return to {name.en}")

    def declare(self) -> Mapping[str, forms.Field]:
        """Return the reason."""
        return {"reason": area(REASON)}

    def commands(self) -> Iterable[Command]:
        """Return what is sent back."""
        parts, _, organisation = self.target.partition(":")
        yield ReturnPart(parts, organisation, self.text("reason"))


class AddDeed(Deed):
    """Ask one more department."""

    name = "add"

    @classmethod
    def targets(cls, desk: Desk) -> Iterable[str]:
        """Yield the parts that the lead may add to."""
        return (parts.id for parts, _ in in_hand(desk) if desk.holds(*parts.lead))

    @property
    def title(self) -> Text:
        """What it is called."""
        return _titled(self.desk, self.target, "增加单位", "ask one more")

    def declare(self) -> Mapping[str, forms.Field]:
        """Return the organisations."""
        return {
            "organisation": choice(Text(zh="单位", en="Organisation"), [("", "—"), *self.desk.organisations])
        }

    def commands(self) -> Iterable[Command]:
        """Return the new part."""
        yield AddPart(self.target, self.text("organisation"))


class DecideDeed(Deed):
    """Decide on the answers."""

    name = "decide"

    @classmethod
    def targets(cls, desk: Desk) -> Iterable[str]:
        """Yield the parts that wait for the lead's decision."""
        for parts, held in in_hand(desk):
            if parts.decide == "lead" and held.done and held.agreed is None and desk.holds(*parts.lead):
                yield parts.id

    @property
    def title(self) -> Text:
        """What it is called."""
        return _titled(self.desk, self.target, "牵头人决定", "decide")

    def declare(self) -> Mapping[str, forms.Field]:
        """Return yes or no, and the reason."""
        return {"agrees": one_of(AGREES, ANSWERS), "reason": area(REASON)}

    clean = AnswerDeed.clean

    def commands(self) -> Iterable[Command]:
        """Return the decision."""
        yield DecideParts(self.target, self.text("agrees") == "true", self.text("reason"))
