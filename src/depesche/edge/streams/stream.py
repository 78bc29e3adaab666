"""One stream: a connection that has asked for events and only listens from then on."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from depesche.edge.streams.channel import Channel
    from depesche.edge.streams.hub import Hub

# What the kernel holds for one who reads slowly; without this it is megabytes.
KERNEL_BYTES = 16 * 1024
# What we hold beside that before nothing more is written to it.
FULL_BYTES = 64 * 1024


@dataclass(slots=True, eq=False)
class Guard:
    """Of a stream that hears what is not for everyone: as whom, and what it asked for.

    session: what it showed of who it is. keys: what its rights hang on. granted: what it hears.
    """

    language: str
    topics: tuple[str, ...]
    session: str
    keys: frozenset[str] = frozenset()
    granted: tuple[str, ...] = ()


class Stream(asyncio.Protocol):
    """Made for each of many thousands, so it holds little: no queue, no task, no timer.

    channel: where it listens, None while it is told what it missed or takes nothing.
    """

    __slots__ = ("_hub", "channel", "guard", "place", "transport")

    def __init__(self, hub: Hub, transport: asyncio.Transport, place: str) -> None:
        self._hub = hub
        self.transport = transport
        self.place = place
        self.channel: Channel | None = None
        self.guard: Guard | None = None
        if held := transport.get_extra_info("socket"):
            held.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL_BYTES)
        transport.set_write_buffer_limits(high=FULL_BYTES)

    def data_received(self, data: bytes) -> None:
        """Who listens has nothing to say."""

    def eof_received(self) -> None:
        """Who closes its half has left; the transport closes ours."""

    def pause_writing(self) -> None:
        """It takes less than is written."""
        self._hub.stall(self)

    def resume_writing(self) -> None:
        """It has taken what was written."""
        self._hub.resume(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is gone."""
        self._hub.leave(self)

    def shutdown(self) -> None:
        """The server goes: the client comes back to another process."""
        self._hub.farewell(self)
