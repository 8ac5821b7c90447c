"""The course of one decision: events as they arise, and the case as they change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from quheng.calendars import Calendar
from quheng.ledger.cases.actor import Actor
from quheng.ledger.cases.deriving import derive
from quheng.ledger.cases.entry import Entry
from quheng.ledger.cases.events import Derived, Erased, Event
from quheng.ledger.cases.evolve import evolve
from quheng.ledger.cases.refusal import RefusedError, refuse
from quheng.ledger.cases.routing import Nearest, nowhere
from quheng.ledger.cases.state import Case
from quheng.ledger.programmes import Programme, Roles
from quheng.ledger.programmes.declared import Act, Clock


@dataclass(frozen=True)
class Rules:
    """By what a case is decided.

    Parameters
    ----------
    programme
        The version of the programme that the case keeps, and its number.
    version
        The number of that version.
    calendars
        The working days, by the names that programmes use.
    roles
        The roles of the house, for words.
    nearest
        Finds an organisation upwards from another, for routing.
    live
        The programme with the words and the routing of the newest version, where it follows that.
    """

    programme: Programme
    version: int
    calendars: Mapping[str, Calendar]
    roles: Roles
    nearest: Nearest = nowhere
    live: Programme | None = None

    @property
    def routed_by(self) -> Programme:
        """The programme whose routing counts."""
        return self.live or self.programme

    def calendar_of(self, clock: Clock) -> Calendar:
        """Return the working days that a clock counts by."""
        name = clock.calendar or self.programme.declared.calendar
        return self.calendars[name] if name else next(iter(self.calendars.values()))


@dataclass
class Course:
    """One decision on its way.

    Parameters
    ----------
    rules, actor, now
        By what, who, when.
    before
        The case as it was; None where it is being opened.
    events
        What has been decided so far.
    """

    rules: Rules
    actor: Actor
    now: datetime
    before: Case | None
    events: list[Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._case = self.before

    @property
    def case(self) -> Case:
        """The case after the events so far."""
        if self._case is None:
            raise refuse("unknown", "没有这个办件", "there is no such case")
        return self._case

    @property
    def programme(self) -> Programme:
        """The programme that the case is decided by."""
        return self.rules.programme

    def emit(self, event: Event) -> None:
        """Note an event, let it change the case, and note what follows from that for other fields."""
        self._note(event)
        if self.programme.derived and not isinstance(event, Erased):
            changes = derive(self.case, self.programme)
            if changes:
                self._note(Derived(changes))

    def _note(self, event: Event) -> None:
        self._case = evolve(self._case, Entry(event, self.now, self.actor.id, self.actor.on_behalf_of))
        self.events.append(event)

    def require_open(self) -> None:
        """Refuse where the case is closed or merged."""
        case = self.case
        if case.merged_into is not None:
            raise refuse(
                "stage", f"本件已并入 {case.merged_into}", f"the case was merged into {case.merged_into}"
            )
        if not case.is_open:
            title = self.programme.stages[case.stage].title
            raise refuse("stage", f"本件{title.zh}，已办结", f"the case is closed ({title.en})")

    def require_role(self, roles: tuple[str, ...], zh: str, en: str) -> None:
        """Refuse an actor who holds none of the roles; `zh` and `en` name what is asked for."""
        if not self.actor.holds(*roles):
            raise self.for_others(roles, zh, en)

    def require_act(self, act: Act, zh: str, en: str) -> None:
        """Refuse an actor who may not do what is no move."""
        self.require_role(self.programme.who_may(act), zh, en)

    def for_others(self, roles: tuple[str, ...], zh: str, en: str) -> RefusedError:
        """Return the refusal of what only certain roles may do."""
        known = [role.title for name in roles if (role := self.rules.roles.find(name)) is not None]
        if not known:
            return refuse("role", f"本服务事项没有人可以{zh}", f"in this programme nobody may {en}")
        who_zh = "、".join(title.zh for title in known)
        who_en = ", ".join(title.en for title in known)
        return refuse("role", f"只有{who_zh}可以{zh}", f"only these may {en}: {who_en}")


def require_text(text: str, field: str, zh: str, en: str) -> str:
    """Return a text without blanks around it; an empty one is refused."""
    if not text.strip():
        raise refuse("missing", f"没有写明{zh}", f"{en} is missing", field=field)
    return text.strip()
