"""Telling the wire, numbering what was told, and reading it to consumers."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db import transaction

from depesche.kit import clock
from depesche.wire.bells import bell, loop_bell, ring, ring_with_commit
from depesche.wire.events import Event
from depesche.wire.models import Entry, Head, Position
from depesche.wire.queries import ALL_TOPICS, read

__all__ = [
    "AppendedOutsideTransaction",
    "append",
    "bell",
    "consumer",
    "loop_bell",
    "number",
    "ring",
    "tell_consumers",
]

log = logging.getLogger(__name__)

LONGEST_WAIT_SECONDS = 3600

Consumer = Callable[[Entry], None]

_consumers: dict[str, Consumer] = {}


class AppendedOutsideTransaction(RuntimeError):
    """An event must be appended in the transaction that writes the rows it tells of."""


def append(event: Event, *, keys: Iterable[str]) -> Entry:
    """Tell the wire that `event` happened and which `keys` it touches.

    Call it inside the transaction that writes the rows: both are there, or neither.
    Raises AppendedOutsideTransaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise AppendedOutsideTransaction(f"{event.kind} was appended outside a transaction.")
    entry = Entry.objects.create(
        topic=event.topic,
        kind=event.kind,
        payload=event.payload(),
        keys=sorted(set(keys)),
        at=clock.now(),
    )
    ring_with_commit()
    return entry


def number(*, limit: int = 1000) -> int:
    """Stamp committed entries with their public numbers; returns how many.

    Never inside another transaction: it would number what may still be rolled back.
    """
    # Asked first without a lock: an idle instance does not write.
    if not Entry.objects.filter(position=None).exists():
        return 0
    return _number(limit)


@transaction.atomic(durable=True)
def _number(limit: int) -> int:
    """One relay at a time: the row of all topics is locked first. An entry is visible here only
    after its transaction committed, so a number once given is never overtaken by a lower one.
    """
    all_topics, _ = Head.objects.select_for_update().get_or_create(topic=ALL_TOPICS)
    waiting = list(Entry.objects.filter(position=None).order_by("id")[:limit])
    heads: dict[str, Head] = {}
    for entry in waiting:
        if entry.topic not in heads:
            heads[entry.topic], _ = Head.objects.get_or_create(topic=entry.topic)
        for head in (all_topics, heads[entry.topic]):
            head.last += 1
        entry.position, entry.number = all_topics.last, heads[entry.topic].last
    if waiting:
        Entry.objects.bulk_update(waiting, ["position", "number"])
        Head.objects.bulk_update([all_topics, *heads.values()], ["last"])
        ring_with_commit()
    return len(waiting)


def consumer(name: str) -> Callable[[Consumer], Consumer]:
    """Register a function that is told every entry, at least once, in order.

    It must be idempotent: after a crash the last entry may come again.
    """

    def register(tell: Consumer) -> Consumer:
        if name in _consumers:
            raise ValueError(f"The consumer {name!r} exists twice.")
        _consumers[name] = tell
        return tell

    return register


def tell_consumers() -> None:
    """Let every consumer hear what it has not heard yet; one that fails waits and stops nobody."""
    for name, tell in _consumers.items():
        _tell(name, tell)


def _tell(name: str, tell: Consumer) -> None:
    position, _ = Position.objects.get_or_create(consumer=name)
    if position.retry_at and position.retry_at > clock.now():
        return
    for entry in read(after=position.last):
        try:
            _tell_one(name, tell, entry)
        except Exception as error:  # noqa: BLE001  whatever it is, the others go on
            _note_failure(name, entry, error)
            return


@transaction.atomic
def _tell_one(name: str, tell: Consumer, entry: Entry) -> None:
    """What the consumer writes and its new position are there together, or neither.

    The row is locked: a second process that tells the same consumer waits, and finds it told.
    """
    position = Position.objects.select_for_update().get(consumer=name)
    if entry.position is None or position.last >= entry.position:
        return
    tell(entry)
    position.last = entry.position
    position.failures, position.retry_at, position.complaint = 0, None, ""
    position.save()


@transaction.atomic
def _note_failure(name: str, entry: Entry, error: Exception) -> None:
    """Keep the place, say why, and wait twice as long as last time, an hour at most."""
    log.error("The consumer %s failed at %s.", name, entry, exc_info=error)
    position = Position.objects.select_for_update().get(consumer=name)
    position.failures += 1
    seconds = min(2 ** min(position.failures, 12), LONGEST_WAIT_SECONDS)
    position.retry_at = clock.now() + timedelta(seconds=seconds)
    position.complaint = f"{entry}: {error}"[:2000]
    position.save()
