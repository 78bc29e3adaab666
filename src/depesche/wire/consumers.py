"""Reading the wire to its consumers, each in its own time.

A consumer's writes and its position are one transaction, and SQLite has one writer. So a consumer
leaves a note, such as a task, and does the slow work elsewhere; one that takes its time in here
is named in the log.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction

from depesche.kit import clock
from depesche.wire.bells import ring_with_commit
from depesche.wire.models import Entry, Position
from depesche.wire.queries import oldest_position, read

log = logging.getLogger(__name__)

LONGEST_WAIT_SECONDS = 3600
SLOW_SECONDS = 1.0
PORTION = 100
# So long a consumer may keep the database to itself when it has much to hear.
LONGEST_TRANSACTION_SECONDS = 0.05
# A process that is told to end waits for the round.
LONGEST_ROUND_SECONDS = 5.0

Consumer = Callable[[Entry], None]

_consumers: dict[str, Consumer] = {}


class _Failed(Exception):
    """A consumer failed at an entry; what it heard before that is committed."""

    def __init__(self, entry: Entry, error: Exception) -> None:
        super().__init__(entry, error)
        self.entry, self.error = entry, error


def consumer(name: str) -> Callable[[Consumer], Consumer]:
    """Register a function that is told every entry, at least once, in order.

    It must be idempotent: after a crash the last entry may come again. A new one begins with the
    oldest entry that is not archived yet; one that must not act on old facts looks at `entry.at`.
    """

    def register(tell: Consumer) -> Consumer:
        if name in _consumers:
            raise ValueError(f"The consumer {name!r} exists twice.")
        _consumers[name] = tell
        return tell

    return register


def names() -> list[str]:
    """The names of all consumers."""
    return list(_consumers)


def tell_consumers() -> None:
    """Let every consumer hear what it has not heard yet, one after the other."""
    for name in names():
        tell(name)


def tell(name: str) -> None:
    """Let one consumer hear what it has not heard yet, for some seconds at most.

    One that fails waits, and stops nobody.
    """
    position = Position.objects.filter(consumer=name).first() or _begin(name)
    if position.retry_at and position.retry_at > clock.now():
        return
    last, pause_at = position.last, time.monotonic() + LONGEST_ROUND_SECONDS
    while time.monotonic() < pause_at and (entries := read(after=last, limit=PORTION)):
        try:
            last = _tell_some(name, entries)
        except _Failed as failed:
            _note_failure(name, failed.entry, failed.error)
            return


def _begin(name: str) -> Position:
    begun, _ = Position.objects.get_or_create(
        consumer=name, defaults={"last": oldest_position() - 1}
    )
    return begun


def _tell_some(name: str, entries: list[Entry]) -> int:
    """Tell as many as fit into a moment; returns the position heard. Raises _Failed."""
    failed: _Failed | None = None
    # What the consumer writes and its new position are there together, or neither. The row is
    # locked: a second process that tells the same consumer waits, and finds it told.
    with transaction.atomic():
        position = Position.objects.select_for_update().get(consumer=name)
        begun = time.monotonic()
        for entry in entries:
            if entry.position is None or position.last >= entry.position:
                continue
            try:
                _tell_one(name, entry)
            except Exception as error:  # noqa: BLE001  whatever it is, what was heard is heard
                failed = _Failed(entry, error)
                break
            position.last = entry.position
            position.failures, position.retry_at, position.complaint = 0, None, ""
            if time.monotonic() - begun > LONGEST_TRANSACTION_SECONDS:
                break
        position.save()
    if failed:
        raise failed
    return position.last


@transaction.atomic
def _tell_one(name: str, entry: Entry) -> None:
    begun = time.monotonic()
    _consumers[name](entry)
    if (seconds := time.monotonic() - begun) > SLOW_SECONDS:
        log.warning("The consumer %s took %.1f s for %s; writers waited.", name, seconds, entry)


@transaction.atomic
def _note_failure(name: str, entry: Entry, error: Exception) -> None:
    """Keep the place, say why, and wait twice as long as last time, an hour at most."""
    log.error("The consumer %s failed at %s.", name, entry, exc_info=error)
    position = Position.objects.select_for_update().get(consumer=name)
    position.failures += 1
    seconds = min(2 ** min(position.failures, 12), LONGEST_WAIT_SECONDS)
    position.retry_at = clock.now() + timedelta(seconds=seconds)
    said = f"{entry}: {type(error).__name__}: {error}".replace("\0", "")[:2000]
    # The name of a file may hold what no database takes.
    position.complaint = said.encode(errors="backslashreplace").decode()
    position.save()


@transaction.atomic
def try_now(name: str) -> None:
    """Let a consumer that failed try again without waiting any longer."""
    Position.objects.filter(consumer=name).update(retry_at=None)
    ring_with_commit()
