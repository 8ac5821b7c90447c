"""Which requests a client asks for: of when, of which services, open or closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import QueryDict

from quheng.bilingual import Text
from quheng.errors import Problem, Where
from quheng.ledger.cases.clock_ends import in_beijing
from quheng.ledger.listing import State
from quheng.web.api.open311.services import Service
from quheng.web.api.problems import ApiError

LONGEST = timedelta(days=90)
"""How much time one query spans."""

STATES: dict[str, State] = {"open": "open", "closed": "closed"}


@dataclass(frozen=True)
class Window:
    """What is asked for.

    Parameters
    ----------
    since, until
        When the request was made, both included.
    state
        Open or closed; None for both.
    services
        Their codes.
    """

    since: datetime
    until: datetime
    state: State | None
    services: Mapping[str, Service]

    def holds(self, service: Service, opened_at: datetime) -> bool:
        """Whether a request is asked for."""
        return service.code in self.services and self.since <= opened_at <= self.until


def read_window(query: QueryDict, services: Mapping[str, Service], now: datetime) -> Window:
    """Return what a query asks for.

    Raises
    ------
    ApiError
        Where a moment, a state or a service is none, or the time is too long.
    """
    since, until = _moment(query, "start_date"), _moment(query, "end_date")
    try:
        if until is None:
            until = now if since is None else min(since + LONGEST, max(now, since))
        since = until - LONGEST if since is None else since
    except OverflowError:
        raise _wrong("start_date", "日期超出范围", "the dates are out of range") from None
    if not timedelta() <= until - since <= LONGEST:
        raise _wrong(
            "end_date",
            "起止时间应在 90 天以内，止不早于起",
            "start_date and end_date span 90 days at most, in this order",
        )
    states = _listed(query, "status")
    if not set(states) <= set(STATES):
        raise _wrong("status", "status 应为 open 或 closed", "status is open or closed")
    asked = _listed(query, "service_code")
    strange = [code for code in asked if code not in services]
    if strange:
        what = Text(zh=f"没有服务 {strange[0]}", en=f"there is no service {strange[0]}")
        raise ApiError(404, Problem(what, Where(field="service_code")), ground="unknown")
    return Window(
        since,
        until,
        STATES[states[0]] if len(set(states)) == 1 else None,
        {code: services[code] for code in asked} if asked else services,
    )


def listed_numbers(query: QueryDict, most: int) -> list[str]:
    """Return the numbers that a query names; none where it names none.

    Raises
    ------
    ApiError
        Where there are too many.
    """
    numbers = _listed(query, "service_request_id")
    if len(numbers) > most:
        raise _wrong("service_request_id", f"一次至多 {most} 个", f"at most {most} at once")
    return numbers


def _listed(query: QueryDict, name: str) -> list[str]:
    return [one.strip() for text in query.getlist(name) for one in text.split(",") if one.strip()]


def _moment(query: QueryDict, name: str) -> datetime | None:
    text = query.get(name, "")
    if not text:
        return None
    try:
        # An offset's plus comes as a blank where a client does not escape it.
        found = datetime.fromisoformat(text.replace(" ", "+"))
        if found.tzinfo is None:
            raise ValueError(text)
        return in_beijing(found)
    except (ValueError, OverflowError):
        raise _wrong(name, f"{name} 不是时刻", f"{name} is no moment") from None


def _wrong(field: str, zh: str, en: str) -> ApiError:
    remedy = Text(zh="例如 2026-03-02T00:00:00Z", en="such as 2026-03-02T00:00:00Z")
    return ApiError(400, Problem(Text(zh=zh, en=en), Where(field=field), remedy), ground="value")
