"""The watch of a server: the date of this second, and a round by all connections each second.

One round for all is why no request needs a timer of its own.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable
from email.utils import formatdate
from ipaddress import IPv6Address
from typing import Protocol
from weakref import WeakKeyDictionary

from uvicorn.server import ServerState

from depesche.edge.limits import Limits
from depesche.edge.proxies import read_address

log = logging.getLogger(__name__)
SECONDS_BETWEEN_WARNINGS = 60


class Watched(Protocol):
    """A connection that is looked after."""

    def look(self, now: float) -> None:
        """Close what is overdue. now: the loop's clock, in seconds."""


class Watch:
    """Looks after the connections of one server, in its event loop.

    now: the loop's clock at the last round. date: the Date header's line of this second.
    """

    def __init__(
        self, loop: asyncio.AbstractEventLoop, limits: Limits, chore: Callable[[], None]
    ) -> None:
        self._loop = loop
        self._limits = limits
        self._chore = chore
        self._watched: set[Watched] = set()
        self._places: Counter[str] = Counter()
        self._goes_round = False
        self._warned_at = float("-inf")
        self.now = loop.time()
        self.date = b""

    def __len__(self) -> int:
        return len(self._watched)

    def has_room(self, place: str) -> bool:
        """Whether one more connection from `place` is within its cap."""
        most = self._limits.per_address
        if not most or self._places[place] < most:
            return True
        if self._loop.time() - self._warned_at > SECONDS_BETWEEN_WARNINGS:
            self._warned_at = self._loop.time()
            log.warning(
                "%s holds %s connections; more are refused. If it is your proxy, name it in "
                "DEPESCHE_TRUSTED_PROXIES.",
                place,
                most,
            )
        return False

    def enter(self, connection: Watched, place: str) -> None:
        """Look after a connection from `place`; an empty one counts for no cap."""
        self._watched.add(connection)
        if place:
            self._places[place] += 1
        if not self._goes_round:
            self._goes_round = True
            self._go_round()

    def leave(self, connection: Watched, place: str) -> None:
        """A connection is gone."""
        self._watched.discard(connection)
        if place:
            self._places[place] -= 1
            if not self._places[place]:
                del self._places[place]

    def _go_round(self) -> None:
        self.now = self._loop.time()
        self.date = b"date: " + formatdate(time.time(), usegmt=True).encode() + b"\r\n"
        for connection in list(self._watched):
            self._do(connection.look, self.now)
        self._do(self._chore)
        if self._watched:
            self._loop.call_later(self._limits.round, self._go_round)
        else:
            self._goes_round = False

    def _do(self, work: Callable[..., None], *given: float) -> None:
        """One that fails does not keep the round from the others."""
        try:
            work(*given)
        except Exception:
            log.exception("The watch could not do one thing and goes on.")


_WATCHES: WeakKeyDictionary[ServerState, Watch] = WeakKeyDictionary()


def watch_of(
    server: ServerState,
    loop: asyncio.AbstractEventLoop,
    limits: Limits,
    chore: Callable[[], None],
) -> Watch:
    """The one watch of a server. chore: what else is to be done at each round."""
    if server not in _WATCHES:
        _WATCHES[server] = Watch(loop, limits, chore)
    return _WATCHES[server]


def place_of(address: str) -> str:
    """What counts as one client: an IPv4 address, or the network an IPv6 subscriber is given."""
    read = read_address(address)
    if isinstance(read, IPv6Address):
        return read.exploded[:19] + "::/64"
    return str(read) if read else ""
