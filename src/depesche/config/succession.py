"""Giving way to new code without closing the door: the house's process is taken over by a new
program, which inherits the listening sockets and the people at work, and relieves them.

Before that a rehearsal shows in a process of its own that the new code starts.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

log = logging.getLogger(__name__)

HERITAGE = "DEPESCHE_HERITAGE"
REHEARSAL = "--rehearse"


@dataclass(frozen=True, slots=True)
class Heritage:
    """What a program leaves to the next. crew: process ids. starts: how often each post was
    filled. doors: the listening sockets."""

    crew: Sequence[int] = ()
    starts: Mapping[str, int] = field(default_factory=dict)
    doors: Sequence[socket.socket] = ()


def heritage(environ: dict[str, str] | os._Environ[str]) -> tuple[Heritage, list[int]] | None:
    """What the program before left here, and the numbers of its doors; None if there was none.

    It is taken out of `environ`: nobody inherits it twice.
    """
    text = environ.pop(HERITAGE, "")
    if not text:
        return None
    left = json.loads(text)
    if left["house"] != os.getpid():
        return None  # meant for another process, from which somebody copied the environment
    return Heritage(left["crew"], left["starts"]), left["doors"]


class Succession:
    """The way to new code: a rehearsal, then the takeover.

    command: starts the new program. patience: what a rehearsal may take, in seconds.
    """

    def __init__(self, command: Sequence[str], patience: float) -> None:
        self._command = list(command)
        self._patience = patience
        self._rehearsal = 0
        self._ends_by = 0.0
        self._is_asked_again = False

    def rehearse(self) -> None:
        """Start the new code beside the old, to see whether it would."""
        self._is_asked_again = bool(self._rehearsal)
        if not self._command or self._rehearsal:
            return
        log.warning("Reloading: the new code is tried first.")
        try:
            # It shall hear the signals that this process keeps for itself.
            self._rehearsal = os.posix_spawn(
                self._command[0], [*self._command, REHEARSAL], os.environ, setsigmask=()
            )
        except OSError as error:
            log.error("The new code cannot be tried (%s); the old one goes on.", error)  # noqa: TRY400
        self._ends_by = time.monotonic() + self._patience

    def rehearses_again(self) -> bool:
        """Do so if it was asked for during the last rehearsal: that may have been of older code."""
        if not self._is_asked_again:
            return False
        self.rehearse()
        return True

    def is_rehearsed_by(self, pid: int) -> bool:
        """Whether that was the rehearsal; it has ended then."""
        if pid != self._rehearsal:
            return False
        self._rehearsal = 0
        return True

    def look(self, now: float) -> None:
        """A rehearsal without end is none that succeeds."""
        if self._rehearsal and now > self._ends_by:
            self.call_off()

    def call_off(self) -> None:
        """End the rehearsal; the house hears of it like of one that failed."""
        if self._rehearsal:
            os.kill(self._rehearsal, signal.SIGKILL)

    def take_over(self, left: Heritage) -> None:
        """Become the new program. Returns only if that is impossible; then it says so."""
        doors = [door.fileno() for door in left.doors]
        words = {
            "house": os.getpid(), "crew": list(left.crew), "starts": dict(left.starts),
            "doors": doors,
        }  # fmt: skip
        for number in doors:
            os.set_inheritable(number, True)
        sys.stdout.flush()
        sys.stderr.flush()
        try:
            self._become(os.environ | {HERITAGE: json.dumps(words)})
        except OSError as error:
            log.error("The new code cannot be started (%s); the old one goes on.", error)  # noqa: TRY400
        for number in doors:
            os.set_inheritable(number, False)

    def _become(self, environ: Mapping[str, str]) -> NoReturn:
        os.execve(self._command[0], self._command, environ)  # noqa: S606  our own command


class Terminal:
    """The terminal the house was started from, if any. When it is closed the system says SIGHUP,
    which means to end; a SIGHUP while it is there, or without any, means new code."""

    def __init__(self) -> None:
        self._number = -1
        if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
            return  # started by nohup: to outlive its terminal
        try:
            self._number = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
        except OSError:
            return

    def is_gone(self) -> bool:
        """Whether there was one, and it has been closed."""
        if self._number < 0:
            return False
        try:
            os.tcgetpgrp(self._number)
        except OSError:
            return True
        return False
