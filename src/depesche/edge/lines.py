"""What is asked of the kernel for a connection, and cutting one off."""

from __future__ import annotations

import asyncio
import socket
import struct

UNSENT = 128 * 1024
AT_ONCE = struct.pack("ii", 1, 0)


def hold_little(held: socket.socket | None, stalled: float) -> None:
    """Leave what a reader has not asked the network for in our hands, not in the kernel's: there
    it is 4 MB for each who takes nothing. What is on its way is not counted.

    stalled: after how many seconds the kernel gives up who takes nothing of the little that it
    holds. We see none of that, and after a close it would be offered for minutes.
    """
    if held:
        held.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT)
        held.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(stalled * 1000))


def cut_off(transport: asyncio.Transport) -> None:
    """Let the kernel forget what was to be sent; it would offer that for minutes."""
    if held := transport.get_extra_info("socket"):
        held.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
    transport.abort()
