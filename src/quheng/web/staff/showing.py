"""Show personal values of a case: asked for case by case, for a while; every page that does is recorded."""

from __future__ import annotations

from datetime import datetime, timedelta

from quheng.web.middleware.viewer import ViewerRequest

SHOWN = "shown"
"""The key of the session that holds until when which case is shown."""

FOR = timedelta(minutes=30)
MOST = 50
"""How many cases are remembered."""


def show(request: ViewerRequest, number: str, now: datetime) -> None:
    """Show the personal values of a case from now on, for a while."""
    kept = dict(list(request.session.get(SHOWN, {}).items())[-MOST:])
    request.session[SHOWN] = {**kept, number: (now + FOR).isoformat()}


def hide(request: ViewerRequest, number: str) -> None:
    """Hide them again."""
    kept = request.session.get(SHOWN, {})
    request.session[SHOWN] = {name: until for name, until in kept.items() if name != number}


def is_shown(request: ViewerRequest, number: str, now: datetime) -> bool:
    """Whether the personal values of a case are shown now."""
    until = request.session.get(SHOWN, {}).get(number)
    return until is not None and now <= datetime.fromisoformat(until)
