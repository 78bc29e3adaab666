"""Wake-ups on one machine: every listening process has a datagram socket in a folder."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path

from depesche.wire.bells.carriers import Carrier

SUFFIX = ".bell"
SECONDS_BETWEEN_LOOKS = 1.0


class Sockets(Carrier):
    """Sends a byte to every socket in `folder`, and never waits for room in one.

    A full socket belongs to somebody who has been rung already. One that nobody holds any more
    was left by a process that died, and is removed.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._name = f"{os.getpid()}-{self.token}{SUFFIX}"
        self._mouth = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._mouth.setblocking(False)
        self._ear: socket.socket | None = None

    def carry(self) -> None:
        """To everybody in the folder but ourselves."""
        with contextlib.suppress(OSError), _opened(self._folder) as place:
            for path in self._folder.glob(f"*{SUFFIX}"):
                if path.name != self._name:
                    self._ring(place, path)

    def _ring(self, place: int, path: Path) -> None:
        try:
            self._mouth.sendto(b"!", _address(place, path.name))
        except ConnectionRefusedError:
            path.unlink(missing_ok=True)
        except OSError:  # full, or gone meanwhile
            pass

    def heard(self) -> Iterator[None]:
        """Until closed; what came while we were busy is one ring."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
            with _opened(self._folder) as place:
                ear.bind(_address(place, self._name))
            self._ear = ear
            self._sweep()
            yield
            try:
                while not self.is_closed:
                    if self._has_heard(ear):
                        yield
            finally:
                with contextlib.suppress(OSError):
                    (self._folder / self._name).unlink()

    def _sweep(self) -> None:
        """Remove what the dead have left; to connect to a socket rings nobody."""
        with contextlib.suppress(OSError), _opened(self._folder) as place:
            for path in self._folder.glob(f"*{SUFFIX}"):
                with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as probe:
                    try:
                        probe.connect(_address(place, path.name))
                    except ConnectionRefusedError:
                        path.unlink(missing_ok=True)

    def _has_heard(self, ear: socket.socket) -> bool:
        ear.settimeout(SECONDS_BETWEEN_LOOKS)
        try:
            ear.recv(1)
        except TimeoutError:
            return False
        ear.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            while True:
                ear.recv(1)
        return True

    def close(self) -> None:
        """Wake our own listener, so that it sees that it is over."""
        self._closed.set()
        with contextlib.suppress(OSError), _opened(self._folder) as place:
            self._mouth.sendto(b"!", _address(place, self._name))
        super().close()
        self._mouth.close()

    def leave_to_parent(self) -> None:
        """A child that held the socket would make it look alive after its parent's death."""
        super().leave_to_parent()
        self._mouth.close()
        if self._ear is not None:
            self._ear.close()


@contextlib.contextmanager
def _opened(folder: Path) -> Iterator[int]:
    place = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield place
    finally:
        os.close(place)


def _address(place: int, name: str) -> str:
    """A socket's address holds 107 bytes: too few for the path of many a home."""
    return f"/proc/self/fd/{place}/{name}"
