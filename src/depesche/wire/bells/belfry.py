"""The bells of one process, and its line to the others."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import TypeVar
from weakref import WeakSet

from depesche.wire.bells.carriers import Carrier


class Bell(threading.Event):
    """Set when something may have happened."""


class LoopBell:
    """A bell that a coroutine waits for. Made in the event loop that will wait."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._rung = asyncio.Event()

    def set(self) -> None:
        """Ring, from any thread; a loop that is over hears nothing."""
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._rung.set)

    def clear(self) -> None:
        """What has rung so far is known."""
        self._rung.clear()

    async def wait(self) -> None:
        """Until it rings."""
        await self._rung.wait()


SomeBell = TypeVar("SomeBell", Bell, LoopBell)


class Belfry:
    """Hangs bells, rings them all, and listens to the other processes for them.

    make_carrier: the way to the others, made when it is first needed.
    """

    def __init__(self, make_carrier: Callable[[], Carrier]) -> None:
        self._make_carrier = make_carrier
        self._begin()

    def _begin(self) -> None:
        self._lock = threading.Lock()
        self._bells: WeakSet[Bell | LoopBell] = WeakSet()
        self._carrier: Carrier | None = None
        self._listens = False

    @property
    def carrier(self) -> Carrier:
        """The way to the other processes."""
        with self._lock:
            if self._carrier is None:
                self._carrier = self._make_carrier()
            return self._carrier

    def hang(self, bell: SomeBell) -> SomeBell:
        """Take a bell in; with the first one the process begins to listen."""
        with self._lock:
            self._bells.add(bell)
            is_first, self._listens = not self._listens, True
        if is_first:
            self.carrier.listen(self.ring_here)
        return bell

    def ring_here(self) -> None:
        """Ring the bells of this process."""
        with self._lock:
            bells = list(self._bells)
        for bell in bells:
            bell.set()

    def hush(self) -> None:
        """Stop listening, and forget every bell."""
        carrier = self._carrier
        if carrier is not None:
            carrier.close()
        self._begin()

    def begin_anew(self) -> None:
        """In a forked child: let the parent's line be, and have none of its bells."""
        carrier = self._carrier
        if carrier is not None:
            carrier.leave_to_parent()
        self._begin()
