"""What a carrier of wake-ups is, and what carriers have in common: patience."""

from __future__ import annotations

import atexit
import logging
import secrets
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator

log = logging.getLogger(__name__)

LONGEST_PAUSE_SECONDS = 15.0
SECONDS_TO_SEND_AT_EXIT = 1.0


class Carrier(ABC):
    """Brings the hint "something may have happened" to the other processes of this instance.

    A carrier that is away makes everything slower and nothing wrong: it never raises to whoever
    rings, and never lets them wait.
    """

    def __init__(self) -> None:
        self.token = secrets.token_hex(8)  # by which a process knows its own ringing
        self._closed = threading.Event()
        self._listener: threading.Thread | None = None

    @abstractmethod
    def carry(self) -> None:
        """Tell the others now."""

    def carry_with_commit(self) -> bool:
        """Tell the others when the present transaction commits; False if it knows no such way."""
        return False

    @abstractmethod
    def heard(self) -> Iterator[None]:
        """Once when listening has begun, then whenever another process rings.

        Raises whatever breaks the line. Looks at `is_closed` once a second at least.
        """

    def listen(self, hear: Callable[[], None]) -> None:
        """Call `hear` from a thread of its own for everything that is heard."""
        self._listener = threading.Thread(
            target=self._listen, args=[hear], name="bells", daemon=True
        )
        self._listener.start()

    def _listen(self, hear: Callable[[], None]) -> None:
        pause = 0.0
        while not self._closed.wait(pause):
            try:
                for _ in self.heard():
                    pause = 0.0
                    hear()
            except Exception as error:  # noqa: BLE001  whatever it is, polling goes on
                if not pause:
                    log.warning("Other processes are not heard, news comes slower: %s", error)
                pause = min(pause * 2 or 0.25, LONGEST_PAUSE_SECONDS)

    @property
    def is_closed(self) -> bool:
        """Whether nobody listens any more."""
        return self._closed.is_set()

    def close(self) -> None:
        """Stop listening, and give back what was opened."""
        self._closed.set()
        if self._listener is not None:
            self._listener.join(5)

    def leave_to_parent(self) -> None:
        """In a forked child: let go of what the parent opened, without a word on its line."""
        self._listener = None


class Alone(Carrier):
    """The null twin: there is no other process."""

    def carry(self) -> None:
        """Nobody to tell."""

    def heard(self) -> Iterator[None]:
        """Nothing but the beginning."""
        yield
        self._closed.wait()


class Courier:
    """Does an errand in a thread of its own, so that nobody waits for it; many asked are one run.

    A process that ends lets it finish, a second at most: a command that released an article is
    gone at once, and the readers' processes should hear of it all the same.
    """

    def __init__(self, errand: Callable[[], object]) -> None:
        self._errand = errand
        self._changed = threading.Condition()
        self._asked = self._done = 0
        self._thread: threading.Thread | None = None

    def send(self) -> None:
        """Have it done soon."""
        with self._changed:
            self._asked += 1
            if self._thread is None:
                self._begin()
            self._changed.notify_all()

    def _begin(self) -> None:
        thread = threading.Thread(target=self._run, name="courier", daemon=True)
        try:
            thread.start()
        except RuntimeError as none_left:  # the system has no thread for us; next time perhaps
            log.warning("Other processes are not woken, news comes slower: %s", none_left)
        else:
            self._thread = thread
            atexit.register(self.wait, SECONDS_TO_SEND_AT_EXIT)

    def wait(self, seconds: float) -> bool:
        """Wait until everything asked for was tried."""
        with self._changed:
            return self._changed.wait_for(lambda: self._done >= self._asked, seconds)

    def _run(self) -> None:
        failed = False
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._asked > self._done)
                asked = self._asked
            try:
                self._errand()
                failed = False
            except Exception as error:  # noqa: BLE001  a hint that is lost is no error
                if not failed:
                    log.warning("Other processes are not woken, news comes slower: %s", error)
                failed = True
            with self._changed:
                self._done = asked
                self._changed.notify_all()
