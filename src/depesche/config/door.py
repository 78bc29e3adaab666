"""The door of the house: the sockets it listens on, opened once and shared by its processes."""

from __future__ import annotations

import errno
import socket
import time

BACKLOG = 2048
# Somebody who was told to leave may still be closing this very door.
SECONDS_TO_WAIT = 2.0
PAUSE = 0.1


class DoorIsShut(Exception):
    """Nobody can listen there; the message is one sentence for the operator."""


def open_door(host: str, port: int) -> list[socket.socket]:
    """Listen on every address `host` stands for. Raises DoorIsShut."""
    try:
        found = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE | socket.AI_ADDRCONFIG
        )
    except (OSError, UnicodeError) as error:
        raise DoorIsShut(f"Nobody knows the host {host!r}: {error}.") from None
    doors: list[socket.socket] = []
    for family, address in dict.fromkeys((family, address) for family, *_, address in found):
        try:
            doors.append(_listen(family, address))
        except OSError as error:
            for door in doors:
                door.close()
            raise DoorIsShut(_why(error, host, port)) from None
    return doors


def _listen(family: int, address: tuple[object, ...]) -> socket.socket:
    deadline = time.monotonic() + SECONDS_TO_WAIT
    while True:
        door = socket.socket(family, socket.SOCK_STREAM)
        try:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                door.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            door.bind(address)
            door.listen(BACKLOG)
            door.setblocking(False)
        except OSError as error:
            door.close()
            if error.errno != errno.EADDRINUSE or time.monotonic() > deadline:
                raise
            time.sleep(PAUSE)
        else:
            return door


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is taken: another program listens there."
    return f"Nobody can listen on port {port} of {host}: {error.strerror}."


def inherited_door(numbers: list[int]) -> list[socket.socket]:
    """The sockets that another program left open here. Raises DoorIsShut."""
    doors = []
    for number in numbers:
        try:
            door = socket.socket(fileno=number)
            listens = door.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
        except OSError as error:
            raise DoorIsShut(f"What was handed over as a door is none: {error}.") from None
        if not listens:
            raise DoorIsShut("What was handed over as a door does not listen.")
        door.set_inheritable(False)
        door.setblocking(False)
        doors.append(door)
    return doors
