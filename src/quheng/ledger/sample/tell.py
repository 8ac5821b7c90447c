"""Tell stories to the store: every step is a command, and a refused one stops the telling."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from quheng.bilingual import Text
from quheng.errors import DataError, Problem, Where
from quheng.ledger.cases import Refusal, Subject
from quheng.ledger.cases.commands import Create, OpenLinked
from quheng.ledger.models import CaseRow
from quheng.ledger.sample.story import MAIN, LinkStep, Opening, Step, Stories, Story
from quheng.ledger.scope import Viewer
from quheng.ledger.store import Store

FindViewer = Callable[[str, datetime], Viewer]
FindSubject = Callable[[str], Subject]


@dataclass(frozen=True)
class Told:
    """The numbers of the cases of a story, by what it calls them; `main` is the one that it opens."""

    story: str
    numbers: dict[str, str]


@dataclass(frozen=True)
class Telling:
    """By what stories are told.

    Parameters
    ----------
    store
        The writer.
    viewer
        Finds an account with the grants of a day.
    subject
        Finds an enterprise, a project or a site by its code.
    """

    store: Store
    viewer: FindViewer
    subject: FindSubject

    def open(self, programme: str, begun: Opening) -> str | Refusal:
        """Open the case of a story, and return its number."""
        subject = self.subject(begun.subject) if begun.subject else None
        command = Create("", begun.organisation, begun.channel, begun.values, subject)
        found = self.store.open_case(programme, command, self.viewer(begun.who, begun.at), begun.at)
        return found if isinstance(found, Refusal) else found.number

    def take(self, number: str, step: Step) -> str | Refusal | None:
        """Take one step; return the number of a new case, a refusal, or nothing."""
        viewer = self.viewer(step.who, step.at)
        if not isinstance(step, LinkStep):
            done = self.store.act(number, step.command, viewer, step.at)
            return done if isinstance(done, Refusal) else None
        where = CaseRow.objects.get(number=number).organisation.code
        linked = self.store.open_linked(
            number,
            OpenLinked(step.link, "", step.checklist, step.item),
            Create("", where, step.channel, step.values),
            viewer,
            step.at,
        )
        return linked if isinstance(linked, Refusal) else linked[1].number


def tell(stories: Stories, telling: Telling, file: str) -> Iterable[Told]:
    """Yield each story when it is told.

    Raises
    ------
    DataError
        At the first step that is refused, with the story, the step and the reason.
    """
    for story in stories.cases:
        begun = telling.open(stories.programme, story.open)
        if isinstance(begun, Refusal):
            raise _stopped(begun, story, 0, file)
        numbers = {MAIN: begun}
        for place, step in enumerate(story.then, 1):
            found = telling.take(numbers[step.case], step)
            if isinstance(found, Refusal):
                raise _stopped(found, story, place, file)
            if isinstance(step, LinkStep) and found is not None:
                numbers[step.as_] = found
        yield Told(story.case, numbers)


def _stopped(refusal: Refusal, story: Story, place: int, file: str) -> DataError:
    return DataError(
        Problem(
            Text(
                zh=f"“{story.case}”第 {place} 步：{problem.what.zh}",
                en=f"“{story.case}”, step {place}: {problem.what.en}",
            ),
            Where(file=file, field=problem.where.field),
            problem.remedy,
        )
        for problem in refusal.problems
    )
