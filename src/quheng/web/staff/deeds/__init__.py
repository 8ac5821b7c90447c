"""What can be done with a case on its page, by name: each a form that becomes commands."""

from __future__ import annotations

from quheng.web.staff.deeds.assigning import AssignDeed
from quheng.web.staff.deeds.checklists import ChecklistDeed
from quheng.web.staff.deeds.clocks import ExtendDeed, PauseDeed, ResumeDeed
from quheng.web.staff.deeds.deed import Deed
from quheng.web.staff.deeds.entries import AddEntryDeed, CorrectEntryDeed
from quheng.web.staff.deeds.files import AttachDeed
from quheng.web.staff.deeds.links import LinkDeed
from quheng.web.staff.deeds.merging import MergeDeed
from quheng.web.staff.deeds.moving import MoveDeed
from quheng.web.staff.deeds.notices import AnswerObjectionDeed, ObjectDeed
from quheng.web.staff.deeds.parts import AddDeed, AnswerDeed, DecideDeed, ReturnDeed
from quheng.web.staff.deeds.records import AssessDeed, CommentDeed, CorrectDeed, EraseDeed

__all__ = ["DEEDS", "Deed", "MoveDeed"]

DEEDS: dict[str, type[Deed]] = {
    deed.name: deed
    for deed in (
        MoveDeed,
        AnswerDeed,
        ReturnDeed,
        AddDeed,
        DecideDeed,
        ChecklistDeed,
        AddEntryDeed,
        CorrectEntryDeed,
        ObjectDeed,
        AnswerObjectionDeed,
        LinkDeed,
        AttachDeed,
        CommentDeed,
        AssignDeed,
        CorrectDeed,
        PauseDeed,
        ResumeDeed,
        ExtendDeed,
        AssessDeed,
        MergeDeed,
        EraseDeed,
    )
}
