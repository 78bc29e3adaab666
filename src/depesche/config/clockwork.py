"""Works that go on beside the web server, each in a thread: done whenever the wire rings, and
every tick; one that fails is begun again."""

from __future__ import annotations

import logging
import math
import signal
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from django.db import close_old_connections

from depesche.config.crew import Shift
from depesche.wire import actions as wire

log = logging.getLogger(__name__)

TICK_SECONDS = 0.5
PAUSE_AFTER_FAILURE_SECONDS = 2.0
LONGEST_ROUND_SECONDS = 600.0


class Work:
    """One work. do: a round of it; what it returns does not matter. end: makes a long round end
    early. longest: seconds after which a round is taken to hang; the process is replaced then.

    fine_at: when a round last succeeded. since: when the present round began, None between two.
    """

    def __init__(
        self,
        name: str,
        do: Callable[[], object],
        *,
        end: Callable[[], object] | None = None,
        longest: float = LONGEST_ROUND_SECONDS,
    ) -> None:
        self.name = name
        self._do = do
        self._end = end
        self._longest = longest
        self._bell = wire.bell()
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._go_on, name=name, daemon=True)
        self.fine_at = time.monotonic()
        self.since: float | None = None
        self.rounds = self.failures = 0

    def start(self) -> None:
        """Begin, in a thread that ends with the process."""
        self._thread.start()

    def finish(self) -> None:
        """Do no further round."""
        self._ends.set()
        if self._end:
            self._end()
        self._bell.set()

    def join(self, deadline: float) -> None:
        """Wait until the present round is over, or for the deadline on the monotonic clock."""
        self._thread.join(max(0.0, deadline - time.monotonic()))

    @property
    def is_alive(self) -> bool:
        """Whether it still is in a round."""
        return self._thread.is_alive()

    @property
    def hangs(self) -> bool:
        """Whether its present round takes longer than any ought to."""
        since = self.since
        return since is not None and time.monotonic() - since > self._longest

    def _go_on(self) -> None:
        while not self._ends.is_set():
            self._bell.clear()
            self._do_once()
            if not self._ends.is_set():
                self._bell.wait(TICK_SECONDS)

    def _do_once(self) -> None:
        self.since = time.monotonic()
        try:
            self._do()
        except BaseException:
            # A SystemExit as well: it would end the thread, and nobody would notice.
            self.failures += 1
            self.since = None
            log.exception("The %s failed and goes on.", self.name)
            close_old_connections()
            self._ends.wait(PAUSE_AFTER_FAILURE_SECONDS)
        else:
            self.rounds += 1
            self.fine_at = time.monotonic()
            self.since = None

    def figures(self) -> dict[str, Any]:
        """How it fares, for the slate."""
        at_length = self.since is not None and self._longest == math.inf
        return {
            "fine_at": time.monotonic() if at_length else self.fine_at,
            "rounds": self.rounds,
            "failures": self.failures,
        }


def keep(shift: Shift, works: Sequence[Work]) -> bool:
    """Let these works go on until the process is told to leave; then each finishes its round.

    Returns whether all did.
    """
    told = {signal.SIGTERM}  # kept back since the fork, in the threads as well
    for work in works:
        work.start()
    shift.is_there()
    while not signal.sigtimedwait(told, shift.patience.beat) and not shift.is_orphaned:
        if not any(work.hangs for work in works):
            shift.beat()
        shift.seat.write({"works": {work.name: work.figures() for work in works}})
    shift.leaves()
    for work in works:
        work.finish()
    deadline = time.monotonic() + shift.patience.leave
    for work in works:
        work.join(deadline)
    return not any(work.is_alive for work in works)
