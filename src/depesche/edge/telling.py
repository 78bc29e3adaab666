"""Telling an outside cache what changed, after the wire, until it is certain.

A purge alone is not certain. When it arrives, a process of ours may not have heard of the change
and give out the old page a moment later, and an answer may be on its way that began before it.
So every change is told in several rounds, the last one later than any such answer can come
(docs/decisions/0008); only then does the durable position move. Whatever happens in between,
all rounds of what is behind that position come again.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from itertools import takewhile

from django.conf import settings
from django.db import DatabaseError

from depesche.edge.outside import Outside, OutsideIsAway, Varnish
from depesche.kit import clock
from depesche.wire import queries as wire
from depesche.wire.models import Position

log = logging.getLogger(__name__)

# Seconds after hearing of a change. Every process of ours that follows the wire has heard of it
# at the first; one that missed the bell, at the second. What comes as late as the last one is not
# stored: a process that has heard nothing for longer lets nobody store its pages
# (`serving.SILENCE_SECONDS`), and Varnish stores no answer that took longer (`deploy/varnish/`).
ROUNDS = (0.0, 1.0, 10.0)
# So that our own processes hear first, and what happens together is told together.
BREATH_SECONDS = 0.1
# Purged keys may be of pages that are read: a cache that was away must not stay wrong for long.
LONGEST_WAIT_SECONDS = 30
# Emptying a cache is quicker than telling it that many keys one after the other.
MOST_KEYS = 20_000
MOST_ENTRIES = 10_000
MOST_READS = 40
WHOSE = "outside "


@dataclass(slots=True)
class Change:
    """Keys that were touched up to `position` of the wire, and how often that was told.

    keys: None for all there are.
    """

    keys: frozenset[str] | None
    position: int
    heard_at: float
    rounds: int = 0

    def is_due(self, now: float) -> bool:
        """Whether it is time for its next round."""
        return self.rounds < len(ROUNDS) and self.heard_at + ROUNDS[self.rounds] <= now


class Teller:
    """Tells one cache. Each cache has its own, so that one that is away delays no other."""

    def __init__(
        self,
        cache: Outside,
        *,
        now: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._cache = cache
        self._now = now
        self._pause = pause
        self._changes: deque[Change] = deque()
        self._heard: int | None = None
        self._retry_at = 0.0
        self._failures = 0

    @property
    def name(self) -> str:
        """The name of its position on the wire."""
        return WHOSE + self._cache.name

    def work(self) -> None:
        """Hear what is new and tell what is due; to be called at every bell and tick.

        What fails is noted for the desk and tried again after a growing wait.
        """
        if self._now() < self._retry_at and not self._is_to_try_now():
            return
        try:
            if self._heard is None:
                self._heard = self._begin()
            if self._hear():
                self._pause(BREATH_SECONDS)
                for _ in range(MOST_READS):
                    if not self._hear():
                        break
            self._tell()
            self._move_on()
        except OutsideIsAway as away:
            self._note(away)

    def _begin(self) -> int:
        """The position to go on from: where it was certain. A cache that is new to us, or was
        away for too long, begins empty; any other asks again, for our program may be a new one.
        """
        last = wire.last_position()
        position, _ = Position.objects.get_or_create(consumer=self.name)
        self._failures = max(self._failures, position.failures)
        if position.last and last - position.last <= MOST_ENTRIES:
            self._cache.ask_again()
            return position.last
        self._cache.forget_all()
        self._changes.append(Change(None, last, self._now()))
        return last

    def _hear(self) -> bool:
        entries = wire.read(after=self._heard or 0)
        if not entries:
            return False
        self._heard = entries[-1].position or 0
        keys = frozenset(key for entry in entries for key in entry.keys)
        self._changes.append(Change(keys, self._heard, self._now()))
        return True

    def _tell(self) -> None:
        """Tell everything that is due in one go; what had its last round is certain."""
        now = self._now()
        due = [change for change in self._changes if change.is_due(now)]
        if not due:
            return
        keys: set[str] = set()
        for change in due:
            keys |= change.keys or set()
        if len(keys) > MOST_KEYS or any(change.keys is None for change in due):
            self._cache.forget_all()
        else:
            self._cache.forget(keys)
        for change in due:
            change.rounds += 1

    def _move_on(self) -> None:
        """What failed before is over; the position moves behind what is certain."""
        certain = list(takewhile(lambda one: one.rounds == len(ROUNDS), self._changes))
        if not certain and not self._failures:
            return
        fine = {"failures": 0, "retry_at": None, "complaint": ""}
        moved = fine | {"last": certain[-1].position} if certain else fine
        Position.objects.update_or_create(consumer=self.name, defaults=moved)
        # Not before it is written: the database may be away just now.
        for _ in certain:
            self._changes.popleft()
        self._failures, self._retry_at = 0, 0.0

    def _is_to_try_now(self) -> bool:
        """Whether somebody at the desk took the wait away."""
        return Position.objects.filter(consumer=self.name, retry_at=None).exists()

    def _note(self, away: OutsideIsAway) -> None:
        self._failures += 1
        seconds = min(2 ** min(self._failures, 12), LONGEST_WAIT_SECONDS)
        log.error("%s It is told again in %s s.", away, seconds)
        self._retry_at = self._now() + seconds
        Position.objects.filter(consumer=self.name).update(
            failures=self._failures,
            retry_at=clock.now() + timedelta(seconds=seconds),
            complaint=str(away)[:2000],
        )


def tellers() -> list[Teller]:
    """One for each cache the operator named; none, and no work at all, without any.

    The positions of caches that are named no more are forgotten, when the database is there.
    """
    found = [Teller(Varnish(address)) for address in settings.EDGE_OUTSIDE_CACHES]
    names = {teller.name for teller in found}
    with suppress(DatabaseError):
        Position.objects.filter(consumer__startswith=WHOSE).exclude(consumer__in=names).delete()
    return found
