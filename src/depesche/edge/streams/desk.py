"""The desk of a hub: a thread that asks the database on its behalf, for many at once."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from django.db import close_old_connections

from depesche.edge.streams import reading
from depesche.edge.streams.channel import Arrivals, Channel, Start
from depesche.edge.streams.reading import Missed
from depesche.edge.streams.stream import Guard, Stream

log = logging.getLogger(__name__)
Name = tuple[Channel, Start, tuple[str, ...], bool]


@dataclass(slots=True)
class Done:
    """Answers; None in place of one that could not be found. is_last: of what was sent."""

    admissions: list[tuple[Stream, Guard | None]] = field(default_factory=list)
    arrivals: list[tuple[Arrivals, Missed | None]] = field(default_factory=list)
    is_last: bool = False


class Desk:
    """Questions gather while one portion of them is looked up. In the event loop, but for `_look`.

    hear: told the answers.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, hear: Callable[[Done], None]) -> None:
        self._loop = loop
        self._hear = hear
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="streams")
        self._arrivals: dict[Name, Arrivals] = {}
        self._admissions: dict[Stream, Guard] = {}
        self._looks = False

    def ask_missed(
        self,
        stream: Stream,
        channel: Channel,
        start: Start,
        closed: tuple[str, ...],
        *,
        greets: bool,
    ) -> None:
        """What a stream that joins has missed."""
        name = (channel, start, closed, greets)
        arrivals = self._arrivals.get(name)
        if arrivals is None:
            arrivals = self._arrivals[name] = Arrivals(channel, start, closed, greets)
            channel.arrivals.append(arrivals)
        arrivals.streams.append(stream)
        self._begin()

    def ask_admission(self, stream: Stream, guard: Guard) -> None:
        """What a stream may hear."""
        self._admissions[stream] = guard
        self._begin()

    def _begin(self) -> None:
        if not self._looks and (self._arrivals or self._admissions):
            self._looks = True
            # Together with all who ask in this turn of the loop.
            self._loop.call_soon(self._send)

    def _send(self) -> None:
        arrivals, self._arrivals = list(self._arrivals.values()), {}
        admissions, self._admissions = list(self._admissions.items()), {}
        self._thread.submit(self._look, arrivals, admissions)

    def _look(self, arrivals: list[Arrivals], admissions: list[tuple[Stream, Guard]]) -> None:
        """In the thread. Each is answered as soon as it can be, those who missed nothing first."""
        left = Done(
            [(stream, None) for stream, _ in admissions],
            [(one, None) for one in sorted(arrivals, key=_has_missed)],
        )
        try:
            close_old_connections()
            for stream, guard in admissions:
                found = reading.admitted(guard)
                del left.admissions[0]
                self._say(Done(admissions=[(stream, found)]))
            for one, _ in list(left.arrivals):
                channel = one.channel
                missed = reading.missed(channel.language, channel.topics, one.start)
                reading.let_follower_hear()
                del left.arrivals[0]
                self._say(Done(arrivals=[(one, missed)]))
        except Exception:
            log.exception("What streams ask for cannot be looked up; they come back.")
        finally:
            close_old_connections()
            left.is_last = True
            self._say(left)

    def _say(self, done: Done) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is over
            self._loop.call_soon_threadsafe(self._answer, done)

    def _answer(self, done: Done) -> None:
        self._hear(done)
        if done.is_last:
            self._looks = False
            self._begin()


def _has_missed(arrivals: Arrivals) -> bool:
    return isinstance(arrivals.start, tuple)
