"""Writing to many streams, in slices between which the loop looks after everybody else."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable

from depesche.edge.streams.channel import Portion

SLICE = 200


class Writer:
    """Writes portions in their order. take: more of them, asked for when all are written.

    While one is written, what happens gathers with whoever is asked by `take`.
    """

    def __init__(
        self, loop: asyncio.AbstractEventLoop, take: Callable[[], Iterable[Portion]]
    ) -> None:
        self._loop = loop
        self._take = take
        self._portions: deque[Portion] = deque()
        self._at = 0
        self._writes = False
        self.deliveries = 0

    def write(self, portion: Portion) -> None:
        """Write this when it is its turn."""
        self._portions.append(portion)
        self.begin()

    def begin(self) -> None:
        """There may be something to write."""
        if not self._writes:
            self._go_on()

    def _go_on(self) -> None:
        if not self._portions:
            self._portions.extend(self._take())
        self._writes = bool(self._portions)
        if self._writes:
            self._write_slice(self._portions[0])
            self._loop.call_soon(self._go_on)

    def _write_slice(self, portion: Portion) -> None:
        channel, text, to, events = portion
        count = 0
        for stream in to[self._at : self._at + SLICE] if text else ():
            if stream.channel is channel:
                stream.transport.write(text)
                count += 1
        self.deliveries += count * events
        self._at += SLICE
        if self._at >= len(to) or not text:
            channel.written_at = self._loop.time()
            self._portions.popleft()
            self._at = 0
