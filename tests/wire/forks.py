"""Processes to be killed: forked from the warm one of the tests, so that a thousand are quick.

The parent has neither a connection nor a listening thread while it forks.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from types import FrameType

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from depesche.wire import bells


def alone() -> None:
    """Give up what a child must not inherit."""
    bells.hush()
    connections.close_all()
    # Also what a thread of an earlier test left open: a child that inherits an open SQLite file
    # believes that it holds the parent's locks, and holds none (How To Corrupt, 2.6).
    gc.collect()
    for left in gc.get_objects():
        if issubclass(type(left), BaseDatabaseWrapper) and left.connection is not None:
            left.connection.close()
            left.connection = None
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]


def fork(work: Callable[[], object]) -> int:
    """Let a child do the work; returns its process id."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        signal.signal(signal.SIGTERM, _leave)
        work()
        code = 0
    except SystemExit:
        code = 0
    except BaseException:  # noqa: BLE001  it must not come back as a second pytest
        traceback.print_exc(file=sys.__stderr__)
    finally:
        os._exit(code)


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit


def kill(child: int) -> bool:
    """End it without a word, and bury it. False if it had ended by itself."""
    try:
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    except (ProcessLookupError, ChildProcessError):
        return False
    return os.WIFSIGNALED(status)


def wait(child: int, seconds: float) -> int:
    """The exit code of a child; it is killed when it takes longer."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    kill(child)
    raise TimeoutError(f"A child was not done after {seconds} s.")
