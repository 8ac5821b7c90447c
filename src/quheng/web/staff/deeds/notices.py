"""Object to what is posted, and answer an objection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms

from quheng.bilingual import Text
from quheng.ledger.cases.commands import AnswerObjection, Command, RaiseObjection
from quheng.web.staff.deeds.deed import Deed, area, one_of
from quheng.web.staff.desk import Desk

UPHELD = (("true", Text(zh="成立", en="upheld")), ("false", Text(zh="不成立", en="not upheld")))


class ObjectDeed(Deed):
    """Note an objection."""

    name = "object"

    @classmethod
    def targets(cls, desk: Desk) -> Iterable[str]:
        """Yield what is posted, where the person notes objections."""
        for notice in desk.programme.declared.notices:
            posted = notice.id in desk.case.notices and desk.case.stage == notice.stage
            if posted and desk.case.is_open and desk.holds(*notice.objects):
                yield notice.id

    @property
    def title(self) -> Text:
        """What it is called."""
        title = self.desk.programme.notices[self.target].title
        return Text(zh=f"{title.zh}：登记异议", en=f"{title.en}: note an objection")

    def declare(self) -> Mapping[str, forms.Field]:
        """Return the words."""
        return {"text": area(Text(zh="异议内容", en="The objection"), 3)}

    def commands(self) -> Iterable[Command]:
        """Return the objection."""
        yield RaiseObjection(self.target, self.text("text"))


class AnswerObjectionDeed(Deed):
    """Answer an objection; the target names the notice and its number: `shortlist:1`."""

    name = "answer-objection"

    @classmethod
    def targets(cls, desk: Desk) -> Iterable[str]:
        """Yield the objections that wait for an answer."""
        for name, posted in desk.case.notices.items():
            if desk.case.is_open and desk.holds(*desk.programme.notices[name].answers):
                yield from (f"{name}:{n}" for n, one in posted.objections.items() if one.upheld is None)

    @property
    def title(self) -> Text:
        """What it is called."""
        notice, _, number = self.target.partition(":")
        title = self.desk.programme.notices[notice].title
        return Text(zh=f"{title.zh}：答复异议 {number}", en=f"{title.en}: answer objection {number}")

    def declare(self) -> Mapping[str, forms.Field]:
        """Return whether it is right, and the words."""
        return {
            "upheld": one_of(Text(zh="是否成立", en="Is it right"), UPHELD),
            "answer": area(Text(zh="答复内容", en="The answer"), 3),
        }

    def clean(self) -> dict[str, object]:
        """Ask for a verdict: none is no verdict against."""
        if self.cleaned_data.get("upheld") not in dict(UPHELD):
            self.add_error("upheld", str(Text(zh="请选成立或不成立", en="say whether it is upheld or not")))
        return self.cleaned_data

    def commands(self) -> Iterable[Command]:
        """Return the answer."""
        notice, _, number = self.target.partition(":")
        yield AnswerObjection(notice, int(number), self.text("upheld") == "true", self.text("answer"))
