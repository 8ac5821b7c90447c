"""What the store does in a second, in process: intake, and a case that four departments review together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from time import perf_counter

from django.contrib.auth.models import User

from quheng.calendars.beijing_time import BEIJING
from quheng.ledger.cases import Refusal
from quheng.ledger.cases.commands import AnswerPart, Command, Create, Make
from quheng.ledger.models import Organisation
from quheng.ledger.scope import Viewer, viewer_of
from quheng.ledger.store import Receipt, Store

START = datetime(2026, 11, 2, 9, tzinfo=BEIJING)
OFFICES = ("housing", "water", "fire", "finance")
PROGRAMME = "hotline-12345"


class Desk:
    """The people of the sample district at work."""

    def __init__(self) -> None:
        self.store = Store()
        self.now = START
        self.viewers: dict[tuple[str, str | None], Viewer] = {}

    def viewer(self, name: str, organisation: str | None = None) -> Viewer:
        """Return somebody, acting for an organisation."""
        key = name, organisation
        if key not in self.viewers:
            account = User.objects.get(username=name)
            self.viewers[key] = viewer_of(account, self.now.date(), organisation)
        return self.viewers[key]

    def intake(self, number: int) -> str:
        """Take a call down."""
        self.now += timedelta(seconds=1)
        values = {
            "kind": "complaint",
            "topic": "utilities",
            "content": f"北苑小区 {number} 号楼停水两天。",
            "caller_name": "张桂兰",
            "caller_phone": f"138{number:08d}",
        }
        command = Create("", "hotline", "phone", values)
        return done(self.store.open_case(PROGRAMME, command, self.viewer("liu.yang"), self.now)).number

    def joint_case(self, number: int) -> None:
        """Submit, ask four departments, have them answer, decide."""
        case = self.intake(number)
        offices = list(OFFICES)
        self.does("chen.jing", case, Make("dispatch_jointly", {"office": "huayuan", "offices": offices}))
        for office in offices:
            self.does(f"bench.{office}", case, AnswerPart("joint_handling", True, "无意见"))
        self.does("sun.li", case, Make("answer_jointly", {"reply": "已恢复供水。"}))

    def does(self, name: str, number: str, command: Command) -> None:
        """Carry a command out."""
        self.now += timedelta(seconds=1)
        done(self.store.act(number, command, self.viewer(name), self.now))


def done(found: Receipt | Refusal) -> Receipt:
    """Return the receipt.

    Raises
    ------
    RuntimeError
        Where the command was refused.
    """
    if isinstance(found, Refusal):
        raise RuntimeError(str(found))
    return found


def admit_handlers() -> None:
    """Give each of the four offices a handler."""
    from quheng.ledger.granting import grant_role

    for office in OFFICES:
        account, new = User.objects.get_or_create(username=f"bench.{office}")
        if new:
            grant_role(account, "handler", office, START.date(), sensitivity="personal")
    assert Organisation.objects.filter(code__in=OFFICES).count() == len(OFFICES)


def a_second(work: Callable[[int], object], count: int) -> float:
    """Return how often a piece of work is done in a second."""
    work(0)
    begun = perf_counter()
    for number in range(1, count + 1):
        work(number)
    return count / (perf_counter() - begun)
