"""The crew: the processes of the house, as the house sees them and as they see themselves."""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from depesche.config.slate import Seat, State

log = logging.getLogger(__name__)

COLLECTOR = (20_000, 20, 50)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the house waits for what. All in seconds.

    look: between two looks at everybody. beat: between two signs of life of a process.
    still: without one it hangs and is replaced; far more than a slow machine needs.
    leave: for finishing what it has begun. well: who lived that long did not die of its start.
    longest: between two starts of what always dies. come: until what starts ought to answer.
    rehearsal: until new code has shown that it starts.
    """

    look: float = 0.1
    beat: float = 1.0
    still: float = 30.0
    leave: float = 30.0
    well: float = 3.0
    longest: float = 30.0
    come: float = 60.0
    rehearsal: float = 300.0


@dataclass(frozen=True, slots=True)
class Post:
    """What one process of the house has to do. work: returns when its shift is over.

    opens: it answers at the door; the others close theirs.
    """

    name: str
    work: Callable[[Shift], None]
    opens: bool = False


class Shift:
    """A process's own view: where it writes, how it shows that it lives, when it is over.

    It is told to leave by SIGTERM, which is kept back in all its threads: it either waits for it
    (`sigtimedwait`) or is interrupted by it (`hear`).
    """

    def __init__(self, post: Post, seat: Seat, patience: Patience, house: int) -> None:
        self.name = post.name
        self.seat = seat
        self.patience = patience
        self._house = house

    def begin(self) -> None:
        """Be told to leave by SIGTERM alone; Ctrl-C and a closed terminal are the house's."""
        for ignored in (signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
            signal.signal(ignored, signal.SIG_DFL if ignored == signal.SIGCHLD else signal.SIG_IGN)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        gc.set_threshold(*COLLECTOR)
        gc.enable()
        self.beat()

    def hear(self, told: Callable[[], None]) -> None:
        """Let `told` be called when it has to leave. Until then SIGTERM waits."""
        signal.signal(signal.SIGTERM, lambda *_: told())
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})

    def beat(self) -> None:
        """Show that it lives. Who does not for long is ended, if need be by the kernel's alarm:
        it rings also when nobody is left to look."""
        self.seat.beat = time.monotonic()
        signal.alarm(int(2 * self.patience.still) + 1)

    def is_there(self) -> None:
        """From now on it does its work."""
        if self.seat.state is State.COMING:
            self.seat.state = State.THERE

    def leaves(self) -> None:
        """It takes nothing new; the house starts another one at once."""
        self.seat.state = State.LEAVING
        signal.alarm(int(2 * self.patience.leave) + 1)

    @property
    def is_orphaned(self) -> bool:
        """Whether the house is gone; then it has to leave as well."""
        return os.getppid() != self._house


@dataclass(slots=True)
class Hand:
    """A running process at a post. ends_by: when it is ended by force, None if nobody told it
    to leave."""

    post: str
    pid: int
    seat: Seat | None
    born: float
    ends_by: float | None = None

    @property
    def state(self) -> State:
        """Where it stands; of one that an earlier program started nothing is known."""
        return self.seat.state if self.seat else State.LEAVING

    def last_beat(self) -> float:
        """When it last showed that it lives."""
        return max(self.born, self.seat.beat if self.seat else 0.0)

    def tell(self, what: signal.Signals) -> None:
        """Send a signal; one that has ended meanwhile does not hear it."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, what)

    def dismiss(self, seconds: float) -> None:
        """Let it finish what it has begun, within so many seconds."""
        self.tell(signal.SIGTERM)
        if self.ends_by is None:
            self.ends_by = time.monotonic() + seconds


@dataclass(slots=True)
class Place:
    """A post and who is there. deaths: in a row, without having been well. due: when the next
    one is started."""

    post: Post
    hand: Hand | None = None
    starts: int = 0
    deaths: int = 0
    due: float = 0.0

    @property
    def is_filled(self) -> bool:
        """Whether somebody is at work there."""
        return self.hand is not None and self.hand.state is State.THERE

    def bury(self, now: float, patience: Patience) -> float:
        """Its process ended by itself. Returns the seconds until the next one: none at first,
        then half a second, twice as long each time."""
        if self.hand is not None and now - self.hand.born >= patience.well:
            self.deaths = 0
        self.hand = None
        self.deaths += 1
        wait = 0.0 if self.deaths == 1 else min(0.5 * 2 ** (self.deaths - 2), patience.longest)
        self.due = now + wait
        return wait


@dataclass(slots=True)
class Fork:
    """How a process is made: what is closed in it, and which signals it hears."""

    patience: Patience
    heard: frozenset[signal.Signals]
    close: Callable[[Post], None] = field(default=lambda _post: None)

    def start(self, post: Post, seat: Seat) -> Hand:
        """Fork; in the new process, do the work of the post and end."""
        seat.clear()
        house = os.getpid()
        sys.stdout.flush()
        sys.stderr.flush()
        born = time.monotonic()
        pid = os.fork()
        if pid:
            return Hand(post.name, pid, seat, born)
        code = 1
        try:
            shift = Shift(post, seat, self.patience, house)
            shift.begin()
            self.close(post)
            # To leave it is told when it listens: before, it would be cut down.
            signal.pthread_sigmask(signal.SIG_UNBLOCK, self.heard - {signal.SIGTERM})
            post.work(shift)
            code = 0
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else int(left.code is not None)
        except BaseException:
            log.exception("%s ended by a mistake.", post.name)
        finally:
            logging.shutdown()
            os._exit(code)
