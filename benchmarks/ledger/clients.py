"""Clients that keep their connection and ask again as soon as they are answered."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import quantiles
from time import perf_counter


@dataclass(frozen=True)
class Message:
    """What a client sends."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: str = ""


@dataclass(frozen=True)
class Times:
    """How long requests took, in milliseconds.

    Parameters
    ----------
    each
        Every one of them.
    seconds
        How long it took to send them all.
    size
        How many bytes the last answer had.
    """

    each: tuple[float, ...]
    seconds: float
    size: int

    @property
    def p50(self) -> float:
        """What half of them took at most."""
        return quantiles(self.each, n=20)[9]

    @property
    def p95(self) -> float:
        """What all but one in twenty took at most."""
        return quantiles(self.each, n=20)[18]

    @property
    def a_second(self) -> float:
        """How many were answered in a second."""
        return len(self.each) / self.seconds


def ask(port: int, clients: int, most: int, seconds: float, message: Callable[[int, int], Message]) -> Times:
    """Have clients ask at the same time, so often or so long, whichever ends first.

    Parameters
    ----------
    port
        Where.
    clients
        How many at a time.
    most, seconds
        How many requests each sends, and how long they go on.
    message
        What the request of a client is, from its number and that of the request. The first of each is not
        counted.

    Raises
    ------
    RuntimeError
        Where an answer is no success.
    """
    found: list[list[float]] = [[] for _ in range(clients)]
    sizes, failed = [0], []
    ready = threading.Barrier(clients + 1)

    def go_on(client: int) -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=120)
        try:
            send(connection, message(client, 0))
            ready.wait()
            end = perf_counter() + seconds
            for number in range(1, most + 1):
                begun = perf_counter()
                sizes[0] = send(connection, message(client, number))
                found[client].append((perf_counter() - begun) * 1e3)
                if perf_counter() > end:
                    break
        except BaseException as error:
            failed.append(error)
            ready.abort()

    threads = [threading.Thread(target=go_on, args=(client,)) for client in range(clients)]
    for thread in threads:
        thread.start()
    with contextlib.suppress(threading.BrokenBarrierError):
        ready.wait()
    begun = perf_counter()
    for thread in threads:
        thread.join()
    if failed:
        raise RuntimeError(f"a request failed: {failed[0]}") from failed[0]
    return Times(tuple(one for own in found for one in own), perf_counter() - begun, sizes[0])


def send(connection: HTTPConnection, message: Message) -> int:
    """Send a message and return the size of the answer.

    Raises
    ------
    RuntimeError
        Where it is no success.
    """
    connection.request(message.method, message.path, message.body or None, dict(message.headers))
    answer = connection.getresponse()
    body = answer.read()
    if answer.status >= 300:
        where = answer.headers.get("Location", "")
        raise RuntimeError(f"{message.method} {message.path}: {answer.status} {where} {body[:300]!r}")
    return len(body)
