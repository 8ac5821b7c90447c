"""Every address of the house, read from the URL configuration, and how one is filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")


@dataclass(frozen=True)
class Address:
    """One address: its route as it stands in the configuration, and what answers."""

    route: str
    view: Callable[..., Any]

    def filled(self, values: Mapping[str, str]) -> str:
        """Return the path, with values in the place of its parameters."""
        path = PARAMETER.sub(lambda found: values[found[1] or found[2]], self.route)
        return "/" + path.replace("^", "").replace("$", "").replace("\\", "").replace(".*", "nothing")

    @property
    def parameters(self) -> frozenset[str]:
        """Return the names of its parameters."""
        return frozenset(one or other for one, other in PARAMETER.findall(self.route))


def addresses() -> list[Address]:
    """Return every address."""
    return list(_within(get_resolver().url_patterns, ""))


def _within(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[Address]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _within(pattern.url_patterns, route)
        else:
            yield Address(route, pattern.callback)
